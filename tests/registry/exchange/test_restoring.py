"""The last step of a restore: withdrawn means withdrawn, whether the backup knew the testimony or not."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.access.models import Office
from ojaq.registry.exchange.services.restoring import take_up
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration import services
from ojaq.registry.registration.errors import WasWithdrawn
from ojaq.registry.registration.models import Mention, Registration, State
from ojaq.registry.vault import withdrawals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> list[set[UUID]]:
    """What the list of withdrawals was written with; the tests' own folder stays as it is."""
    written: list[set[UUID]] = []
    monkeypatch.setattr(withdrawals, "keep", lambda home, gone: written.append(set(gone)))
    return written


def told(uuid: UUID) -> dict:
    return {
        "ojaq": "registration/1", "id": str(uuid), "office": "nasimi-2",
        "people": [{"ref": "p1", "name": {"given": "Maro"}}], "consent": [],
    }  # fmt: skip


def test_what_the_backup_still_held_is_withdrawn_again(operator: Viewer, office: Office) -> None:
    gone, stays = uuid4(), uuid4()
    for each in (gone, stays):
        services.register(testimony=told(each), by=operator, channel="import")
    done = take_up(withdrawn={gone}, by=operator)
    assert (done.registrations, done.withdrawn) == (2, 1)
    states = dict(Registration.objects.values_list("uuid", "state"))
    assert states == {gone: State.WITHDRAWN, stays: State.CURRENT}
    assert Mention.objects.count() == 1
    assert Entry.objects.order_by("-pk").values_list("reason", flat=True)[0] == "restored"


def test_what_the_backup_never_knew_does_not_come_in_by_a_file(
    operator: Viewer, office: Office, kept: list[set[UUID]]
) -> None:
    gone = uuid4()
    take_up(withdrawn={gone}, by=operator)
    with pytest.raises(WasWithdrawn):
        services.register(testimony=told(gone), by=operator, channel="import")
    assert kept[-1] == {gone}
    assert take_up(withdrawn={gone}, by=operator).registrations == 1


def test_a_clerk_restores_nothing(clerk: Viewer) -> None:
    with pytest.raises(NotPermitted):
        take_up(withdrawn=set(), by=clerk)
