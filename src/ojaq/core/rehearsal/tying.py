"""The ties a testimony states: who is whose parent, spouse, brother or sister; some left out, a few wrong under stress."""

from __future__ import annotations

from ojaq.core.rehearsal.dating import edtf_year
from ojaq.core.rehearsal.sitting import Sitting
from ojaq.core.rehearsal.slips import Slips

Tie = dict[str, object]


def ties_of(sitting: Sitting, slips: Slips) -> list[Tie]:
    """Ties between the people of one testimony, by their refs, in a stable order."""
    refs, rnd = sitting.refs, sitting.rnd
    ties: list[Tie] = []
    for child in sitting.people:
        ties += _parents(child, sitting, slips)
    for couple in sitting.population.couples_among(sitting.people):
        said, drop = rnd.random(), rnd.random()
        if drop < slips.missing_tie:
            continue
        tie: Tie = {"couple": [refs[couple.first], refs[couple.second]]}
        if couple.year is not None and said < 0.4:
            tie["from"] = edtf_year(couple.year)
        if couple.ended is not None and said < 0.3:
            tie["to"] = edtf_year(couple.ended)
        ties.append(tie)
    return ties + _siblings(sitting, slips)


def _parents(child: str, sitting: Sitting, slips: Slips) -> list[Tie]:
    population, refs = sitting.population, sitting.refs
    human, ties = population.humans[child], []
    told = [(parent, "birth") for parent in population.parents_of(child)]
    if human.raised_by is not None:
        told.append((human.raised_by, human.raised_as))
    for true_parent, nature in told:
        drop, wrong, says, which = (sitting.rnd.random() for _ in range(4))
        if true_parent not in refs or drop < slips.missing_tie:
            continue
        parent = _mistaken(true_parent, sitting, which) if wrong < slips.wrong_tie else true_parent
        tie: Tie = {"parent": refs[parent], "child": refs[child]}
        if nature != "birth":
            # What is not of birth is often not said: then it reads like any other parent.
            if says >= slips.hidden_nature:
                tie["nature"] = nature
        elif says < 0.6:
            tie["nature"] = "birth"
        if tie not in ties:
            ties.append(tie)
    return ties


def _mistaken(parent: str, sitting: Sitting, which: float) -> str:
    """A brother, sister, father or mother of the true parent, mentioned too and of the same sex; else the true one."""
    population = sitting.population
    sex = population.humans[parent].sex
    wrong = [
        other
        for other in (*population.siblings_of(parent), *population.parents_of(parent))
        if other in sitting.refs and population.humans[other].sex == sex
    ]
    return wrong[int(which * len(wrong))] if wrong else parent


def _siblings(sitting: Sitting, slips: Slips) -> list[Tie]:
    """Brothers and sisters whose common parents are not mentioned, each tied to the first of them."""
    population, refs, rnd = sitting.population, sitting.refs, sitting.rnd
    ties: list[Tie] = []
    tied: set[str] = set()
    for one in sitting.people:
        for other in population.siblings_of(one):
            if other not in refs or one in tied or other in tied:
                continue
            common = set(population.parents_of(one)) & set(population.parents_of(other))
            drop, anyway = rnd.random(), rnd.random()
            if common & refs.keys() and anyway > 0.05:
                continue
            if drop >= slips.missing_tie:
                ties.append({"siblings": [refs[one], refs[other]]})
                tied.add(other)
    return ties
