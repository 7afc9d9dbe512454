"""A tree of any depth as boxes and strokes for a page, a file or a sheet of paper."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from ojaq.core.kinship.picture import Picture, Place, Stroke, picture
from ojaq.registry.families.trees import TreeShown

LETTERS_A_LINE = 18
LETTER, LINE, LEAST, SPARE = 9.4, 19.0, 92.0, 33.0


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of a name, with its base line."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class TreeBox:
    """One box. mark: here, box, living (masked) or again (stands elsewhere in the drawing)."""

    number: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[TreeLine, ...]
    language: str
    years: str
    mark: str
    more: bool

    @property
    def middle(self) -> float:
        """Where its text is centred."""
        return round(self.x + self.width / 2, 1)

    @property
    def foot(self) -> float:
        """The base line of the years."""
        return self.y + self.height - 9


@dataclass(frozen=True, slots=True)
class TreeStroke:
    """One line; kind is the evidence mark that chooses the stroke."""

    points: tuple[tuple[float, float], ...]
    kind: str

    @property
    def path(self) -> str:
        """As SVG writes it."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class TreeDrawing:
    """The whole drawing. cut: not everybody found room."""

    boxes: tuple[TreeBox, ...]
    strokes: tuple[TreeStroke, ...]
    width: float
    height: float
    cut: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a box: the name as told, or the register's own word for somebody living."""

    name: str
    language: str
    years: str
    mark: str


def sizes(written: Mapping[int, Written]) -> dict[int, tuple[float, float]]:
    """Width and height of each box."""
    return {number: _size(each) for number, each in written.items()}


def name_lines(name: str) -> list[str]:
    """A name in lines that fit a box; it is never cut."""
    return textwrap.wrap(name, LETTERS_A_LINE, break_long_words=False, break_on_hyphens=False) or [""]


def _size(each: Written) -> tuple[float, float]:
    lines = name_lines(each.name)
    width = max(LEAST, max(len(line) for line in lines) * LETTER + 22, len(each.years) * 7.8 + 16)
    return round(width, 1), SPARE + LINE * len(lines)


def draw(
    tree: TreeShown, written: Mapping[int, Written], *, most: int, mirrored: bool = False
) -> TreeDrawing:
    """Lay the tree out. mirrored: for a reader who reads from right to left."""
    found = picture(tree.kind, tree.head, tree.kin, sizes(written), up=tree.up, down=tree.down, most=most)
    boxes = tuple(_box(place, written[place.person], tree, found, mirrored) for place in found.places)
    strokes = tuple(TreeStroke(_points(each, found, mirrored), _kind(each, tree)) for each in found.strokes)
    return TreeDrawing(boxes, strokes, round(found.width, 1), round(found.height, 1), found.cut)


def _box(place: Place[int], each: Written, tree: TreeShown, found: Picture[int], mirrored: bool) -> TreeBox:
    x = found.width - place.x - place.width if mirrored else place.x
    lines = name_lines(each.name)
    free = place.height - SPARE - LINE * len(lines)
    set_lines = tuple(TreeLine(text, place.y + 21 + free / 2 + LINE * at) for at, text in enumerate(lines))
    mark = "here" if place.person == tree.asked else "again" if place.again else each.mark
    return TreeBox(
        str(place.person), round(x, 1), place.y, place.width, place.height, set_lines, each.language, each.years,
        mark, place.more,
    )  # fmt: skip


def _points(each: Stroke[int], found: Picture[int], mirrored: bool) -> tuple[tuple[float, float], ...]:
    if not mirrored:
        return each.points
    return tuple((round(found.width - x, 1), y) for x, y in each.points)


def _kind(each: Stroke[int], tree: TreeShown) -> str:
    """A line of descent is as well proved as its weakest parent; a line between a couple is plain."""
    if each.child is None:
        return "couple"
    marks = [
        tree.evidence[parent, each.child] for parent in each.parents if (parent, each.child) in tree.evidence
    ]
    order = ("contradicted", "told", "corroborated", "documented")
    return min(marks, key=order.index, default="told")
