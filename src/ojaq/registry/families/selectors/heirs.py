"""Who may stand for what a displaced person left: the case, the shares, and the line of descent with its proof."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from ojaq.core.kinship import FamilyGraph, ParentLink, common_ancestors, family_graph
from ojaq.core.succession import Case, answer, read_case, read_regime
from ojaq.core.succession.errors import BrokenCase
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.families.errors import BrokenFamily, NoDeathTold, NoEstate, NoPlaceOfLaw
from ojaq.registry.families.estate import Choice, Estate, estate_case
from ojaq.registry.families.lives import Life
from ojaq.registry.families.selectors.lineage import Lineage, beside, climb, descend, lives_of
from ojaq.registry.identity.selectors import answering
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.ledger import record
from ojaq.registry.places.models import Place
from ojaq.registry.registration.models import Mention
from ojaq.resources import succession

FARTHEST = 3
"""Generations above the dead whose descendants the laws recorded may call: great-grandparents."""


@dataclass(frozen=True, slots=True)
class DescentLink:
    """One link of the line. proof: told (one teller), corroborated (several), or contradicted; testimonies: how many say it."""

    parent: int
    child: int
    nature: str
    proof: str
    testimonies: int


@dataclass(frozen=True)
class HeirsShown:
    """The answer for one person and one estate.

    answer: as of `heirs --case`, people by register number. line: links from the dead to the person, by way of the nearest
    common forebear where one does not descend from the other; empty when no way by descent is told. names: of the dead and of
    the people of the line; of others who may be alive the number only. law: the code of the place, None when a regime was chosen.
    """

    person: int
    estate_of: int
    law: str | None
    case: Case
    answer: Mapping[str, Any]
    line: tuple[DescentLink, ...]
    choices: tuple[Choice, ...]
    presumed_dead: tuple[int, ...]
    names: Mapping[int, str]


def heirs_of(
    *, person: int, viewer: Viewer, estate_of: int | None = None, regime: str | None = None
) -> HeirsShown:
    """Reckon the estate of a person's forebear. Without `estate_of` it is the nearest displaced forebear whose death is told,
    else the nearest forebear whose death is told; of several as near, the one of whom it was told first.

    The law is that of the country of the dead person's home on the day of the death, or the regime chosen. One entry in the
    ledger names everybody the answer speaks of. Raises NotPermitted, NoSuchPerson, NoEstate, NoDeathTold, NoPlaceOfLaw,
    BrokenFamily, NoRegimeRecorded, TooUncertain.
    """
    require(viewer, Act.OPEN_PERSON)
    heir = answering(number=person, viewer=viewer)
    dead = answering(number=estate_of) if estate_of is not None else _forebear(heir)
    lineage = _family(dead, heir)
    lives = lives_of(lineage.people)
    if lives[dead].died is None:
        raise NoDeathTold
    law = None if regime else _law(lives[dead])
    made = estate_case(
        dead, lives, lineage.links, lineage.couples.values(), law=law, today=timezone.localdate(),
        siblings=[(one, other) for one, other, _ in lineage.siblings],
    )  # fmt: skip
    if regime:
        made.body["regime"] = regime
    try:
        case = read_case(made.body)
    except BrokenCase:
        raise BrokenFamily from None
    found = answer(case, [read_regime(row) for row in succession.regimes()])
    line = _line(dead, heir, made, lineage)
    named = _named(found, line, dead, heir)
    near = {*named, *_near(dead, made)}
    presumed = tuple(number for number in made.presumed_dead if number in near)
    choices = tuple(choice for choice in made.choices if choice.person in near)
    named = list(dict.fromkeys([*named, *presumed, *_chosen(choices)]))
    with transaction.atomic():
        subjects = [("person", str(number)) for number in named]
        record(
            act=Act.OPEN_PERSON, by=viewer, subjects=subjects, office=viewer.office or None, reason="heirs"
        )
    shown = {number for number in named if lives[number].told_dead or number in presumed}
    shown |= {heir, *(end for link in line for end in (link.parent, link.child))}
    return HeirsShown(heir, dead, law, case, found, line, choices, presumed, _names(shown))


def _forebear(heir: int) -> int:
    lineage = Lineage()
    climb(lineage, {heir})
    above = list(lineage.graph().ancestors(heir))
    lives = lives_of([who for _, who in above])
    dead = [
        (generation, min(d.testimony for d in lives[who].deaths), who)
        for generation, who in above
        if lives[who].died
    ]
    displaced = [row for row in dead if lives[row[2]].displaced]
    if not dead:
        raise NoEstate
    return min(displaced or dead)[2]


def _family(dead: int, heir: int) -> Lineage:
    """Everybody a recorded law may call: descendants of the dead and of their forebears, and their husbands and wives."""
    above = Lineage()
    climb(above, {dead}, FARTHEST)
    # Brothers and sisters told without their parents inherit like those whose parents are named.
    beside(above, set(above.people), ("siblings",))
    lineage = Lineage()
    descend(lineage, above.people)
    lineage.links.update(above.links)
    climb(lineage, {heir})
    # Whoever shares one parent is told from whoever shares both by the other parent, so everybody's parents belong here.
    climb(lineage, set(lineage.people), 1)
    beside(lineage, {dead}, ("couple",))
    lineage.siblings.update(above.siblings)
    lineage.people |= {dead, heir}
    return lineage


def _law(life: Life) -> str:
    countries = dict(Place.objects.filter(pk__in=life.origins).values_list("pk", "country"))
    laws = succession.laws()
    codes = [laws[country] for row in life.origins if (country := countries.get(row, "")) in laws]
    if not codes:
        raise NoPlaceOfLaw
    return codes[0]


def _line(dead: int, heir: int, made: Estate, lineage: Lineage) -> tuple[DescentLink, ...]:
    graph: FamilyGraph[int] = family_graph(
        ParentLink(parent, child) for child, parents in made.parents.items() for parent, _ in parents
    )
    nearest = common_ancestors(graph, dead, heir)
    if not nearest or dead == heir:
        return ()
    top = nearest[0][2]
    pairs = [*_way_up(graph, dead, top), *reversed(_way_up(graph, heir, top))]
    said: dict[tuple[int, int], set[int]] = {}
    for parent, child, _, testimony in lineage.links:
        said.setdefault((parent, child), set()).add(testimony)
    tellers = _tellers({one for pair in pairs for one in said[pair]})
    doubted = {(choice.person, choice.kept) for choice in made.choices if choice.what == "parent"}
    natures = {(parent, child): kind for child, named in made.parents.items() for parent, kind in named}
    return tuple(
        DescentLink(
            parent, child, natures[parent, child],
            _proof({tellers[one] for one in said[parent, child]}, contradicted=(child, parent) in doubted),
            len(said[parent, child]),
        )
        for parent, child in pairs
    )  # fmt: skip


def _way_up(graph: FamilyGraph[int], who: int, top: int) -> list[tuple[int, int]]:
    """(parent, child) from somebody up to a forebear, by a shortest way."""
    below: dict[int, int] = {}
    front, seen = [who], {who}
    while top not in seen and front:
        following = []
        for child in front:
            for parent in graph.parents(child):
                if parent not in seen:
                    seen.add(parent)
                    below[parent] = child
                    following.append(parent)
        front = following
    pairs = []
    while top != who:
        pairs.append((top, below[top]))
        top = below[top]
    return pairs[::-1]


def _tellers(testimonies: Collection[int]) -> dict[int, object]:
    """Testimony -> who told it; a testimony of nobody in particular (a book) speaks for itself."""
    told = Mention.objects.filter(registration__in=testimonies, registrant=True)
    by = dict(told.values_list("registration_id", "belonging__person_id"))
    return {one: by.get(one) or ("testimony", one) for one in testimonies}


def _proof(tellers: Collection[object], *, contradicted: bool) -> str:
    if contradicted:
        return "contradicted"
    return "corroborated" if len(tellers) > 1 else "told"


def _named(found: Mapping[str, Any], line: tuple[DescentLink, ...], dead: int, heir: int) -> list[int]:
    """Everybody the answer speaks of."""
    spoken = [dead, heir, *(end for link in line for end in (link.parent, link.child))]
    for part in (found, *found["scenarios"]):
        spoken += [int(who) for who in part["shares"]]
    spoken += [int(who) for step in found["proof"] for who in step["people"]]
    spoken += [int(claim["person"]) for claim in found["claims"]]
    spoken += [int(who) for part in found["scenarios"] for who in part["outlived"]]
    return list(dict.fromkeys(spoken))


def _near(dead: int, made: Estate) -> set[int]:
    """Parents, children, brothers and sisters of the dead: what was decided about them decides the shares."""
    own = {parent for parent, _ in made.parents.get(dead, ())}
    return own | {
        child
        for child, parents in made.parents.items()
        if any(parent == dead or parent in own for parent, _ in parents)
    }


def _chosen(choices: Iterable[Choice]) -> Iterator[int]:
    for choice in choices:
        yield choice.person
        if choice.what == "parent":
            yield from (choice.kept, *choice.left)


def _names(people: Collection[int]) -> dict[int, str]:
    return {number: fullest(told).name.text for number, told in told_of(persons=people).items() if told}
