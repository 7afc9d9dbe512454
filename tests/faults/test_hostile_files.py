"""Files that nobody wrote in good faith: memory stays bounded, batches stay whole, the rest goes in."""

from __future__ import annotations

import json
import tracemalloc
from uuid import uuid4

import pytest

from ojaq.registry.exchange.lines import lines
from ojaq.registry.exchange.models import Run
from ojaq.registry.exchange.services import import_registrations
from ojaq.registry.registration.models import Mention, Registration, Tie
from ojaq.registry.registration.reading import LONGEST_LINE, Document, read

pytestmark = pytest.mark.trust("T6.1")
MIB = 1024 * 1024


def document(**fields):
    return {
        "ojaq": "registration/1",
        "id": str(uuid4()),
        "people": [{"ref": "p1", "name": {"given": "Maro"}}, {"ref": "p2"}],
        "ties": [{"parent": "p2", "child": "p1"}],
        "consent": [],
    } | fields


@pytest.mark.django_db
def test_a_line_of_200_mb_is_refused_without_being_held_and_the_rest_goes_in(tmp_path, operator):
    path = tmp_path / "long.jsonl"
    with path.open("wb") as target:
        target.write(json.dumps(document()).encode() + b"\n")
        target.write(b'{"statement": "')
        for _ in range(200):
            target.write(b"a" * MIB)
        target.write(b'"}\n' + json.dumps(document()).encode() + b"\n")
    import_registrations(path=tmp_path / "long.jsonl", by=operator, dry_run=True)  # loads what is loaded once
    tracemalloc.start()
    try:
        imported = import_registrations(path=path, by=operator, refusals=tmp_path / "refused.csv")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (imported.figures.new, imported.figures.refused) == (2, 1)
    assert (tmp_path / "refused.csv").read_text().splitlines()[1].startswith("2,,too-long,")
    assert peak < 32 * MIB


def test_lines_come_one_by_one_from_a_file_without_line_ends(tmp_path):
    path = tmp_path / "endless"
    with path.open("wb") as target:
        target.truncate(64 * MIB)
    tracemalloc.start()
    try:
        with path.open("rb") as source:
            assert [(line.number, line.content) for line in lines(source, longest=LONGEST_LINE)] == [
                (1, None)
            ]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 * MIB


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_line_of_exactly_the_limit_fits_with_either_ending(tmp_path, ending):
    """The control: what is long, but not too long, is taken."""
    path = tmp_path / "file"
    path.write_bytes(b"a" * 100 + ending + b"b" * 101 + ending + b"c" * 100)
    with path.open("rb") as source:
        told = [(line.number, line.content and len(line.content)) for line in lines(source, longest=100)]
    assert told == [(1, 100), (2, None), (3, 100)]


@pytest.mark.parametrize(
    "content",
    [
        document(people=[{"ref": f"p{n}", "name": {"given": "A"}} for n in range(40_000)], ties=[]),
        document(
            people=[{"ref": f"p{n}", "name": {"given": "A"}} for n in range(20_000)],
            ties=[{"parent": f"p{n}", "child": f"p{n + 1}"} for n in range(19_999)],
        ),
        document(
            people=[{"ref": f"p{n}", "name": {"given": "A"}} for n in range(5_000)],
            ties=[{"siblings": [f"p{n}" for n in range(5_000)]}] * 20,
        ),
    ],
    ids=[
        "forty thousand people",
        "a line of twenty thousand fathers",
        "five thousand siblings, told again and again",
    ],
)
def test_what_is_only_large_is_read_in_one_go(content):
    answer = read(json.dumps(content).encode())
    assert isinstance(answer, Document)
    assert len(answer.ties) < 120_000


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_cut_off_leaves_whole_batches_and_goes_on_where_it_ended(
    tmp_path, operator, monkeypatch
):
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"".join(json.dumps(document()).encode() + b"\n" for _ in range(150)))
    from ojaq.registry.registration import filing

    written = []

    def fails_in_the_third_batch(self, *parts):
        written.append(parts)
        if len(written) == 3:
            raise KeyboardInterrupt
        return real(self, *parts)

    real = filing.Filing._write_departures
    monkeypatch.setattr(filing.Filing, "_write_departures", fails_in_the_third_batch)
    with pytest.raises(KeyboardInterrupt):
        import_registrations(path=path, by=operator)
    stored = Registration.objects.count()
    assert 0 < stored < 150
    assert (Mention.objects.count(), Tie.objects.count()) == (2 * stored, stored)
    assert Run.objects.get().state == "stopped"
    again = import_registrations(path=path, by=operator)
    assert (again.figures.new, again.figures.already_there) == (150 - stored, stored)
