"""A tree in registrations: one when it fits, else several that share people at their seams. Pure.

Two people of one registration are never taken for one, so a tree is kept whole as far as it can be. But a registration may be
4 MiB long, and whoever asks at the counter reads a candidate's registration whole (60 ms for 3,000 people). So a very large
tree is cut between families, never through one; somebody in two pieces is described in both, and `seams` says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from ojaq.core.kinship import ParentLink, family_graph, rings
from ojaq.registry.exchange.gedcom_reading import Tree, TreeFamily

MOST_BYTES = 3 * 1024 * 1024
MOST_PEOPLE = 4000
_TREES = UUID("6f1d9f0e-6a57-5f0c-9d0b-7c1d5a6f2b11")


@dataclass(frozen=True, slots=True)
class Bundle:
    """One registration to be: the line of the file it begins at, its document, or the line where it comes round to itself."""

    line: int
    document: dict[str, Any] | None


def bundles(tree: Tree, data: bytes) -> list[Bundle]:
    """The registrations of a tree. A group in which somebody would be their own ancestor has no document."""
    bad = _rings(tree)
    pieces, refused = [], []
    for group in _groups(tree):
        turned = next((line for family in group for ref in family.refs if (line := bad.get(ref))), None)
        if turned is not None:
            refused.append(Bundle(turned, None))
        else:
            pieces += list(_cut(group, tree))
    packed = _packed(pieces)
    digest, count = hashlib.sha256(data).hexdigest(), len(packed)
    made = [
        Bundle(
            line=min(tree.people[ref].line for ref in piece.people),
            document=_document(
                piece, tree, key=f"{digest}/{at}", page=f"{at + 1}/{count}" if count > 1 else ""
            ),
        )
        for at, piece in enumerate(packed)
    ]
    return [*made, *refused]


def seams(made: list[Bundle]) -> list[tuple[str, list[UUID]]]:
    """Who is described in several registrations, and in which: one person by the file's own word."""
    found: dict[str, list[UUID]] = {}
    for bundle in made:
        if bundle.document:
            for person in bundle.document["people"]:
                found.setdefault(person["ref"], []).append(UUID(bundle.document["id"]))
    return [(ref, uuids) for ref, uuids in found.items() if len(uuids) > 1]


def _rings(tree: Tree) -> dict[str, int]:
    """Everybody who would be their own ancestor, with the line of a family that says so."""
    links = [
        ParentLink(tie["parent"], tie["child"])
        for family in tree.families
        for tie in family.ties
        if "parent" in tie
    ]
    caught = {ref: at for at, ring in enumerate(rings(family_graph(links))) for ref in ring}
    found: dict[str, int] = {}
    for family in tree.families:
        for tie in family.ties:
            ends = (tie.get("parent", ""), tie.get("child", ""))
            if ends[0] in caught and caught[ends[0]] == caught.get(ends[1], -1):
                for ref in ends:
                    found.setdefault(ref, family.line)
    return found


def _groups(tree: Tree) -> Iterator[list[TreeFamily]]:
    """Families that hang together, each group from its first family outwards; then everybody in no family."""
    of: dict[str, list[int]] = {}
    for at, family in enumerate(tree.families):
        for ref in family.refs:
            of.setdefault(ref, []).append(at)
    seen = [False] * len(tree.families)
    for start in range(len(tree.families)):
        front, group = [start], []
        while front:
            at = front.pop()
            if seen[at]:
                continue
            seen[at] = True
            group.append(tree.families[at])
            front += [
                near
                for ref in reversed(tree.families[at].refs)
                for near in reversed(of[ref])
                if not seen[near]
            ]
        if group:
            yield group
    for ref, person in tree.people.items():
        if ref not in of:
            yield [TreeFamily(person.line, (ref,), ())]


@dataclass(slots=True)
class _Piece:
    people: dict[str, None]
    ties: list[dict[str, Any]]
    size: int = 0

    def with_(self, family: TreeFamily, tree: Tree) -> int:
        """How large the piece would be with this family, in bytes."""
        fresh = [tree.people[ref].content for ref in family.refs if ref not in self.people]
        return self.size + len(json.dumps([fresh, family.ties], ensure_ascii=False).encode())

    def take(self, family: TreeFamily, size: int) -> None:
        """Adds a family."""
        self.people.update(dict.fromkeys(family.refs))
        self.ties += family.ties
        self.size = size


def _cut(group: list[TreeFamily], tree: Tree) -> Iterator[_Piece]:
    piece = _Piece({}, [])
    for family in group:
        size = piece.with_(family, tree)
        if piece.people and (
            size > MOST_BYTES or len(piece.people | dict.fromkeys(family.refs)) > MOST_PEOPLE
        ):
            yield piece
            piece = _Piece({}, [])
            size = piece.with_(family, tree)
        piece.take(family, size)
    if piece.people:
        yield piece


def _packed(pieces: list[_Piece]) -> list[_Piece]:
    """Small pieces together, so that a tree of many small families is still one registration when it fits."""
    packed: list[_Piece] = []
    for piece in pieces:
        last = packed[-1] if packed else None
        if last and len(last.people | piece.people) <= MOST_PEOPLE and last.size + piece.size <= MOST_BYTES:
            last.people.update(piece.people)
            last.ties += piece.ties
            last.size += piece.size
        else:
            packed.append(piece)
    return packed


def _document(piece: _Piece, tree: Tree, *, key: str, page: str) -> dict[str, Any]:
    source = {"title": tree.title} | ({"page": page} if page else {})
    document = {
        "ojaq": "registration/1",
        "id": str(uuid5(_TREES, key)),
        "channel": "archive",
        "people": [tree.people[ref].content for ref in piece.people],
        "ties": piece.ties,
        "source": source,
        "consent": [],
    }
    if tree.recorded_on:
        document["recorded_on"] = tree.recorded_on
    return document
