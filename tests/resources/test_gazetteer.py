"""The pack that ships can be read whole, names its sources, and claims no year that nobody told."""

from __future__ import annotations

import csv
import gzip

from ojaq.resources import gazetteer


def rows(name: str) -> list[dict[str, str]]:
    with gzip.open(gazetteer.pack_folder() / name, "rt", encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_name_has_its_place_and_every_district_is_there_or_named() -> None:
    places, names = rows("places.tsv.gz"), rows("names.tsv.gz")
    ids = {place["place_id"] for place in places}
    assert len(ids) == len(places) > 12_000
    assert {place["country"] for place in places} == {"AM", "AZ", "GE"}
    assert {name["place_id"] for name in names} <= ids
    assert set(names[0]) == {"place_id", "lang", "kind", "name"}


def test_the_pack_carries_no_time_stamp_and_names_its_sources() -> None:
    folder = gazetteer.pack_folder()
    for name in ("places.tsv.gz", "names.tsv.gz"):
        assert (folder / name).read_bytes()[4:8] == b"\0\0\0\0"
    assert gazetteer.ATTRIBUTION in (folder / "README.md").read_text(encoding="utf-8")


def test_no_word_beside_names_has_two_meanings_in_one_breath() -> None:
    words = gazetteer.words()
    qualifiers = ("upper", "lower", "middle", "great", "small", "new", "old", "first", "second", "third")
    assert set(qualifiers) <= set(words)
    seen = [word for kind in qualifiers for word in words[kind]]
    assert len(seen) == len(set(seen))
