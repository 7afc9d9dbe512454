"""Importing registrations: the same file twice changes nothing, a bad line stops nothing, a preview writes nothing."""

from __future__ import annotations

import csv

import pytest

from ojaq.registry.exchange.errors import NoSuchRun
from ojaq.registry.exchange.models import Run
from ojaq.registry.exchange.refusals import refusals_path
from ojaq.registry.exchange.services import import_registrations, take_back_run
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration.models import Mention, Quarantined, Registration, State, Tie

pytestmark = pytest.mark.django_db


def counts():
    return [table.objects.count() for table in (Registration, Mention, Tie, Quarantined, Run, Entry)]


def test_an_import_ends_with_figures_and_a_run(told, file_of, operator):
    documents = [told() for _ in range(45)]
    imported = import_registrations(path=file_of(documents), by=operator)
    assert imported.figures.counted() == {
        "read": 45, "new": 45, "already_there": 0, "quarantined": 0, "refused": 0, "flagged": 0,
    }  # fmt: skip
    run = Run.objects.get(pk=imported.run)
    assert (run.state, run.figures["new"], run.file) == ("done", 45, "registrations.jsonl")
    assert Mention.objects.count() == 90
    assert imported.refusals is None


def test_the_same_file_twice_is_stored_once(told, file_of, operator):
    path = file_of([told() for _ in range(30)])
    import_registrations(path=path, by=operator)
    before = [table.objects.count() for table in (Registration, Mention, Tie)]
    again = import_registrations(path=path, by=operator)
    assert (again.figures.new, again.figures.already_there, again.figures.clean) == (0, 30, True)
    assert [table.objects.count() for table in (Registration, Mention, Tie)] == before


def test_bad_lines_are_refused_with_line_and_field_and_the_rest_goes_in(told, file_of, operator):
    first = told()
    other_words = first | {"statement": "other"}
    bad_date = told(people=[{"ref": "p1", "name": {"given": "A"}, "born": "1988-13"}, {"ref": "p2"}])
    path = file_of(
        [first, b"", b"{broken", told(ojaq="registration/9"), bad_date, b"\xff\xfe\x00", other_words, told()]
    )
    imported = import_registrations(path=path, by=operator, refusals=refusals_path(path))
    figures = imported.figures
    assert (figures.read, figures.new, figures.refused, figures.quarantined, figures.clean) == (
        7,
        2,
        4,
        1,
        False,
    )
    with imported.refusals.open(encoding="utf-8", newline="") as source:
        rows = list(csv.reader(source))
    assert rows[0] == ["line", "field", "code", "reason"]
    assert [row[:3] for row in rows[1:]] == [
        ["3", "", "not-json"], ["4", "ojaq", "version"], ["5", "people[0].born", "date"], ["6", "", "not-utf8"],
    ]  # fmt: skip


def test_a_refusals_file_goes_when_nothing_is_refused_any_more(told, file_of, operator):
    path = file_of([b"{broken"])
    target = refusals_path(path)
    assert import_registrations(path=path, by=operator, refusals=target).refusals == target
    path = file_of([told()])
    import_registrations(path=path, by=operator, refusals=target)
    assert not target.exists()


def test_an_empty_file_and_a_byte_order_mark(told, file_of, operator):
    empty = import_registrations(path=file_of([]), by=operator)
    assert (empty.figures.read, empty.figures.clean) == (0, True)
    path = file_of([told()])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert import_registrations(path=path, by=operator).figures.new == 1


def test_a_preview_tells_the_same_and_writes_nothing(told, file_of, operator):
    there = told()
    import_registrations(path=file_of([there]), by=operator)
    before = counts()
    lines = [
        there,
        there | {"statement": "other"},
        (new := told()),
        new,
        new | {"statement": "x"},
        b"{",
        told(age=1),
    ]
    preview = import_registrations(path=file_of(lines), by=operator, dry_run=True)
    assert counts() == before
    assert preview.run is None
    real = import_registrations(path=file_of(lines), by=operator)
    assert preview.figures.counted() == real.figures.counted()


def test_an_import_can_be_taken_back_whole_and_brought_again(told, file_of, operator):
    path = file_of([told() for _ in range(250)])
    imported = import_registrations(path=path, by=operator)
    assert take_back_run(number=imported.run, by=operator) == 250
    assert not Registration.objects.filter(state=State.CURRENT).exists()
    with pytest.raises(NoSuchRun):
        take_back_run(number=imported.run, by=operator)
    again = import_registrations(path=path, by=operator)
    assert (again.figures.new, again.figures.already_there) == (250, 0)
    assert Registration.objects.count() == 250


def test_fields_nobody_knows_are_told_once_by_their_place(told, file_of, operator):
    people = [{"ref": f"p{number}", "name": {"given": "A"}, "hobby": "chess"} for number in (1, 2)]
    imported = import_registrations(path=file_of([told(people=people), told(people=people)]), by=operator)
    assert imported.figures.unknown_fields == {"people[].hobby": 4}


def test_a_withdrawn_one_stays_withdrawn_and_is_told(told, file_of, operator):
    from ojaq.registry.exchange.services import withdraw

    document = told()
    path = file_of([document])
    import_registrations(path=path, by=operator)
    (gone,) = withdraw(registration=Registration.objects.get().uuid, by=operator)
    assert str(gone) == document["id"]
    again = import_registrations(path=path, by=operator, refusals=refusals_path(path))
    assert (again.figures.new, again.figures.refused) == (0, 1)
    assert "withdrawn" in again.refusals.read_text()
    assert not Mention.objects.exists()
