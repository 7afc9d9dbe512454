"""Where everybody stands in a drawn tree: ancestors above, descendants below, couples side by side. Numbers in, numbers out.

Nothing is drawn twice: whoever stands there already (cousins who married) comes a second time as a box that says so, without
the people above or below. A walk ends at `most` boxes and at the depths given; where it ends and more is told, the box says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic

from ojaq.core.kinship.graph import Id

GAP, BETWEEN, EDGE, STEP = 16.0, 54.0, 10.0, 7.0


class TreeKind(StrEnum):
    """What is drawn around somebody. A line is the descendants of whoever is handed in as its head."""

    ANCESTORS = "ancestors"
    DESCENDANTS = "descendants"
    HOURGLASS = "hourglass"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Kindred(Generic[Id]):
    """The people of a drawing. parents: at most two each; partners and children in the order they are to stand."""

    parents: Mapping[Id, Sequence[Id]]
    partners: Mapping[Id, Sequence[Id]]
    children: Mapping[Id, Sequence[Id]]


@dataclass(slots=True)
class Place(Generic[Id]):
    """One box: left and top, in pixels. again: stands elsewhere already; more: further people are told above or below."""

    person: Id
    x: float
    y: float
    width: float
    height: float
    generation: int
    again: bool = False
    more: bool = False

    @property
    def middle(self) -> float:
        """The middle of the box, across."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Stroke(Generic[Id]):
    """A line through points (x, y); child None between a couple, else whose descent it shows and from whom."""

    points: tuple[tuple[float, float], ...]
    parents: tuple[Id, ...]
    child: Id | None = None


@dataclass(slots=True)
class Picture(Generic[Id]):
    """The drawing: boxes over strokes on a canvas of `width` by `height`. cut: not everybody found room."""

    places: list[Place[Id]] = field(default_factory=list)
    strokes: list[Stroke[Id]] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    cut: bool = False


@dataclass(slots=True)
class _Block(Generic[Id]):
    """A part of the drawing, anywhere across; its first place is whom it is about."""

    places: list[Place[Id]]
    strokes: list[Stroke[Id]]

    @property
    def centre(self) -> float:
        return self.places[0].middle

    def moved(self, by: float) -> _Block[Id]:
        for place in self.places:
            place.x += by
        strokes = [Stroke(tuple((x + by, y) for x, y in s.points), s.parents, s.child) for s in self.strokes]
        return _Block(self.places, strokes)


def _packed(blocks: Sequence[_Block[Id]]) -> list[_Block[Id]]:
    """Blocks from left to right, each as near to those before as no two boxes of one generation meet."""
    edges: dict[int, float] = {}
    packed: list[_Block[Id]] = []
    for block in blocks:
        left = {
            place.generation: place.x for place in sorted(block.places, key=lambda each: each.x, reverse=True)
        }
        by = max((edges[row] + GAP - at for row, at in left.items() if row in edges), default=0.0)
        moved = block.moved(by)
        for place in moved.places:
            edges[place.generation] = max(edges.get(place.generation, place.x), place.x + place.width)
        packed.append(moved)
    return packed


