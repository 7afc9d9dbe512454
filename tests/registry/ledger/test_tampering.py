"""Whoever gets past the triggers is still found by the digests, entry by entry."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from ojaq.registry.access import Viewer
from ojaq.registry.finding import Standing
from ojaq.registry.ledger import health, record, triggers
from ojaq.registry.ledger.models import Entry, EntrySubject
from ojaq.registry.ledger.selectors import Broken, broken_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(operator: Viewer) -> Entry:
    """The middle one of three entries."""
    three = [
        record(act="open-person", by=operator, subjects=[("person", f"K{number}")], note="seen")
        for number in range(3)
    ]
    return three[1]


@pytest.fixture
def _without_triggers(entry: Entry) -> None:
    with connection.cursor() as cursor:
        for statement in triggers.removal(connection.vendor):
            cursor.execute(statement)


CHANGES: dict[str, tuple[Callable[[Entry], object], str]] = {
    "the act in the bytes": (
        lambda entry: _set(body=bytes(entry.body).replace(b"open-person", b"open-family")),
        "digest",
    ),
    "the act in the column": (lambda _: _set(act="open-family"), "columns"),
    "who did it": (lambda _: _set(role="clerk"), "columns"),
    "when": (lambda entry: _set(at=entry.at.replace(year=1990)), "columns"),
    "the note": (lambda _: _set(note=b"another note"), "columns"),
    "the note away": (lambda _: _set(note=None), "columns"),
    "the subject": (lambda _: EntrySubject.objects.filter(number="K1").update(number="K9"), "columns"),
    "the subject away": (lambda _: EntrySubject.objects.filter(number="K1").delete(), "columns"),
    "a subject more": (
        lambda entry: EntrySubject.objects.create(entry=entry, kind="person", number="K9"),
        "columns",
    ),
}


@pytest.mark.usefixtures("_without_triggers")
@pytest.mark.parametrize("what", list(CHANGES))
def test_a_changed_entry_is_named(entry: Entry, what: str) -> None:
    assert not list(broken_entries())
    change, fault = CHANGES[what]
    change(entry)
    assert list(broken_entries()) == [Broken(entry.id, fault)]
    (found,) = [each for each in health.findings() if each.code == "ledger.entries"]
    assert found.standing is Standing.WRONG
    assert str(entry.id) in found.says


@pytest.mark.usefixtures("_without_triggers")
def test_missing_triggers_are_seen() -> None:
    (found,) = [each for each in health.findings() if each.code == "ledger.triggers"]
    assert found.standing is Standing.WRONG


def test_a_whole_ledger_is_well(entry: Entry) -> None:
    assert {each.standing for each in health.findings()} == {Standing.WELL}


def _set(**columns: object) -> None:
    middle = Entry.objects.order_by("id")[1]
    Entry.objects.filter(id=middle.id).update(**columns)
