"""Rehearsals: overlapping testimonies out of a real genealogy or of a fictional community, with the truth beside them.

Everything is a value: the tables, the setting and a seeded `random.Random` are handed in, `Told` testimonies stream out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from ojaq.core.rehearsal.community import TODAY, Valley, customs_under, near_villages
from ojaq.core.rehearsal.errors import NobodyHasRelatives
from ojaq.core.rehearsal.people import Human, Population
from ojaq.core.rehearsal.setting import Office, Setting
from ojaq.core.rehearsal.slips import stressed
from ojaq.core.rehearsal.spelling import Speller
from ojaq.core.rehearsal.telling import Teller, Told

REGISTRATIONS_A_VALLEY = 150
OPEN_VALLEYS = 24
TELLS_AGAIN = 0.04
KINDS = ("household", "elder", "heir")


def simulate_tree(
    population: Population,
    *,
    setting: Setting,
    speller: Speller,
    registrations: int,
    rnd: Random,
    stress: Sequence[str] = (),
) -> Iterator[Told]:
    """`registrations` overlapping testimonies about the humans of a genealogy.

    Registrants are drawn among those with at least two relatives; nobody tells twice before everybody has told.
    Raises NobodyHasRelatives at once when nobody in the tree has two of them.
    """
    teller = Teller(setting, speller, stressed(stress), setting.names.language, living=False)
    able = [number for number in population.humans if _kin_count(number, population) >= 2]
    if not able:
        raise NobodyHasRelatives
    return _tree_testimonies(population, teller, able, registrations, rnd)


def _tree_testimonies(
    population: Population, teller: Teller, able: Sequence[str], registrations: int, rnd: Random
) -> Iterator[Told]:
    offices = teller.setting.offices
    waiting: list[str] = []
    for _ in range(registrations):
        if not waiting:
            waiting = list(able)
            rnd.shuffle(waiting)
        kind = rnd.choices(KINDS, weights=(5, 3, 2))[0]
        office = offices[int(rnd.random() * len(offices))]
        yield teller.tell(waiting.pop(), population, kind=kind, office=office, rnd=rnd)


def _kin_count(number: str, population: Population) -> int:
    kin = {
        *population.parents_of(number),
        *population.spouses.get(number, ()),
        *population.children.get(number, ()),
        *population.siblings_of(number),
    }
    return len(kin)


def simulate_community(
    *,
    setting: Setting,
    speller: Speller,
    registrations: int,
    rnd: Random,
    stress: Sequence[str] = (),
) -> Iterator[Told]:
    """`registrations` testimonies of a fictional community, about 8.7 mentions each, four persons for each of them.

    Valleys are opened a few at a time and their testimonies interleaved, as people come from everywhere to every
    office; memory is bounded by the open valleys.
    """
    teller = Teller(setting, speller, stressed(stress), setting.names.language, living=True)
    customs = customs_under(stress)
    valleys = max(1, round(registrations / REGISTRATIONS_A_VALLEY))
    waiting = [registrations * (at + 1) // valleys - registrations * at // valleys for at in range(valleys)]
    open_valleys: list[Iterator[Told]] = []
    serial = 0
    while waiting or open_valleys:
        while waiting and len(open_valleys) < OPEN_VALLEYS:
            villages = near_villages(setting, int(rnd.random() * len(setting.villages)), 3)
            valley = Valley(setting, speller, customs, serial, Random(rnd.getrandbits(64)), villages)  # noqa: S311
            open_valleys.append(_testimonies(valley, teller, waiting.pop(0)))
            serial += 1
        at = int(rnd.random() * len(open_valleys))
        told = next(open_valleys[at], None)
        if told is None:
            del open_valleys[at]
        else:
            yield told


def _testimonies(valley: Valley, teller: Teller, count: int) -> Iterator[Told]:
    rnd = valley.rnd
    population = valley.population(count)
    grown = [h for h in population.humans.values() if _may_tell(h)]
    while len(grown) < 2:
        valley.found_house()
        population = Population(valley.people, valley.couples)
        grown = list(population.humans.values())
    rnd.shuffle(grown)
    offices = teller.setting.offices
    usual = [offices[int(rnd.random() * len(offices))] for _ in range(3)]
    for at in range(count):
        human = grown[at % len(grown)]
        if at and rnd.random() < TELLS_AGAIN:
            human = grown[int(rnd.random() * min(at, len(grown)))]
        yield teller.tell(
            human.number, population, kind=_kind(human, rnd), office=_office(usual, offices, rnd), rnd=rnd
        )


def _may_tell(human: Human) -> bool:
    return human.died is None and human.missing is None and (human.born or TODAY) <= TODAY - 18


def _kind(human: Human, rnd: Random) -> str:
    age, draw = TODAY - (human.born or TODAY), rnd.random()
    if age >= 65:
        return "elder" if draw < 0.8 else "household"
    return "heir" if draw < 0.3 else "household"


def _office(usual: Sequence[Office], offices: Sequence[Office], rnd: Random) -> Office:
    """Neighbours mostly go to the same few offices."""
    same, which = rnd.random() < 0.7, rnd.random()
    chosen = usual if same else offices
    return chosen[int(which * len(chosen))]
