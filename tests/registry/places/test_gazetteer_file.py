"""Gazetteer files are read row by row; what cannot be taken is told with its line and field."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from ojaq.core.places import NameRow, PlaceRow
from ojaq.registry.places.errors import GazetteerRefused
from ojaq.registry.places.gazetteer_file import is_gazetteer, read_gazetteer
from ojaq.registry.places.refusals import RowRefusal

HEADER = "place_id\tname\tlat\tlon\tpopulation\n"


def read(path: Path, text: str | bytes) -> list:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_gazetteer(path))


def test_a_folder_gives_places_then_names_packed_or_not(tmp_path: Path) -> None:
    (tmp_path / "places.tsv.gz").write_bytes(
        gzip.compress(("\ufeff" + HEADER + "1\tLefka\t35.1\t32.8\t\n").encode())
    )
    (tmp_path / "names.tsv").write_text(
        "place_id\tlang\tkind\tname\n1\ttur\tpreferred\tLefke\n", encoding="utf-8"
    )
    assert is_gazetteer(tmp_path)
    assert list(read_gazetteer(tmp_path)) == [
        PlaceRow("1", "Lefka", 35.1, 32.8),
        NameRow("1", "Lefke", "tur", "preferred"),
    ]


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ("1\tA\t91\t0\t", "lat", "not-a-number-there"),
        ("1\tA\tnan\t0\t", "lat", "not-a-number-there"),
        ("1\tA\t1\tx\t", "lon", "not-a-number-there"),
        ("1\tA\t1\t1\t-5", "population", "not-a-number-there"),
        ("\tA\t1\t1\t", "place_id", "missing"),
        ("1\t \t1\t1\t", "name", "missing"),
        ("1\tA\u202eB\t1\t1\t", "name", "forbidden-character"),
        ("1\tA\x00B\t1\t1\t", "name", "forbidden-character"),
        ("1\t" + "A" * 501 + "\t1\t1\t", "name", "too-long"),
    ],
)
def test_a_bad_row_is_told_and_the_next_one_is_read(tmp_path: Path, row: str, field: str, code: str) -> None:
    rows = read(tmp_path / "places.tsv", f"{HEADER}{row}\n2\tB\t1\t1\t7\n")
    assert rows == [RowRefusal(2, field, code), PlaceRow("2", "B", 1.0, 1.0, population=7)]


def test_zero_width_joiners_are_kept(tmp_path: Path) -> None:
    assert read(tmp_path / "places.tsv", f"{HEADER}1\tقره\u200cباغ\t\t\t\n") == [
        PlaceRow("1", "قره\u200cباغ")
    ]


def test_broken_utf8_and_endless_lines_are_told_and_bounded(tmp_path: Path) -> None:
    text = HEADER.encode() + b"1\t\xff\t1\t1\t\n" + b"2\t" + b"A" * 300_000 + b"\n3\tC\t\t\t\n"
    rows = read(tmp_path / "places.tsv", text)
    assert [getattr(row, "code", row) for row in rows] == ["not-utf-8", "line-too-long", PlaceRow("3", "C")]
    assert [row.line for row in rows[:2]] == [2, 3]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("places.tsv", b"", "no-header"),
        ("places.tsv", b"a\tb\n", "no-header"),
        ("places.tsv", b"\xff\xfe\n", "not-utf-8"),
        ("places.tsv.gz", gzip.compress(HEADER.encode(), mtime=0)[:-9], "broken-gzip"),
        ("places.json", b"{", "not-json"),
        ("places.json", b"[1]", "not-linked-places"),
    ],
)
def test_a_file_that_is_no_gazetteer_is_refused_whole(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    with pytest.raises(GazetteerRefused) as refusal:
        read(tmp_path / name, content)
    assert refusal.value.parameters["problem"] == problem


def test_a_folder_without_places_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerRefused):
        list(read_gazetteer(tmp_path))


def test_linked_places_give_names_with_their_times_and_sources(tmp_path: Path) -> None:
    feature = {
        "@id": "https://example.org/place/p1",
        "type": "Feature",
        "properties": {"title": "Place One", "ccodes": ["XX"]},
        "names": [
            {
                "toponym": "Old name",
                "lang": "az-Cyrl",
                "citations": [{"label": "1931 census list"}],
                "when": {"timespans": [{"start": {"latest": "1886"}, "end": {"in": "1978"}}]},
            },
            {"toponym": "New name", "lang": "hy"},
        ],
        "geometry": {"type": "Point", "coordinates": [45.0, 40.0]},
        "relations": [{"relationType": "gvp:broaderPartitive", "relationTo": "https://example.org/place/d1"}],
    }
    path = tmp_path / "places.json"
    assert read(
        path, json.dumps({"type": "FeatureCollection", "features": [feature, 5, {"type": "Feature"}]})
    ) == [
        PlaceRow(
            "https://example.org/place/p1", "Place One", 40.0, 45.0, "XX", "", "https://example.org/place/d1"
        ),
        NameRow(
            "https://example.org/place/p1", "Old name", "az-Cyrl", "", "[..1886]", "1978", "1931 census list"
        ),
        NameRow("https://example.org/place/p1", "New name", "hy"),
        RowRefusal(2, "", "not-a-feature"),
        RowRefusal(3, "@id", "missing"),
    ]