@dataclass(slots=True)
class _Drawing(Generic[Id]):
    kin: Kindred[Id]
    sizes: Mapping[Id, tuple[float, float]]
    row: float
    most: int
    seen: set[Id] = field(default_factory=set)
    cut: bool = False

    def room(self, for_more: int = 1) -> bool:
        if len(self.seen) + for_more > self.most:
            self.cut = True
            return False
        return True

    def box(self, who: Id, generation: int) -> Place[Id]:
        again = who in self.seen
        self.seen.add(who)
        return Place(
            who, 0.0, generation * (self.row + BETWEEN), self.sizes[who][0], self.row, generation, again
        )

    def below(self, who: Id, generation: int, depth: int) -> _Block[Id]:
        own = self.box(who, generation)
        if own.again:
            return _Block([own], [])
        partners = [one for one in self.kin.partners.get(who, ()) if self.room()]
        unit, left = [own], own.width + GAP
        for one in partners:
            place = self.box(one, generation)
            place.x = left
            left += place.width + GAP
            unit.append(place)
        children = list(self.kin.children.get(who, ()))
        if depth <= 0:
            own.more = bool(children)
            children = []
        blocks = self._blocks(children, generation, depth)
        own.more = own.more or len(blocks) < len(children)
        return self._joined(unit, blocks)

    def _blocks(self, children: Sequence[Id], generation: int, depth: int) -> list[tuple[Id, _Block[Id]]]:
        return [
            (child, self.below(child, generation + 1, depth - 1))
            for child in children
            if child in self.seen or self.room()
        ]

    def _joined(self, unit: list[Place[Id]], blocks: list[tuple[Id, _Block[Id]]]) -> _Block[Id]:
        """People side by side over the blocks of their children, in the middle of them."""
        under = _packed([block for _, block in blocks])
        if under:
            first, last = under[0].places[0], under[-1].places[0]
            shift = (first.x + last.x + last.width - unit[-1].x - unit[-1].width) / 2
            for place in unit:
                place.x += shift
        strokes, places = self._couples(unit), list(unit)
        for (child, _), block in zip(blocks, under, strict=True):
            strokes += [self._descent(unit, child, block), *block.strokes]
            places += block.places
        return _Block(places, strokes)

    def _couples(self, unit: list[Place[Id]]) -> list[Stroke[Id]]:
        own = unit[0]
        level = own.y + own.height / 2
        return [
            Stroke(((own.middle, level), (one.middle, level)), (own.person, one.person)) for one in unit[1:]
        ]

    def _descent(self, unit: list[Place[Id]], child: Id, block: _Block[Id]) -> Stroke[Id]:
        """From between the couple, or from below one parent, down to the child."""
        named = self.kin.parents.get(child, ())
        at = next((n for n, place in enumerate(unit) if n and place.person in named), 0)
        own, box = unit[0], unit[at]
        start = (box.x - GAP / 2, own.y + own.height / 2) if at else (own.middle, own.y + own.height)
        bar = own.y + own.height + BETWEEN / 2 - STEP * max(0, at - 1)
        top = block.places[0].y
        points = (start, (start[0], bar), (block.centre, bar), (block.centre, top))
        return Stroke(points, tuple(dict.fromkeys((own.person, box.person))), child)

    def above(self, who: Id, generation: int, depth: int) -> _Block[Id]:
        own = self.box(who, generation)
        if own.again:
            return _Block([own], [])
        return self.over(own, depth)

    def over(self, own: Place[Id], depth: int) -> _Block[Id]:
        """A box with its ancestors."""
        parents = list(self.kin.parents.get(own.person, ()))[:2]
        if depth <= 0:
            own.more = bool(parents)
            parents = []
        blocks = _packed([
            self.above(parent, own.generation - 1, depth - 1)
            for parent in parents
            if parent in self.seen or self.room()
        ])  # fmt: skip
        own.more = own.more or len(blocks) < len(parents)
        if not blocks:
            return _Block([own], [])
        middle = (blocks[0].centre + blocks[-1].centre) / 2
        own.x = middle - own.width / 2
        strokes = [stroke for block in blocks for stroke in block.strokes]
        strokes += self._parents(own, blocks, middle)
        return _Block([own, *(place for block in blocks for place in block.places)], strokes)

    def _parents(self, own: Place[Id], blocks: Sequence[_Block[Id]], middle: float) -> list[Stroke[Id]]:
        tops = [block.places[0] for block in blocks]
        level = tops[0].y + tops[0].height / 2
        named = tuple(place.person for place in tops)
        if len(tops) == 1:
            return [Stroke(((middle, tops[0].y + tops[0].height), (middle, own.y)), named, own.person)]
        couple = Stroke(((tops[0].middle, level), (tops[1].middle, level)), named)
        return [couple, Stroke(((middle, level), (middle, own.y)), named, own.person)]


def picture(
    kind: TreeKind,
    head: Id,
    kin: Kindred[Id],
    sizes: Mapping[Id, tuple[float, float]],
    *,
    up: int = 4,
    down: int = 4,
    most: int = 300,
) -> Picture[Id]:
    """The drawing around `head`. sizes: person -> width and height of the box, pixels; all rows are as high as the highest."""
    row = max((height for _, height in sizes.values()), default=0.0)
    drawing = _Drawing(kin, sizes, row, most)
    if kind is TreeKind.ANCESTORS:
        block = drawing.above(head, 0, up)
    else:
        block = drawing.below(head, 0, down)
        if kind is TreeKind.HOURGLASS:
            block = _hourglass(drawing, block, up)
    return _settled(block, drawing)


def _hourglass(drawing: _Drawing[Id], below: _Block[Id], up: int) -> _Block[Id]:
    """Ancestors over what is there already, both centred on the one they are about."""
    own = below.places[0]
    more = own.more
    stand_in = Place(own.person, 0.0, own.y, own.width, own.height, 0)
    above = drawing.over(stand_in, up)
    below = below.moved(above.centre - below.centre)
    own.more = more or stand_in.more
    return _Block([*below.places, *above.places[1:]], [*above.strokes, *below.strokes])


def _settled(block: _Block[Id], drawing: _Drawing[Id]) -> Picture[Id]:
    """Everything moved into the canvas, the eldest generation at the top."""
    left = min(place.x for place in block.places) - EDGE
    top = min(place.y for place in block.places) - EDGE
    for place in block.places:
        place.x, place.y = round(place.x - left, 1), round(place.y - top, 1)
    strokes = [
        Stroke(
            tuple((round(x - left, 1), round(y - top, 1)) for x, y in each.points), each.parents, each.child
        )
        for each in block.strokes
    ]
    return Picture(
        block.places,
        strokes,
        max(place.x + place.width for place in block.places) + EDGE,
        max(place.y + place.height for place in block.places) + EDGE,
        drawing.cut,
    )
