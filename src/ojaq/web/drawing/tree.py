"""A tree of any depth as boxes and strokes for a page, a file or a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ojaq.core.kinship.graph import Id
from ojaq.core.kinship.picture import Picture, Place, Stroke, picture
from ojaq.registry.families.trees import TreeShown
from ojaq.web.drawing.box import Box, centred, height_of, name_lines, width_of

LETTER, LEAST = 9.4, 92.0


@dataclass(frozen=True, slots=True)
class TreeBox(Box):
    """One box. mark: here, box, living (masked) or again (stands elsewhere in the drawing)."""

    number: str
    language: str
    years: str
    mark: str
    more: bool


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


def sizes(written: Mapping[Id, Written]) -> dict[Id, tuple[float, float]]:
    """Width and height of each box."""
    return {who: _size(each) for who, each in written.items()}


def _size(each: Written) -> tuple[float, float]:
    width = width_of(each.name, each.years, letter=LETTER, least=LEAST)
    return round(width, 1), height_of(len(name_lines(each.name)))


def draw(
    tree: TreeShown, written: Mapping[int, Written], *, most: int, mirrored: bool = False
) -> TreeDrawing:
    """Lay the tree out. mirrored: for a reader who reads from right to left."""
    found = picture(tree.kind, tree.head, tree.kin, sizes(written), up=tree.up, down=tree.down, most=most)
    return drawn(found, written, tree.asked, lambda stroke: _kind(stroke, tree), mirrored=mirrored)


def drawn(
    found: Picture[Id],
    written: Mapping[Id, Written],
    here: Id,
    kind: Callable[[Stroke[Id]], str],
    *,
    mirrored: bool,
) -> TreeDrawing:
    """What was laid out, as boxes and strokes. `here` is the person of the page, `kind` says how a stroke is drawn."""

    def box(place: Place[Id]) -> TreeBox:
        each = written[place.person]
        x = found.width - place.x - place.width if mirrored else place.x
        mark = "here" if place.person == here else "again" if place.again else each.mark
        return TreeBox(
            round(x, 1), place.y, place.width, place.height, centred(each.name, place.y, place.height),
            str(place.person), each.language, each.years, mark, place.more,
        )  # fmt: skip

    def points(each: Stroke[Id]) -> tuple[tuple[float, float], ...]:
        return tuple((round(found.width - x, 1), y) for x, y in each.points) if mirrored else each.points

    strokes = tuple(TreeStroke(points(each), kind(each)) for each in found.strokes)
    boxes = tuple(box(place) for place in found.places)
    return TreeDrawing(boxes, strokes, round(found.width, 1), round(found.height, 1), found.cut)


def _kind(each: Stroke[int], tree: TreeShown) -> str:
    """A line of descent is as well proved as its weakest parent; a line between a couple is plain."""
    if each.child is None:
        return "couple"
    marks = [
        tree.evidence[parent, each.child] for parent in each.parents if (parent, each.child) in tree.evidence
    ]
    order = ("contradicted", "told", "corroborated", "documented")
    return min(marks, key=order.index, default="told")
