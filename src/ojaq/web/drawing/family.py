"""A small family, laid by hand: parents above, the person with siblings and spouses, children below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ojaq.web.drawing.box import Box, centred, height_of, name_lines, width_of

GAP = 14.0
LETTER = 9.8
LEAST = 94.0
BETWEEN = 60.0


@dataclass(frozen=True, slots=True)
class Kin:
    """One person of the small tree: what stands in the box, and how well the tie is proved."""

    number: str
    name: str
    language: str
    years: str
    evidence: str = "told"


@dataclass(frozen=True, slots=True)
class KinBox(Box):
    """Whose box it is, and whether it is that of the person of the page."""

    kin: Kin
    here: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of descent or of a couple; `kind` is the evidence mark that chooses the stroke."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Family:
    """The drawing: boxes above lines, on a canvas of `width` by `height`."""

    boxes: tuple[KinBox, ...]
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
    height = height_of(max(len(name_lines(kin.name)) for row in rows for kin in row))
    width = max(560.0, max(_length(row) for row in rows) + 30)
    boxes: dict[int, KinBox] = {}
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


def _box(kin: Kin, x: float, y: float, height: float, here: bool) -> KinBox:
    return KinBox(x, y, _width(kin), height, centred(kin.name, y, height), kin, here)


def _width(kin: Kin) -> float:
    return width_of(kin.name, kin.years, letter=LETTER, least=LEAST)


def _length(row: Sequence[Kin]) -> float:
    return sum(_width(kin) + GAP for kin in row) - GAP if row else 0.0


def _up(boxes: dict[int, KinBox], here: Kin, parents: Sequence[Kin], siblings: Sequence[Kin]) -> list[Edge]:
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


def _beside(boxes: dict[int, KinBox], here: Kin, spouses: Sequence[Kin]) -> list[Edge]:
    """A line to each husband or wife."""
    me = boxes[id(here)]
    level = me.y + me.height / 2
    return [
        Edge(f"M{me.middle:.0f} {level:.0f}H{boxes[id(one)].middle:.0f}", one.evidence) for one in spouses
    ]


def _down(boxes: dict[int, KinBox], here: Kin, spouses: Sequence[Kin], children: Sequence[Kin]) -> list[Edge]:
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
