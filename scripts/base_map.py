"""Make the base map that ships from the open data it is drawn from (run by hand when the data change).

    python scripts/base_map.py FOLDER        FOLDER holds the five *.geojson.gz of the window 38-52 E, 35.5-45 N

Writes src/ojaq/web/static/ojaq/map/lines.json. A line that two polygons share is kept once, so that dashes stay dashes; what
is thinner than TOLERANCE is left out. Sources and licences: README.md beside it.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "src/ojaq/web/static/ojaq/map/lines.json"
DIGITS = 3
TOLERANCE = 0.004
"""Degrees: about 400 m, less than a pixel where a village fills the map."""

WINDOW = (38.0, 35.5, 52.0, 45.0)
Point = tuple[float, float]
Line = list[Point]


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """The features of one file."""
    with gzip.open(folder / f"{name}.geojson.gz", "rt", encoding="utf-8") as file:
        found: list[dict[str, Any]] = json.load(file)["features"]
    return found


def lines_of(geometry: dict[str, Any]) -> Iterator[Line]:
    """Every line or ring of a geometry, rounded."""
    kind, parts = geometry["type"], geometry["coordinates"]
    rings = {"LineString": [parts], "MultiLineString": parts, "Polygon": parts}.get(kind)
    if rings is None:
        rings = [ring for polygon in parts for ring in polygon]
    for ring in rings:
        line = [(round(x, DIGITS), round(y, DIGITS)) for x, y, *_ in ring]
        yield [point for n, point in enumerate(line) if n == 0 or point != line[n - 1]]


def shared_once(lines: Iterable[Line], known: set[frozenset[Point]]) -> list[Line]:
    """The segments of these lines that are not known yet and not the window's own edge, chained again."""
    near: dict[Point, list[Point]] = defaultdict(list)
    for line in lines:
        for one, other in pairwise(line):
            edge = frozenset((one, other))
            if edge in known or on_the_edge(one, other):
                continue
            known.add(edge)
            near[one].append(other)
            near[other].append(one)
    return chained(near)


def on_the_edge(one: Point, other: Point) -> bool:
    """Whether a segment is where the window cuts a polygon."""
    west, south, east, north = WINDOW
    return any(abs(one[axis] - at) < 0.002 and abs(other[axis] - at) < 0.002
               for axis, at in ((0, west), (0, east), (1, south), (1, north)))  # fmt: skip


def chained(near: dict[Point, list[Point]]) -> list[Line]:
    """Lines from one fork or end to the next; what is left then are closed rings."""
    made = []
    for start in sorted(near, key=lambda point: (len(near[point]) == 2, point)):
        while near[start]:
            line = [start]
            while near[line[-1]]:
                here = line[-1]
                following = near[here].pop()
                near[following].remove(here)
                line.append(following)
                if len(near[following]) != 1:
                    break
            made.append(line)
    return made


def simpler(line: Line) -> Line:
    """Douglas and Peucker (1973): the fewest points that stay within TOLERANCE of the line."""
    if len(line) < 3:
        return line
    far, most = 0, 0.0
    for n in range(1, len(line) - 1):
        if (away := distance(line[n], line[0], line[-1])) > most:
            far, most = n, away
    if most <= TOLERANCE:
        return [line[0], line[-1]]
    return simpler(line[: far + 1])[:-1] + simpler(line[far:])


def distance(point: Point, one: Point, other: Point) -> float:
    """How far a point is from a segment, in degrees."""
    (x, y), (ax, ay), (bx, by) = point, one, other
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if not length else max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    return float(((x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2) ** 0.5)


def feature(kind: str, shape: str, coordinates: Any) -> dict[str, Any]:
    """One feature of the base map."""
    return {
        "type": "Feature",
        "properties": {"kind": kind},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def boundaries(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of countries, and those of their regions that are no country's line. Names are not taken: what a place is
    called is said by the register's own list beside the map."""
    areas, known = read(folder, "wof_admin_areas"), set[frozenset[Point]]()
    for kind, types in (("country", {"country"}), ("region", {"region"})):
        rows = [area for area in areas if area["properties"]["placetype"] in types]
        lines = shared_once((line for area in rows for line in lines_of(area["geometry"])), known)
        yield feature(kind, "MultiLineString", [simpler(line) for line in lines])


def main() -> None:
    """Read, thin out, write."""
    folder = Path(sys.argv[1])
    made = list(boundaries(folder))
    for kind, name in (
        ("coast", "ne_10m_coastline_caucasus"),
        ("river", "ne_10m_rivers_lake_centerlines_caucasus"),
    ):
        lines = [simpler(line) for row in read(folder, name) for line in lines_of(row["geometry"])]
        made.append(feature(kind, "MultiLineString", lines))
    lakes = [
        [simpler(line) for line in lines_of(row["geometry"])] for row in read(folder, "ne_10m_lakes_caucasus")
    ]
    made.append(feature("lake", "MultiPolygon", lakes))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        {"type": "FeatureCollection", "features": made}, ensure_ascii=False, separators=(",", ":")
    )
    TARGET.write_text(text + "\n", encoding="utf-8")
    TARGET.with_name("lines.json.gz").write_bytes(gzip.compress(TARGET.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main()
