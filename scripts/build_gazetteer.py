"""Builds a gazetteer pack that ships with Ojaq out of tables cut from Who's On First.

    python scripts/build_gazetteer.py SOURCE_FOLDER [--to PACK_FOLDER] [--countries AM,AZ,GE]

SOURCE_FOLDER holds `places.tsv.gz` (place_id, country, placetype, name, lat, lon, region_id, county_id,
population, ...) and `place_names.tsv.gz` (place_id, lang, kind, name). The pack is `places.tsv.gz` and
`names.tsv.gz` in the exchange format of gazetteers, and a README with the attribution. The same source gives
the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

PACK = Path(__file__).resolve().parent.parent / "src/ojaq/resources/gazetteer/south-caucasus"
PLACE_COLUMNS = (
    "place_id",
    "name",
    "lat",
    "lon",
    "country",
    "region_id",
    "county_id",
    "placetype",
    "population",
)
NAME_COLUMNS = ("place_id", "lang", "kind", "name")
# Districts and provinces come along, because a testimony names them beside the village.
KEPT_TYPES = frozenset({"country", "macroregion", "region", "county", "locality", "neighbourhood"})

README = """# Gazetteer pack: South Caucasus

Data from Who's On First (whosonfirst.org), contains GeoNames data, CC BY

Localities of {countries} with their districts and provinces: {places} places, {names} further names.
Who's On First's own work is CC0 1.0; it contains GeoNames (CC BY 4.0), Quattroshapes (CC BY), GeoPlanet
(CC BY) and Natural Earth (public domain). The line above is shown wherever these names are shown. Built by
`scripts/build_gazetteer.py` from whosonfirst-data-admin-am@8bebe676, -az@e174b861 and -ge@0f278611; geometry
is reduced to one point, no name is altered.

- `places.tsv.gz`: {place_columns}
- `names.tsv.gz`: {name_columns}; `lang` is ISO 639-3, `und` where the source does not say
- The source gives **no years** for renamings, so the pack has none: when a name was in use is unknown until
  somebody adds it with its source. A name of kind `historical` is called so by the source, without a date.
- `name` is the source's main name, mostly a GeoNames romanisation and sometimes the older name of the place.
  It is an address for the machine, not the true name: the product orders names by the reader's setting.
- Known faults: one village can stand twice, under its old and its new name; many places are farms, camps or
  ruins; points are good to 100 m to 2 km; names labelled with a language can be romanised.
"""


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a gzipped tab-separated file, as text by column name."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)


def write(path: Path, columns: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> int:
    """Writes a table whose bytes depend on its rows alone, with no time stamp; returns the number of rows."""
    text = io.StringIO()
    text.write("\t".join(columns) + "\n")
    count = 0
    for line in lines:
        text.write("\t".join(line) + "\n")
        count += 1
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), compresslevel=9, mtime=0))
    return count


def build(source: Path, to: Path, countries: frozenset[str]) -> Counter[str]:
    """Builds the pack; returns what was written, by kind."""
    places = [
        row
        for row in rows(source / "places.tsv.gz")
        if row["country"] in countries and row["placetype"] in KEPT_TYPES
    ]
    places.sort(key=lambda row: int(row["place_id"]))
    kept = {row["place_id"] for row in places}
    main_names = {(row["place_id"], row["name"]) for row in places}
    names = {
        (row["place_id"], row["lang"], row["kind"], row["name"])
        for row in rows(source / "place_names.tsv.gz")
        if row["place_id"] in kept
    }
    figures = Counter(f"{row['country']} {row['placetype']}" for row in places)
    to.mkdir(parents=True, exist_ok=True)
    figures["places"] = write(
        to / "places.tsv.gz",
        PLACE_COLUMNS,
        (tuple(row[column] for column in PLACE_COLUMNS) for row in places),
    )
    figures["names"] = write(
        to / "names.tsv.gz", NAME_COLUMNS, sorted(names, key=lambda n: (int(n[0]), *n[1:]))
    )
    figures["places without another name"] = len(
        kept - {n[0] for n in names if (n[0], n[3]) not in main_names}
    )
    readme = README.format(
        countries=", ".join(sorted(countries)),
        places=f"{figures['places']:,}",
        names=f"{figures['names']:,}",
        place_columns=", ".join(PLACE_COLUMNS),
        name_columns=", ".join(NAME_COLUMNS),
    )
    (to / "README.md").write_text(readme, encoding="utf-8")
    return figures


def main() -> int:
    """Reads the arguments and builds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--to", type=Path, default=PACK)
    parser.add_argument("--countries", default="AM,AZ,GE")
    given = parser.parse_args()
    for what, count in sorted(build(given.source, given.to, frozenset(given.countries.split(","))).items()):
        sys.stderr.write(f"{count:>8,} {what}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
