"""The line of an estate: from the dead down to everybody who takes a part, each stroke as well proved as its link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ojaq.core.kinship.picture import Kindred, Stroke, TreeKind, picture
from ojaq.registry.estates.pages import Link
from ojaq.web.drawing.tree import TreeDrawing, Written, drawn, sizes

GENERATIONS, MOST = 12, 60


def descent(
    dead: str, asking: str, links: Sequence[Link], written: Mapping[str, Written], *, mirrored: bool
) -> TreeDrawing:
    """Lay out the links. Somebody beside the line (a widow) stands beside their husband or wife. mirrored: right to left."""
    kin = _kindred(links)
    head = _head(dead, kin)
    found = picture(TreeKind.DESCENDANTS, head, kin, sizes(written), down=GENERATIONS, most=MOST)
    proofs = {frozenset((link.one, link.other)): link.proof for link in links}
    return drawn(found, written, asking, lambda stroke: _kind(stroke, proofs), mirrored=mirrored)


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


def _kind(each: Stroke[str], proofs: Mapping[frozenset[str], str]) -> str:
    """The proof of the link a stroke shows; a line between a couple is plain where no proof is told."""
    if each.child is None:
        return proofs.get(frozenset(each.parents), "couple")
    known = [proofs[pair] for parent in each.parents if (pair := frozenset((parent, each.child))) in proofs]
    return known[0] if known else "told"
