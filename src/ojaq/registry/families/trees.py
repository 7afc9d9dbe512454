"""What a drawn tree is made of, as values."""

from __future__ import annotations

from dataclasses import dataclass

from ojaq.core.kinship.picture import Kindred, TreeKind
from ojaq.registry.identity.cards import Said


@dataclass(frozen=True, slots=True)
class TreePerson:
    """One person of a tree. masked: living, and not open to this viewer: no name and no years leave then."""

    number: int
    name: Said
    years: tuple[int | None, int | None]
    sex: str
    living: bool
    masked: bool


@dataclass(frozen=True)
class TreeShown:
    """Everything a drawing needs. head: where the drawing begins (of a line the eldest forebear); kin: the graph for the layout.

    evidence: (parent, child) -> told, corroborated or contradicted. aside: child -> parents who are told too and not drawn.
    """

    asked: int
    head: int
    kind: TreeKind
    up: int
    down: int
    people: dict[int, TreePerson]
    kin: Kindred[int]
    evidence: dict[tuple[int, int], str]
    aside: dict[int, tuple[int, ...]]
