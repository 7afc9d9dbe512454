"""Families that cannot be as told, across the register: found and explained, never mended here."""

from __future__ import annotations

from django.db import transaction

from ojaq.core.kinship import Impossible, impossible_families
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.families.lives import birth_years
from ojaq.registry.families.selectors.lineage import lives_of, whole_register
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.ledger import record


def impossible_in_register(*, viewer: Viewer, at_most: int = 200) -> list[Impossible[int]]:
    """The first of them with the register numbers they concern, rings first, for a reviewer. One entry names everybody shown.

    Raises NotPermitted.
    """
    require(viewer, Act.OPEN_REVIEW)
    found = impossible()[:at_most]
    people = dict.fromkeys(number for each in found for number in each.people)
    with transaction.atomic():
        record(
            act=Act.OPEN_REVIEW, by=viewer, subjects=[("person", str(number)) for number in people],
            office=viewer.office or None, reason="impossible-families",
        )  # fmt: skip
    return found


def impossible_named(*, viewer: Viewer, at_most: int = 200) -> tuple[list[Impossible[int]], dict[int, Said]]:
    """The same, with the names of those they concern. Raises NotPermitted."""
    found = impossible_in_register(viewer=viewer, at_most=at_most)
    told = told_of(persons={number for each in found for number in each.people})
    return found, {number: fullest(some).name for number, some in told.items() if some}


def impossible() -> list[Impossible[int]]:
    """All of them; whoever shows one asks the permission and writes the entry."""
    lineage = whole_register()
    lives = lives_of(lineage.people)
    return impossible_families(lineage.graph(lives), birth_years(lives))
