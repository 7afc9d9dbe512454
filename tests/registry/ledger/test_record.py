"""Entries say what was done, in bytes, and cannot be changed."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction

from ojaq.registry.access import Viewer
from ojaq.registry.ledger import Deed, record, record_many
from ojaq.registry.ledger.errors import NotForTheLedger
from ojaq.registry.ledger.models import Entry
from ojaq.registry.ledger.selectors import broken_entries, entries_about

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_what(operator: Viewer) -> None:
    entry = record(
        act="open-person", by=operator, subjects=[("person", "K7-3")], office="nasimi-2", figures={"read": 1}
    )
    content = json.loads(bytes(entry.body))
    assert content["act"] == "open-person"
    assert content["actor"] == {"account": None, "role": "operator"}
    assert content["subjects"] == [["person", "K7-3"]]
    assert content["figures"] == {"read": 1}
    assert list(entries_about(kind="person", number="K7-3")) == [entry]


@pytest.mark.parametrize("verb", ["UPDATE ledger_entry SET act = 'x'", "DELETE FROM ledger_subject"])
def test_the_database_itself_refuses_to_change_the_ledger(operator: Viewer, verb: str) -> None:
    record(act="open-person", by=operator, subjects=[("person", "K7-3")])
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)
    assert Entry.objects.get().act == "open-person"


@pytest.mark.parametrize(
    "deed",
    [
        Deed(act="Opened the page of Əli"),
        Deed(act="judge", reason="because he said so"),
        Deed(act="judge", subjects=[("person", "Leyla Qasımova")]),
        Deed(act="judge", subjects=[("person", "x" * 81)]),
        Deed(act="judge", figures={"height": 1.8}),  # type: ignore[dict-item]
    ],
)
def test_there_is_no_room_for_free_text(operator: Viewer, deed: Deed) -> None:
    with pytest.raises(NotForTheLedger):
        record_many(deeds=[deed], by=operator)
    assert not Entry.objects.exists()


def test_a_note_is_sealed_and_bound(operator: Viewer) -> None:
    entry = record(act="judge", by=operator, subjects=[("person", "K7-3")], note="the aunt remembers him")
    assert b"aunt" not in bytes(entry.note or b"") + bytes(entry.body)
    assert json.loads(bytes(entry.body))["note"]


def test_many_deeds_are_many_entries_in_order(operator: Viewer) -> None:
    deeds = [Deed(act="register", subjects=[("registration", f"n{number}")]) for number in range(5)]
    entries = record_many(deeds=deeds, by=operator)
    assert [entry.id for entry in entries] == sorted(entry.id for entry in entries)
    assert not list(broken_entries())
