"""Loading the family that an estate may go to, generation by generation, and what its links rest on.

The callers ask the permission and write the ledger entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ojaq.registry.estates.line import Tie, proof_of
from ojaq.registry.families.errors import NoEstate, NoPlaceOfLaw
from ojaq.registry.families.estate import Estate
from ojaq.registry.families.lives import Life
from ojaq.registry.families.selectors.lineage import Lineage, beside, climb, descend, lives_of
from ojaq.registry.places.models import Place
from ojaq.registry.registration.models import Mention, Registration
from ojaq.resources import succession

FARTHEST = 3
"""Generations above the dead whose descendants the laws recorded may call: great-grandparents."""
ARCHIVE = "archive"


def forebears(heir: int) -> list[int]:
    """Forebears whose death is told, the one whose estate is meant first: the nearest who was displaced, else the nearest; of
    several as near the one of whom it was told first. Raises NoEstate.
    """
    lineage = Lineage()
    climb(lineage, {heir})
    above = list(lineage.graph().ancestors(heir))
    lives = lives_of([who for _, who in above])
    dead = sorted(
        (not lives[who].displaced, generation, min(one.testimony for one in lives[who].deaths), who)
        for generation, who in above
        if lives[who].died
    )
    if not dead:
        raise NoEstate
    return [who for _, _, _, who in dead]


def load_around(lineage: Lineage, dead: Collection[int]) -> None:
    """Add everybody whom a recorded law may call to the estates of these people."""
    above = Lineage()
    climb(above, set(dead), FARTHEST)
    # Brothers and sisters told without their parents inherit like those whose parents are named.
    beside(above, set(above.people), ("siblings",))
    descend(lineage, above.people)
    lineage.links.update(above.links)
    # Whoever shares one parent is told from whoever shares both by the other parent, so everybody's parents belong here.
    climb(lineage, set(lineage.people), 1)
    beside(lineage, set(dead), ("couple",))
    lineage.siblings.update(above.siblings)
    lineage.people |= set(dead)


def law_of(life: Life) -> str:
    """The code of the law of somebody's home. Raises NoPlaceOfLaw."""
    homes = {place.pk: place for place in Place.objects.filter(pk__in=life.origins)}
    laws = succession.laws()
    for row in life.origins:
        if (place := homes.get(row)) is not None and place.country in laws:
            return laws[place.country]
    raise NoPlaceOfLaw


def ties_between(
    links: Iterable[tuple[int, int]], couples: Iterable[tuple[int, int]], lineage: Lineage, made: Estate
) -> tuple[Tie, ...]:
    """These links and couples with the proof of each."""
    said: dict[tuple[int, int], set[int]] = {}
    for parent, child, _, testimony in lineage.links:
        said.setdefault((parent, child), set()).add(testimony)
    wed: dict[frozenset[int], set[int]] = {}
    for one, other, _, _, testimony in lineage.couples.values():
        wed.setdefault(frozenset((one, other)), set()).add(testimony)
    links, couples = list(links), list(couples)
    rows = {row for pair in links for row in said.get(pair, ())}
    rows |= {row for pair in couples for row in wed.get(frozenset(pair), ())}
    tellers, archive = _tellers(rows)
    doubted = {(one.kept, one.person) for one in made.choices if one.what == "parent"}
    natures = {(parent, child): kind for child, named in made.parents.items() for parent, kind in named}

    def tie(pair: tuple[int, int], told: Collection[int], *, couple: bool) -> Tie:
        proof = proof_of(
            {tellers[row] for row in told},
            documented=bool(archive & set(told)),
            contradicted=not couple and pair in doubted,
        )
        return Tie(*pair, proof, len(told), natures.get(pair, "birth"), couple)

    return (
        *(tie(pair, said.get(pair, ()), couple=False) for pair in links),
        *(tie(pair, wed.get(frozenset(pair), ()), couple=True) for pair in couples),
    )


def _tellers(testimonies: Collection[int]) -> tuple[dict[int, object], set[int]]:
    """Testimony -> who told it (a book speaks for itself), and which of them come out of an archive."""
    told = Mention.objects.filter(registration__in=testimonies, registrant=True)
    by = dict(told.values_list("registration_id", "belonging__person_id"))
    archive = Registration.objects.filter(pk__in=testimonies, channel=ARCHIVE)
    return (
        {one: by.get(one) or ("testimony", one) for one in testimonies},
        set(archive.values_list("pk", flat=True)),
    )
