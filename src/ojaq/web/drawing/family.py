"""A small family, laid by hand: parents above, the person with siblings and spouses, children below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BOX_HEIGHT = 46.0
GAP = 14.0
ROW = 112.0
LETTER = 9.6
LEAST, MOST = 94.0, 250.0


@dataclass(frozen=True, slots=True)
class Kin:
    """One person of the small tree: what stands in the box, and how well the tie is proved."""

    number: str
    name: str
    language: str
    years: str
    evidence: str = "told"


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its left edge, top and width, and whether it is the person of the page."""

    kin: Kin
    x: float
    y: float
    width: float
    here: bool = False

    @property
    def middle(self) -> float:
        """The middle of the box, where its text is set."""
        return self.x + self.width / 2

    @property
    def name_line(self) -> float:
        """The base line of the name."""
        return self.y + 21

    @property
    def years_line(self) -> float:
        """The base line of the years."""
        return self.y + 39


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
    """Lay out one generation up and one down around a person; a row of more than six wraps to the next line."""
    half = (len(siblings) + 1) // 2
    middle = [*siblings[:half], here, *spouses, *siblings[half:]]
    rows = [*_wrapped(parents), middle, *_wrapped(children)]
    width = max(560.0, max(_length(row) for row in rows) + 30)
    boxes: dict[int, Box] = {}
    for line, row in enumerate(rows):
        left = (width - _length(row)) / 2
        for kin in row:
            boxes[id(kin)] = Box(kin, round(left, 1), 7 + line * ROW, _width(kin), kin is here)
            left += _width(kin) + GAP
    edges = [
        *_up(boxes, here, parents, siblings),
        *(
            Edge(
                f"M{boxes[id(here)].middle:.0f} {boxes[id(here)].y + 23:.0f}H{boxes[id(s)].middle:.0f}",
                s.evidence,
            )
            for s in spouses
        ),
        *_down(boxes, here, spouses, children),
    ]
    return Family(tuple(boxes.values()), tuple(edges), width, 7 + (len(rows) - 1) * ROW + BOX_HEIGHT + 8)


def _wrapped(row: Sequence[Kin]) -> list[list[Kin]]:
    return [list(row[start : start + 6]) for start in range(0, len(row), 6)]


def _width(kin: Kin) -> float:
    return min(MOST, max(LEAST, len(kin.name) * LETTER + 22, len(kin.years) * 7.6 + 16))


def _length(row: Sequence[Kin]) -> float:
    return sum(_width(kin) + GAP for kin in row) - GAP if row else 0.0


def _up(boxes: dict[int, Box], here: Kin, parents: Sequence[Kin], siblings: Sequence[Kin]) -> list[Edge]:
    """From the parents down to the person and the siblings; the person's stroke is that of the best-proved parent."""
    if not parents:
        return []
    above = [boxes[id(parent)] for parent in parents]
    middle = (above[0].middle + above[-1].middle) / 2
    bottom = above[-1].y + BOX_HEIGHT
    bar = bottom + 32
    me = boxes[id(here)]
    edges = (
        [Edge(f"M{above[0].middle:.0f} {above[0].y + 23:.0f}H{above[-1].middle:.0f}", "corroborated")]
        if above[1:]
        else []
    )
    top = above[0].y + 23 if above[1:] else bottom
    edges.append(Edge(f"M{middle:.0f} {top:.0f}V{bar:.0f}H{me.middle:.0f}V{me.y:.0f}", _best(parents)))
    for sibling in siblings:
        box = boxes[id(sibling)]
        edges.append(Edge(f"M{middle:.0f} {bar:.0f}H{box.middle:.0f}V{box.y:.0f}", sibling.evidence))
    return edges


def _down(boxes: dict[int, Box], here: Kin, spouses: Sequence[Kin], children: Sequence[Kin]) -> list[Edge]:
    """From the person, or from between the person and the first spouse, down to each child."""
    me = boxes[id(here)]
    if spouses:
        beside = boxes[id(spouses[0])]
        left, right = sorted((me, beside), key=lambda box: box.x)
        start, top = (left.x + left.width + right.x) / 2, me.y + 23
    else:
        start, top = me.middle, me.y + BOX_HEIGHT
    bar = me.y + BOX_HEIGHT + 34
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
