"""The line of an estate: from the dead down to everybody who takes a part, each stroke as well proved as its link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ojaq.core.kinship.picture import Kindred, Place, Stroke, TreeKind, picture
from ojaq.registry.estates.pages import Link
from ojaq.web.drawing.tree import LINE, SPARE, TreeBox, TreeDrawing, TreeLine, TreeStroke, Written, name_lines

LETTER, LEAST = 9.4, 92.0
GENERATIONS, MOST = 12, 60


def descent(
    dead: str, asking: str, links: Sequence[Link], written: Mapping[str, Written], *, mirrored: bool
) -> TreeDrawing:
    """Lay out the links. Somebody beside the line (a widow) stands beside their husband or wife. mirrored: right to left."""
    kin = _kindred(links)
    head = _head(dead, kin)
    sizes = {key: _size(each) for key, each in written.items()}
    found = picture(TreeKind.DESCENDANTS, head, kin, sizes, down=GENERATIONS, most=MOST)
    proofs = {frozenset((link.one, link.other)): link.proof for link in links}
    boxes = tuple(_box(place, written[place.person], asking, found.width, mirrored) for place in found.places)
    strokes = tuple(
        TreeStroke(_points(each, found.width, mirrored), _kind(each, proofs)) for each in found.strokes
    )
    return TreeDrawing(boxes, strokes, round(found.width, 1), round(found.height, 1), found.cut)


def _kindred(links: Sequence[Link]) -> Kindred[str]:
    parents: dict[str, list[str]] = {}
    children: dict[str, list[str]] = {}
    partners: dict[str, list[str]] = {}
    for link in links:
        if link.couple:
            partners.setdefault(link.one, []).append(link.other)
            partners.setdefault(link.other, []).append(link.one)
        elif len(parents.setdefault(link.other, [])) < 2:
            parents[link.other].append(link.one)
            children.setdefault(link.one, []).append(link.other)
    return Kindred(parents, partners, children)


def _head(dead: str, kin: Kindred[str]) -> str:
    """The eldest above the dead: where an heir does not descend from the dead, the line begins with their forebear."""
    head, seen = dead, {dead}
    while kin.parents.get(head) and (above := kin.parents[head][0]) not in seen:
        head = above
        seen.add(head)
    return head


def _size(each: Written) -> tuple[float, float]:
    lines = name_lines(each.name)
    width = max(LEAST, max(len(line) for line in lines) * LETTER + 22, len(each.years) * 7.8 + 16)
    return round(width, 1), SPARE + LINE * len(lines)


def _box(place: Place[str], each: Written, asking: str, width: float, mirrored: bool) -> TreeBox:
    x = width - place.x - place.width if mirrored else place.x
    lines = name_lines(each.name)
    free = place.height - SPARE - LINE * len(lines)
    set_lines = tuple(TreeLine(text, place.y + 21 + free / 2 + LINE * at) for at, text in enumerate(lines))
    mark = "here" if place.person == asking else "again" if place.again else each.mark
    return TreeBox(
        place.person, round(x, 1), place.y, place.width, place.height, set_lines, each.language, each.years,
        mark, place.more,
    )  # fmt: skip


def _points(each: Stroke[str], width: float, mirrored: bool) -> tuple[tuple[float, float], ...]:
    return tuple((round(width - x, 1), y) for x, y in each.points) if mirrored else each.points


def _kind(each: Stroke[str], proofs: Mapping[frozenset[str], str]) -> str:
    """The proof of the link a stroke shows; a line between a couple is plain where no proof is told."""
    if each.child is None:
        return proofs.get(frozenset(each.parents), "couple")
    known = [proofs[pair] for parent in each.parents if (pair := frozenset((parent, each.child))) in proofs]
    return known[0] if known else "told"
