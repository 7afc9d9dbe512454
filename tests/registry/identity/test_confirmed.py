"""Two people join two confirmed persons in a live registry; whoever showed no document is joined by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ojaq.registry.access import Viewer, operator
from ojaq.registry.access.errors import NeedsSecondPerson
from ojaq.registry.access.models import Registry
from ojaq.registry.access.services.approving import answer_proposal, ask_second
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Belonging
from ojaq.registry.identity.services import judge, resolve
from ojaq.registry.registration.models import Mention
from ojaq.registry.registration.services import register
from registry.access.live_registry import somebody

pytestmark = pytest.mark.django_db


def told(number: int, seen: bool) -> int:
    """The mention of a person who registered, and showed a passport or only named its number."""
    person: dict[str, Any] = {
        "ref": "p1",
        "name": {"given": "Aram" if number % 2 else "Vaqif", "family": f"Nobody{number}"},
        "documents": [{"kind": "passport", "number": f"A{number}", "seen": seen}],
    }
    content = {
        "ojaq": "registration/1", "id": str(UUID(int=number)), "registrant": "p1", "people": [person],
        "consent": [{"purpose": "register", "given": True}],
    }  # fmt: skip
    row = register(testimony=content, by=operator())
    return Mention.objects.get(registration=row).pk


@pytest.fixture
def live(registry: Registry, reviewer: Viewer) -> Viewer:
    """A reviewer of a registry that is live from now on."""
    return reviewer


def join(pair: tuple[int, int], by: Viewer) -> None:
    Registry.objects.update(state="live")
    judge(pair=pair, verdict=Verdict.SAME, reason="seen-together", by=by)


def test_two_confirmed_persons_are_joined_by_two(live: Viewer) -> None:
    pair = (told(1, seen=True), told(2, seen=True))
    resolve(by=operator())
    with pytest.raises(NeedsSecondPerson) as refusal:
        join(pair, live)
    asked = ask_second(proposal=refusal.value.proposal, by=live)
    answer_proposal(approval=asked.pk, granted=True, by=somebody("second", "reviewer"))
    join(pair, live)
    assert len(set(Belonging.objects.filter(mention__in=pair).values_list("person"))) == 1


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, False)])
def test_whoever_showed_nothing_is_joined_by_one(live: Viewer, first: bool, second: bool) -> None:
    """The control: the same judgement, the same registry, one document fewer."""
    pair = (told(1, seen=first), told(2, seen=second))
    resolve(by=operator())
    join(pair, live)


def test_in_rehearsal_one_joins_them(registry: Registry, reviewer: Viewer) -> None:
    pair = (told(1, seen=True), told(2, seen=True))
    resolve(by=operator())
    judge(pair=pair, verdict=Verdict.SAME, reason="seen-together", by=reviewer)
