"""A small family, laid by hand: parents above, the person with siblings and spouses, children below."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 14.0
LETTER = 9.8
LEAST = 94.0
LINE = 19.0
LETTERS_A_LINE = 18  # a longer name wraps; it is never cut
BETWEEN = 60.0
SPARE = 33.0  # above the name and for the years below it


@dataclass(frozen=True, slots=True)
class Kin:
    """One person of the small tree: what stands in the box, and how well the tie is proved."""

    number: str
    name: str
    language: str
    years: str
    evidence: str = "told"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box, with its base line."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its left edge, top, width and height, its name in lines, and whether it is the person of the page."""

    kin: Kin
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    here: bool = False

    @property
    def middle(self) -> float:
        """The middle of the box, where its text is set."""
        return self.x + self.width / 2

    @property
    def years_line(self) -> float:
        """The base line of the years."""
        return self.y + self.height - 9


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of descent or of a couple; `kind` is the evidence mark that chooses the stroke."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Family:
    """The drawing: boxes above lines, on a canvas of `width` by `height`."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float


def family(
    here: Kin,
    parents: Sequence[Kin],
    siblings: Sequence[Kin],
    spouses: Sequence[Kin],
    children: Sequence[Kin],
) -> Family:
    """Lay out one generation up and one down around a person. Rows never wrap: a second row would read as grandchildren."""
    half = (len(siblings) + 1) // 2
    middle = [*siblings[:half], here, *spouses, *siblings[half:]]
    rows = [list(row) for row in (parents, middle, children) if row]
    height = SPARE + LINE * max(len(name_lines(kin)) for row in rows for kin in row)
    width = max(560.0, max(_length(row) for row in rows) + 30)
    boxes: dict[int, Box] = {}
    for place, row in enumerate(rows):
        left, top = (width - _length(row)) / 2, 7 + place * (height + BETWEEN)
        for kin in row:
            boxes[id(kin)] = _box(kin, round(left, 1), top, height, kin is here)
            left += _width(kin) + GAP
    edges = [
        *_up(boxes, here, parents, siblings),
        *_beside(boxes, here, spouses),
        *_down(boxes, here, spouses, children),
    ]
    return Family(
        tuple(boxes.values()), tuple(edges), width, 7 + len(rows) * (height + BETWEEN) - BETWEEN + 8
    )


def name_lines(kin: Kin) -> list[str]:
    """The name in lines that fit a box."""
    return textwrap.wrap(kin.name, LETTERS_A_LINE, break_long_words=False, break_on_hyphens=False) or [""]


def _box(kin: Kin, x: float, y: float, height: float, here: bool) -> Box:
    lines = name_lines(kin)
    # Text is centred up and down: shorter names stand in the middle of what the longest one needs.
    free = height - SPARE - LINE * len(lines)
    set_lines = tuple(Line(text, y + 21 + free / 2 + LINE * place) for place, text in enumerate(lines))
    return Box(kin, x, y, _width(kin), height, set_lines, here)


def _width(kin: Kin) -> float:
    longest = max(len(line) for line in name_lines(kin))
    return max(LEAST, longest * LETTER + 22, len(kin.years) * 7.8 + 16)


def _length(row: Sequence[Kin]) -> float:
    return sum(_width(kin) + GAP for kin in row) - GAP if row else 0.0


def _up(boxes: dict[int, Box], here: Kin, parents: Sequence[Kin], siblings: Sequence[Kin]) -> list[Edge]:
    """From the parents down to the person and the siblings; the person's stroke is that of the best-proved parent."""
    if not parents:
        return []
    above = [boxes[id(parent)] for parent in parents]
    middle = (above[0].middle + above[-1].middle) / 2
    bottom = above[-1].y + above[-1].height
    bar = bottom + 32
    me = boxes[id(here)]
    edges = (
        [
            Edge(
                f"M{above[0].middle:.0f} {above[0].y + above[0].height / 2:.0f}H{above[-1].middle:.0f}",
                "corroborated",
            )
        ]
        if above[1:]
        else []
    )
    top = above[0].y + above[0].height / 2 if above[1:] else bottom
    edges.append(Edge(f"M{middle:.0f} {top:.0f}V{bar:.0f}H{me.middle:.0f}V{me.y:.0f}", _best(parents)))
    for sibling in siblings:
        box = boxes[id(sibling)]
        edges.append(Edge(f"M{middle:.0f} {bar:.0f}H{box.middle:.0f}V{box.y:.0f}", sibling.evidence))
    return edges


def _beside(boxes: dict[int, Box], here: Kin, spouses: Sequence[Kin]) -> list[Edge]:
    """A line to each husband or wife."""
    me = boxes[id(here)]
    level = me.y + me.height / 2
    return [
        Edge(f"M{me.middle:.0f} {level:.0f}H{boxes[id(one)].middle:.0f}", one.evidence) for one in spouses
    ]


def _down(boxes: dict[int, Box], here: Kin, spouses: Sequence[Kin], children: Sequence[Kin]) -> list[Edge]:
    """From the person, or from between the person and the first spouse, down to each child."""
    me = boxes[id(here)]
    if spouses:
        beside = boxes[id(spouses[0])]
        left, right = sorted((me, beside), key=lambda box: box.x)
        start, top = (left.x + left.width + right.x) / 2, me.y + me.height / 2
    else:
        start, top = me.middle, me.y + me.height
    bar = me.y + me.height + 34
    return [
        Edge(
            f"M{start:.0f} {top:.0f}V{bar:.0f}H{boxes[id(child)].middle:.0f}V{boxes[id(child)].y:.0f}",
            child.evidence,
        )
        for child in children
    ]


def _best(kin: Sequence[Kin]) -> str:
    order = ("documented", "corroborated", "told", "contradicted")
    return min((one.evidence for one in kin), key=lambda kind: order.index(kind) if kind in order else 9)
