"""Cut the name lists and village lists of the fictional programmes out of their sources.

    python scripts/build_programmes.py NAMES_FOLDER GAZETTEER_FOLDER [TO_FOLDER]

NAMES_FOLDER holds faker_person_names.tsv.gz (locale, list, name: word lists of Faker, MIT) and azerbaijani_names.tsv.gz
(list, name: az-data-generator, Apache-2.0). GAZETTEER_FOLDER holds places.tsv.gz and place_names.tsv.gz (Who's On First).
Deterministic. The order of a list, which decides who is common, is a fixed shuffle: the names are real, their ranks invented.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import sys
from collections import defaultdict
from pathlib import Path

VILLAGES = 120
# Mirrored programmes need lists of equal length, so the shorter one decides.
COUNTS = {"az": (170, 148, 400), "hy": (170, 148, 400), "ka": (110, 150, 400), "el": (110, 150, 400)}
LETTERS = {
    "hy": ("\u0531", "\u058f"), "ka": ("\u10a0", "\u10ff"), "ru": ("\u0400", "\u04ff"), "fa": ("\u0600", "\u06ff"),
    "el": ("\u0370", "\u03ff"),
}  # fmt: skip
LANGUAGES = {
    "aze": "az",
    "hye": "hy",
    "rus": "ru",
    "fas": "fa",
    "eng": "en",
    "kat": "ka",
    "tur": "tr",
    "ell": "el",
}
LISTS = {
    "az": ("az_AZ", ("last_names_male", "last_names_unisex")),
    "hy": ("hy_AM", ("last_names",)),
    "ka": ("ka_GE", ("last_names",)),
    "el": ("el_GR", ("last_names_male",)),
}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a gzipped TSV file with a header."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def shuffled(names: set[str]) -> list[str]:
    """A fixed order that means nothing."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())


def derived(given: str) -> str:
    """An Azerbaijani family name made from a given name."""
    return given + ("yev" if given[-1] in "aəeiıoöuü" else "ov")


def plain(name: str) -> bool:
    """One word, long enough to be a name."""
    return len(name) > 2 and name.isalpha()


def write_names(source: Path, to: Path) -> None:
    """names/<language>.tsv with columns list and name."""
    faker = defaultdict(set)
    for row in rows(source / "faker_person_names.tsv.gz"):
        if plain(row["name"]):
            faker[row["locale"], row["list"]].add(row["name"])
    for row in rows(source / "azerbaijani_names.tsv.gz"):
        into = {
            "male_names": "first_names_male",
            "female_names": "first_names_female",
            "male_surnames": "last_names_male",
        }
        if row["list"] in into and plain(row["name"]):
            faker["az_AZ", into[row["list"]]].add(row["name"])
    for language, (locale, families) in LISTS.items():
        family = set().union(*(faker[locale, name] for name in families))
        family = {name for name in family if not name.endswith("qızı")}
        if language == "az":
            # The source has 178 of them; the rest is made the way such names are made, from men's given names.
            made = shuffled({derived(given) for given in faker[locale, "first_names_male"]} - family)
            family |= set(made[: COUNTS["az"][2] - len(family)])
        lists = {
            "male": faker[locale, "first_names_male"],
            "female": faker[locale, "first_names_female"],
            "family": family,
        }
        with (to / "names" / f"{language}.tsv").open("w", encoding="utf-8") as stream:
            stream.write("list\tname\n")
            for kind, count in zip(("male", "female", "family"), COUNTS[language], strict=True):
                for name in shuffled(lists[kind])[:count]:
                    stream.write(f"{kind}\t{name}\n")


def in_its_script(text: str, language: str) -> bool:
    """Whether the first letter belongs to the script of the language (some names are labelled wrongly)."""
    first, last = LETTERS.get(language, ("A", "\u024f"))
    return bool(text) and first <= text[0] <= last and "(" not in text and "," not in text and "،" not in text


def write_villages(source: Path, to: Path, country: str, needs: set[str], name: str) -> None:
    """villages/<name>.tsv: one row per place and language; the same number of villages for every programme."""
    there = [row for row in rows(source / "places.tsv.gz") if row["country"] == country]
    # A town can stand there twice, the second time without its population.
    towns = {row["name"] for row in there if int(row["population"] or 0) >= 15_000}
    places = {
        row["place_id"]: row for row in there if row["placetype"] == "locality" and row["name"] not in towns
    }
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kinds = {"preferred": 0, "colloquial": 1, "variant": 2, "historical": 2, "unknown": 3}
    for row in sorted(rows(source / "place_names.tsv.gz"), key=lambda row: kinds[row["kind"]]):
        language = LANGUAGES.get(row["lang"])
        if row["place_id"] in places and language and in_its_script(row["name"], language):
            text = row["name"].replace("\u200c", " ")
            if text not in names[row["place_id"]][language]:
                names[row["place_id"]][language].append(text)
    able = [place for place in names if needs <= set(names[place])]
    able.sort(key=lambda place: hashlib.sha256(place.encode()).hexdigest())
    with (to / "villages" / f"{name}.tsv").open("w", encoding="utf-8") as stream:
        stream.write("place\tlat\tlon\tlang\tname\n")
        for place in sorted(able[:VILLAGES]):
            row = places[place]
            for language in sorted(names[place]):
                for text in names[place][language][:2]:
                    stream.write(f"wof:{place}\t{row['lat']}\t{row['lon']}\t{language}\t{text}\n")


def main() -> None:
    """Write names/ and villages/."""
    names, gazetteer = Path(sys.argv[1]), Path(sys.argv[2])
    to = Path(sys.argv[3] if len(sys.argv) > 3 else "src/ojaq/resources/programmes")
    for folder in ("names", "villages"):
        (to / folder).mkdir(parents=True, exist_ok=True)
    write_names(names, to)
    write_villages(gazetteer, to, "AM", {"az", "hy", "ru"}, "armenia")
    write_villages(gazetteer, to, "AZ", {"az", "hy", "ru"}, "azerbaijan")
    write_villages(gazetteer, to, "GE", {"ka", "ru"}, "georgia")


if __name__ == "__main__":
    main()
