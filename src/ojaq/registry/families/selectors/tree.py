"""The people and ties of a drawn tree: ancestors, descendants, both, or the whole line of the eldest forebear."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from ojaq.core.kinship.picture import Kindred, TreeKind
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.selectors import consented
from ojaq.registry.families.lives import Life
from ojaq.registry.families.living import surely_dead
from ojaq.registry.families.parents import preferred_parents
from ojaq.registry.families.selectors.lineage import Lineage, beside, climb, descend, lives_of
from ojaq.registry.families.selectors.person import years
from ojaq.registry.families.trees import TreePerson, TreeShown
from ojaq.registry.identity.blocks import NATURES_OF_BIRTH
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.selectors import answering
from ojaq.registry.identity.selectors.protecting import hidden_from
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import Told, fullest
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Mention, State

DEEPEST = 12
FARTHEST = 40
"""Generations looked up for the eldest forebear of a line."""
MOST = 300
TO_SHOW = "trace_family"
"""Whose own testimony says yes to this, stands with name and years in a picture that leaves the register."""
_STRENGTH = ("birth", "adoptive", "foster", "step")


@dataclass(slots=True)
class _Ties:
    """Parents as they are drawn, and who else is told."""

    parents: dict[int, list[int]] = field(default_factory=dict)
    children: dict[int, list[int]] = field(default_factory=dict)
    evidence: dict[tuple[int, int], str] = field(default_factory=dict)
    aside: dict[int, tuple[int, ...]] = field(default_factory=dict)


def tree_of(
    *, number: int, viewer: Viewer, kind: TreeKind = TreeKind.HOURGLASS, up: int = 3, down: int = 3,
    leaving: bool = False, script: str = "",
) -> TreeShown:  # fmt: skip
    """The tree around a person. leaving: the picture goes out of the register, so the living stand in it only when they agreed.

    script: the ISO 15924 code of the script the reader reads; where some testimony writes a name in it, that writing is taken. A
    living person's name and years are open to those who may open a testimony that tells of them. One entry names everybody whose
    name is shown. Raises NotPermitted, NoSuchPerson.
    """
    require(viewer, Act.OPEN_FAMILY)
    person = answering(number=number, viewer=viewer)
    up, down = min(max(up, 1), DEEPEST), min(max(down, 1), DEEPEST)
    head = _head(person) if kind is TreeKind.LINE else person
    lineage = _lineage(head, kind, up, down)
    lives = lives_of(lineage.people)
    told = told_of(persons=lineage.people)
    ties = _ties(lineage, lives, _tellers(lineage))
    dead = surely_dead(
        lives,
        [(a, b) for a, b, nature, _ in lineage.links if nature in NATURES_OF_BIRTH],
        timezone.localdate(),
    )
    open_to = dead | entitled(lineage.people - dead, viewer, leaving=leaving)
    open_to -= hidden_from(viewer=viewer, persons=lineage.people)
    people = {
        who: _person(
            who, told.get(who, []), lives[who], living=who not in dead, shown=who in open_to, script=script
        )
        for who in lineage.people
    }
    _record([who for who in sorted(people) if not people[who].masked], person, viewer, leaving=leaving)
    by_birth: Callable[[int], tuple[int, int]] = lambda who: (_born(lives[who]), who)  # noqa: E731
    kin = Kindred(
        {child: sorted(some, key=lambda who: (lives[who].sex == "female", who)) for child, some in ties.parents.items()},
        _partners(lineage, ties, by_birth),
        {parent: sorted(some, key=by_birth) for parent, some in ties.children.items()},
    )  # fmt: skip
    return TreeShown(person, head, kind, up, down, people, kin, ties.evidence, ties.aside)


def _head(person: int) -> int:
    """The eldest forebear by the fathers' line, where a father is told; else by the mother's."""
    lineage = Lineage()
    climb(lineage, {person}, FARTHEST)
    lives = lives_of(lineage.people)
    ties = _ties(lineage, lives, {})
    here, seen = person, {person}
    while parents := [who for who in ties.parents.get(here, ()) if who not in seen]:
        here = min(parents, key=lambda who: (lives[who].sex != "male", who))
        seen.add(here)
    return here


def _lineage(head: int, kind: TreeKind, up: int, down: int) -> Lineage:
    """Everybody who can be drawn, and one generation beyond, so that it can be said where more is told."""
    lineage = Lineage()
    lineage.people.add(head)
    if kind in (TreeKind.ANCESTORS, TreeKind.HOURGLASS):
        climb(lineage, {head}, up + 1)
    if kind is not TreeKind.ANCESTORS:
        below = Lineage()
        descend(below, {head}, down + 1)
        lineage.links.update(below.links)
        lineage.people |= below.people
        beside(lineage, below.people | {head})
        # The other parent of each child is drawn beside the one the line comes by.
        climb(lineage, below.people - {head}, 1)
    return lineage


def _ties(lineage: Lineage, lives: Mapping[int, Life], tellers: Mapping[int, object]) -> _Ties:
    said: dict[int, dict[str, dict[int, set[int]]]] = defaultdict(lambda: defaultdict(dict))
    for parent, child, nature, testimony in lineage.links:
        kind = "birth" if nature in NATURES_OF_BIRTH else nature
        said[child][kind].setdefault(parent, set()).add(testimony)
    found = _Ties()
    for child, by_nature in said.items():
        nature = min(by_nature, key=lambda kind: _STRENGTH.index(kind) if kind in _STRENGTH else 9)
        kept, left = preferred_parents(by_nature[nature], lambda who: lives[who].sex)
        rivals = {each.kept for each in left}
        found.parents[child] = kept
        if left:
            found.aside[child] = tuple(each.parent for each in left)
        for parent in kept:
            found.children.setdefault(parent, []).append(child)
            told_by = {tellers.get(one, one) for one in by_nature[nature][parent]}
            word = "contradicted" if parent in rivals else "corroborated" if len(told_by) > 1 else "told"
            found.evidence[parent, child] = word
    return found


def _partners(lineage: Lineage, ties: _Ties, order: Callable[[int], tuple[int, int]]) -> dict[int, list[int]]:
    """Husbands and wives as told, and whoever has a child with somebody."""
    found: dict[int, set[int]] = defaultdict(set)
    pairs = [(row[0], row[1]) for row in lineage.couples.values()]
    pairs += [(some[0], some[1]) for some in ties.parents.values() if len(some) == 2]
    for one, other in pairs:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return {who: sorted(some, key=order) for who, some in found.items()}


def _tellers(lineage: Lineage) -> dict[int, object]:
    """Testimony -> who told it; a testimony of nobody in particular (a book) speaks for itself."""
    testimonies = {row[3] for row in lineage.links}
    rows = Mention.objects.filter(registration__in=testimonies, registrant=True)
    return {
        one: ("person", who)
        for one, who in rows.values_list("registration_id", "belonging__person_id")
        if who
    }


def entitled(people: Collection[int], viewer: Viewer, *, leaving: bool = False) -> set[int]:
    """Of the living, those of whom a testimony tells that this viewer may open; out of the register, only who agreed."""
    rows = Mention.objects.filter(belonging__person__in=people, registration__state=State.CURRENT)
    columns = ("belonging__person_id", "registrant", "registration__uuid", "registration__office__code")
    told = list(rows.values_list(*columns))
    may = {code: viewer.may(Act.OPEN_REGISTRATION, office=code) for code in {row[3] for row in told}}
    found = {row[0] for row in told if may[row[3]]}
    if leaving:
        own = [row for row in told if row[1]]
        agreed = consented(registrations=[row[2] for row in own], purpose=TO_SHOW)
        found &= {row[0] for row in own if row[2] in agreed}
    return found


def _person(who: int, told: list[Told], life: Life, *, living: bool, shown: bool, script: str) -> TreePerson:
    if not shown or not told:
        return TreePerson(who, Said(""), (None, None), life.sex, living=living, masked=not shown)
    return TreePerson(who, _name(told, script), years(told), life.sex, living=living, masked=False)


def _name(told: list[Told], script: str) -> Said:
    written = [each for each in told if script and _written_in(each.name.text, script)]
    return fullest(written or told).name


def _written_in(text: str, script: str) -> bool:
    """Whether the letters are of the script; by the names Unicode gives them."""
    word = {
        "Latn": "LATIN",
        "Cyrl": "CYRILLIC",
        "Armn": "ARMENIAN",
        "Geor": "GEORGIAN",
        "Arab": "ARABIC",
    }.get(script)
    letters = [letter for letter in text if letter.isalpha()]
    return bool(word and letters) and all(
        unicodedata.name(letter, "").startswith(str(word)) for letter in letters
    )


def _born(life: Life) -> int:
    born = life.born
    return born.said.earliest.toordinal() if born and born.said.earliest else 10**7


def _record(shown: Iterable[int], person: int, viewer: Viewer, *, leaving: bool) -> None:
    subjects = [("person", str(who)) for who in dict.fromkeys((person, *shown))]
    with transaction.atomic():
        record(act=Act.OPEN_FAMILY, by=viewer, subjects=subjects, office=viewer.office or None,
               reason="picture" if leaving else "tree")  # fmt: skip
