"""What exchange knows without a database: kinds of files, safe cells, records of CSV files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.registry.exchange.cells import safe_cell
from ojaq.registry.exchange.errors import FileRefused
from ojaq.registry.exchange.kinds import Kind, kind_of
from ojaq.registry.exchange.mapping import fit
from ojaq.registry.exchange.tables import Row, read_rows
from ojaq.registry.registration.refusal import Refusal


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.jsonl", b"", Kind.REGISTRATIONS),
        ("a.CSV", b"", Kind.ROLL),
        ("a.xlsx", b"", Kind.ROLL),
        ("a.zip", b"", Kind.ALL),
        ("noname", b'\xef\xbb\xbf {"ojaq"', Kind.REGISTRATIONS),
    ],
)
def test_a_file_is_known_by_its_name_or_its_beginning(tmp_path, name, content, kind):
    path = tmp_path / name
    path.write_bytes(content)
    assert kind_of(path, gazetteer=False) is kind


@pytest.mark.parametrize("name", ["a.gdz", "a.bin"])
def test_what_is_not_known_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\x00")
    with pytest.raises(FileRefused):
        kind_of(path, gazetteer=False)


@given(st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_a_safe_cell_never_begins_as_a_formula_and_loses_nothing(text):
    safe = safe_cell(text)
    assert safe.lstrip(" ")[:1] not in tuple("=+-@\t\r\0＝＋－＠")
    assert safe in (text, f"'{text}")


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=100, deadline=None)
def test_what_a_csv_writer_wrote_is_read_back(tmp_path_factory, rows):
    import csv

    path = tmp_path_factory.mktemp("csv") / "r.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, quoting=csv.QUOTE_ALL).writerows([["id", "given\nname"], *rows])
    read = list(read_rows(path))
    assert all(isinstance(row, Row) for row in read)
    assert [list(row.cells) for row in read[1:]] == rows


def test_rows_that_cannot_be_read_come_as_refusals_with_their_line(tmp_path):
    path = tmp_path / "r.csv"
    path.write_bytes(b'id;given\n1;\xff\n2;Maro\n3;"never closed\n')
    read = list(read_rows(path))
    assert [(type(row), row.line) for row in read] == [(Row, 1), (Refusal, 2), (Row, 3), (Refusal, 4)]


def test_known_headers_need_no_mapping():
    mapping = fit(None, ["id", "given", "family", "shoe size"], roll="r")
    assert (mapping.key, set(mapping.columns), mapping.roll) == ("id", {"id", "given", "family"}, "r")
