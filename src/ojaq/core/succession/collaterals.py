"""The second and third class of the Jafari rules: grandparents and siblings, then uncles and aunts."""

from __future__ import annotations

from fractions import Fraction

from ojaq.core.succession.calling import Calling
from ojaq.core.succession.descent import nearest_issue, sexed_split
from ojaq.core.succession.errors import BrokenCase
from ojaq.core.succession.family import Family
from ojaq.core.succession.proof import Residue, Step, added, split_equally

SIXTH, THIRD, HALF = Fraction(1, 6), Fraction(1, 3), Fraction(1, 2)
Told = tuple[dict[str, Fraction], dict[Residue, Fraction], list[Step]]
Group = dict[str, tuple[tuple[str, Fraction], ...]]


def second_class(calling: Calling, rest: Fraction) -> Told:
    """Grandparents and siblings, or the siblings' issue when no sibling lives. Paternal grandparents stand as siblings."""
    family, dead = calling.family, calling.dead
    full, maternal, paternal = _siblings(calling)
    side = full or paternal
    father, mother = _parent_of_sex(family, dead, "male"), _parent_of_sex(family, dead, "female")
    own = [
        who for who in (family.parents(father) if father else ()) if calling.alive(who) and calling.takes(who)
    ]
    hers = [
        who for who in (family.parents(mother) if mother else ()) if calling.alive(who) and calling.takes(who)
    ]
    heads = {**side, **{who: ((who, Fraction(1)),) for who in own}}
    if hers and (heads or maternal):
        # The reference read for this engine is silent on maternal grandparents beside others.
        return (
            {},
            {Residue.SETTLEMENT: rest},
            [Step("not_recorded_maternal_grandparents", tuple(hers), None, rest)],
        )
    if hers:
        return split_equally(rest, tuple(hers)), {}, [Step("grandparents_take", tuple(hers), None, rest)]
    if not heads and not maternal:
        return {}, {}, []
    maternal_part = (
        (rest if not heads else SIXTH if len(maternal) == 1 else THIRD) if maternal else Fraction(0)
    )
    by_head = split_equally(maternal_part, tuple(maternal)) if maternal else {}
    steps = [Step("maternal_siblings", tuple(maternal), None, maternal_part)] if maternal else []
    if heads:
        sexes = {who: _sex(family, who) for who in heads}
        by_head |= sexed_split(rest - maternal_part, sexes)
        steps.append(Step("siblings_and_grandparents", tuple(heads), None, rest - maternal_part))
    return _down({**maternal, **heads}, by_head), {}, steps


def _siblings(calling: Calling) -> tuple[Group, Group, Group]:
    """Full, maternal and paternal siblings who take, or their issue where no sibling at all lives."""
    family, dead = calling.family, calling.dead
    everyone = family.siblings(dead)
    living = [who for who in everyone if calling.alive(who) and calling.takes(who)]
    takers: Group = {}
    for who in everyone:
        if living:
            if who in living:
                takers[who] = ((who, Fraction(1)),)
        else:
            below = _as_portion(calling, who)
            if below:
                takers[who] = below
    full_ones = set(family.full_siblings(dead))
    mother = _parent_of_sex(family, dead, "female")
    of_mother = set(family.children(mother)) if mother else set()
    full = {who: taken for who, taken in takers.items() if who in full_ones}
    maternal = {who: taken for who, taken in takers.items() if who not in full_ones and who in of_mother}
    paternal = {who: taken for who, taken in takers.items() if who not in full_ones and who not in of_mother}
    return full, maternal, paternal


def _as_portion(calling: Calling, who: str) -> tuple[tuple[str, Fraction], ...]:
    issue = nearest_issue(calling, who)
    sexes = {head: _sex(calling.family, head) for head, _ in issue}
    parts = sexed_split(Fraction(1), sexes) if sexes else {}
    return tuple((taker, parts[head] * part) for head, takers in issue for taker, part in takers)


def third_class(calling: Calling, rest: Fraction) -> Told:
    """Uncles and aunts: the mother's side a third, equally; the father's side the rest, two to one by sex. Else cousins."""
    family, dead = calling.family, calling.dead
    sides: dict[str, dict[str, Fraction]] = {}
    for sex in ("female", "male"):
        parent = _parent_of_sex(family, dead, sex)
        known = family.siblings(parent) if parent else ()
        sides[sex] = {who: Fraction(1) for who in known if calling.alive(who) and calling.takes(who)}
    if not sides["female"] and not sides["male"]:
        return _cousins(calling, rest)
    maternal_part = (THIRD if sides["male"] else rest) if sides["female"] else Fraction(0)
    shares = split_equally(maternal_part, tuple(sides["female"])) if sides["female"] else {}
    if sides["male"]:
        shares |= sexed_split(rest - maternal_part, {who: _sex(family, who) for who in sides["male"]})
    return shares, {}, [Step("uncles_and_aunts", tuple(shares), None, rest)]


def _cousins(calling: Calling, rest: Fraction) -> Told:
    """Issue of uncles and aunts; how their portions divide is not recorded in the reference, so it is left to settlement."""
    alive = tuple(
        who for who in calling.family.cousins(calling.dead) if calling.alive(who) and calling.takes(who)
    )
    if not alive:
        return {}, {}, []
    if len(alive) == 1:
        return {alive[0]: rest}, {}, [Step("cousin_takes", alive, None, rest)]
    return {}, {Residue.SETTLEMENT: rest}, [Step("not_recorded_cousins", alive, None, rest)]


def _parent_of_sex(family: Family, of: str, sex: str) -> str | None:
    return next((who for who in family.parents(of) if family.people[who].sex == sex), None)


def _sex(family: Family, who: str) -> str:
    sex = family.people[who].sex
    if sex == "unknown":
        raise BrokenCase(part=f"people.{who}.sex")
    return sex


def _down(group: Group, by_head: dict[str, Fraction]) -> dict[str, Fraction]:
    return added(*({taker: by_head[head] * part} for head, takers in group.items() for taker, part in takers))
