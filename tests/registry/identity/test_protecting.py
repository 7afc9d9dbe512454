"""A person in danger: nobody who merely has the number opens the page; a steward does; ending it takes two in a live registry."""

from __future__ import annotations

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.access.errors import NeedsSecondPerson
from ojaq.registry.access.models import Alarm, Registry
from ojaq.registry.families.selectors import person_page
from ojaq.registry.identity.errors import NoSuchPerson
from ojaq.registry.identity.models import Belonging, Protection
from ojaq.registry.identity.selectors.protecting import hidden_from, protected_people
from ojaq.registry.identity.services.protecting import lift_protection, protect
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration.models import Mention
from ojaq.registry.registration.services import register
from ojaq.registry.review.services import resolve
from registry.access.live_registry import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.trust("T8.3")]
FAMILY = {
    "ojaq": "registration/1",
    "id": "0b1f7d1e-6a51-4f0e-8d8b-6f3f2f1c9a01",
    "people": [
        {"ref": "p1", "name": {"given": "Maro", "family": "Arevuni"}},
        {"ref": "p2", "name": {"given": "Aram", "family": "Arevuni"}},
    ],
    "ties": [{"parent": "p2", "child": "p1"}],
    "consent": [],
}


@pytest.fixture
def people(operator: Viewer, registry: Registry) -> dict[str, int]:
    """Register numbers of a daughter and her father."""
    register(testimony=FAMILY, channel="archive", by=operator)
    resolve(by=operator)
    rows = Belonging.objects.values_list("mention__given", "person_id")
    return dict(rows)


def test_to_most_the_number_is_nobodys(
    people: dict[str, int], clerk: Viewer, steward: Viewer, operator: Viewer
) -> None:
    number = people["Maro"]
    assert person_page(number=number, viewer=clerk).number == number, "the control: before, it opens"
    protect(number=number, reason="asked", by=operator)
    with pytest.raises(NoSuchPerson):
        person_page(number=number, viewer=clerk)
    assert person_page(number=number, viewer=steward).number == number
    lift_protection(number=number, reason="asked", by=operator)
    assert person_page(number=number, viewer=clerk).number == number


def test_relatives_pages_do_not_name_her(
    people: dict[str, int], clerk: Viewer, steward: Viewer, operator: Viewer
) -> None:
    father, daughter = people["Aram"], people["Maro"]
    assert [each.number for each in person_page(number=father, viewer=clerk).relatives] == [daughter]
    protect(number=daughter, reason="asked", by=operator)
    assert person_page(number=father, viewer=clerk).relatives == ()
    assert [each.number for each in person_page(number=father, viewer=steward).relatives] == [daughter]


def test_protected_twice_is_once_and_stays_on_each_mention(
    people: dict[str, int], operator: Viewer, clerk: Viewer
) -> None:
    for _ in range(2):
        protect(number=people["Maro"], reason="threatened", note="She was followed.", by=operator)
    assert Protection.objects.get().mention == Mention.objects.get(given="Maro")
    assert hidden_from(viewer=clerk, persons=list(people.values())) == {people["Maro"]}
    entry = Entry.objects.filter(act="protect-person").first()
    assert entry is not None
    assert b"followed" not in bytes(entry.note or b"")


def test_the_stewards_list_is_itself_in_the_ledger(
    people: dict[str, int], operator: Viewer, steward: Viewer, clerk: Viewer
) -> None:
    protect(number=people["Maro"], reason="asked", by=operator)
    assert [line.number for line in protected_people(viewer=steward)] == [people["Maro"]]
    assert Entry.objects.filter(act="open-protected", reason="list").count() == 1
    with pytest.raises(NotPermitted):
        protected_people(viewer=clerk)


def test_ending_it_takes_two_and_rings(people: dict[str, int], operator: Viewer) -> None:
    protect(number=people["Maro"], reason="asked", by=operator)
    Registry.objects.update(state="live")
    with pytest.raises(NeedsSecondPerson):
        lift_protection(number=people["Maro"], reason="asked", by=somebody("first", "steward"))
    Registry.objects.update(state="rehearsal")
    lift_protection(number=people["Maro"], reason="asked", by=operator)
    assert Alarm.objects.filter(kind="protection-lifted").count() == 1
    with pytest.raises(NoSuchPerson):
        lift_protection(number=people["Maro"], reason="asked", by=operator)


def test_who_may_not_protects_nobody(people: dict[str, int], clerk: Viewer) -> None:
    with pytest.raises(NotPermitted):
        protect(number=people["Maro"], reason="asked", by=clerk)
