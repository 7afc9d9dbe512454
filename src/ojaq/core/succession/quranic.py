"""The engine of classes and fixed shares (Jafari): no 'awl, no residuaries by agnation; nearer class and degree exclude.

Written from section 3.3 of the project's domain reference: Sistani, rulings 2748 to 2784, and the Civil Code of Iran, articles
861 to 949. Where the reference is silent nothing is invented: the part in question is named as left to settlement.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ojaq.core.succession.calling import Calling
from ojaq.core.succession.descent import nearest_issue, sexed_split
from ojaq.core.succession.errors import BrokenCase
from ojaq.core.succession.family import Family
from ojaq.core.succession.proof import Division, Residue, Step, added, split_equally
from ojaq.core.succession.regimes import Regime

SIXTH, THIRD, HALF = Fraction(1, 6), Fraction(1, 3), Fraction(1, 2)


def divide_by_classes(family: Family, dead: str, regime: Regime, options: Mapping[str, str]) -> Division:
    """Divide the estate of `dead` under the options chosen (`blocked_mother`, `wife_land`, `asset`)."""
    calling = Calling(family, dead, regime)
    spouses = tuple(who for who in calling.spouses() if calling.alive(who) and calling.takes(who))
    issue = nearest_issue(calling, dead)
    spouse_part, steps = _spouse_part(calling, spouses, bool(issue), options)
    shares = split_equally(spouse_part, spouses) if spouses and spouse_part else {}
    rest = 1 - spouse_part
    parents = [who for who in family.parents(dead) if calling.alive(who) and calling.takes(who)]
    residue: dict[Residue, Fraction] = {}
    if issue or parents:
        number = 1
        mine, residue, told = _first_class(calling, issue, parents, rest, options)
    else:
        from ojaq.core.succession.collaterals import second_class, third_class

        number, (mine, residue, told) = 2, second_class(calling, rest)
        if not mine and not residue:
            number, (mine, residue, told) = 3, third_class(calling, rest)
    if not mine and not residue:
        return _nobody(calling, spouses, steps)
    return Division(added(shares, mine), residue, (*calling.steps, *steps, *told), (), number)


def _spouse_part(
    calling: Calling, spouses: tuple[str, ...], with_issue: bool, options: Mapping[str, str]
) -> tuple[Fraction, list[Step]]:
    if not spouses:
        return Fraction(0), []
    kind = "husband" if _is_husband(calling, spouses[0]) else "wives"
    part = Fraction(str(calling.regime.body["fixed"][kind][1 if with_issue else 0]))
    if (
        kind == "wives"
        and options.get("asset") == "land"
        and options.get("wife_land", "excluded") == "excluded"
    ):
        return Fraction(0), [Step("wife_takes_no_land", spouses, "Sistani 2782")]
    return part, [Step(f"fixed_{kind}", spouses, None, part)]


def _is_husband(calling: Calling, spouse: str) -> bool:
    own, dead = calling.family.people[spouse].sex, calling.family.people[calling.dead].sex
    if own == "unknown" and dead == "unknown":
        raise BrokenCase(part=f"people.{spouse}.sex")
    return own == "male" or (own == "unknown" and dead == "female")


def _nobody(calling: Calling, spouses: tuple[str, ...], steps: list[Step]) -> Division:
    if not spouses:
        return Division(
            {}, {Residue.ESCHEAT: Fraction(1)}, (*calling.steps, Step("no_heir", (), None, Fraction(1)))
        )
    if _is_husband(calling, spouses[0]):
        step = Step("husband_alone", spouses, None, Fraction(1))
        return Division(split_equally(Fraction(1), spouses), {}, (*calling.steps, step))
    part = Fraction(str(calling.regime.body["fixed"]["wives"][0]))
    step = Step("wife_alone", spouses, "949", part)
    return Division(split_equally(part, spouses), {Residue.ESCHEAT: 1 - part}, (*calling.steps, *steps, step))


Told = tuple[dict[str, Fraction], dict[Residue, Fraction], list[Step]]


def _first_class(
    calling: Calling,
    issue: tuple[tuple[str, tuple[tuple[str, Fraction], ...]], ...],
    parents: list[str],
    rest: Fraction,
    options: Mapping[str, str],
) -> Told:
    """Parents and descendants. `issue` holds each head (a child of the dead) with those who take in its place."""
    father, mother = _father_and_mother(calling, parents)
    if not issue:
        return _parents_alone(calling, father, mother, rest)
    fixed = dict.fromkeys(parents, SIXTH)
    sexes = {head: _sex(calling, head) for head, _ in issue}
    if "male" in sexes.values():
        heads = sexed_split(rest - sum(fixed.values(), Fraction(0)), sexes)
        return added(fixed, _down(issue, heads)), {}, [Step("sons_take_the_rest", tuple(sexes), "907", None)]
    return _daughters_only(calling, issue, fixed, father, mother, rest, options)


def _daughters_only(
    calling: Calling,
    issue: tuple[tuple[str, tuple[tuple[str, Fraction], ...]], ...],
    fixed: dict[str, Fraction],
    father: str | None,
    mother: str | None,
    rest: Fraction,
    options: Mapping[str, str],
) -> Told:
    heads = tuple(head for head, _ in issue)
    daughters = HALF if len(heads) == 1 else 2 * THIRD
    surplus = rest - daughters - sum(fixed.values(), Fraction(0))
    if surplus <= 0:
        code = "deficit_on_daughters" if surplus else "fixed_daughters"
        shares = split_equally(daughters + surplus, heads)
        return added(fixed, _down(issue, shares)), {}, [Step(code, heads, None, daughters + surplus)]
    basis = {**fixed, **split_equally(daughters, heads)}
    step = Step("surplus_returns", tuple(basis), "908-909", surplus)
    returned = {who: surplus * part / sum(basis.values(), Fraction(0)) for who, part in basis.items()}
    residue: dict[Residue, Fraction] = {}
    if mother is not None and father is not None and _mother_blocked(calling):
        calling.note("mother_blocked", mother)
        if options.get("blocked_mother", "iran_908") == "settlement":
            residue[Residue.SETTLEMENT] = returned.pop(mother)
        else:
            others = {who: part for who, part in basis.items() if who != mother}
            returned = {
                who: surplus * part / sum(others.values(), Fraction(0)) for who, part in others.items()
            }
    final = added(basis, returned)
    on_heads = {head: final.pop(head) for head in heads}
    return added(final, _down(issue, on_heads)), residue, [step]


def _parents_alone(calling: Calling, father: str | None, mother: str | None, rest: Fraction) -> Told:
    if father is None or mother is None:
        only = father or mother or ""
        return {only: rest}, {}, [Step("one_parent_takes_the_rest", (only,), None, rest)]
    blocked = _mother_blocked(calling)
    if blocked:
        calling.note("mother_blocked", mother)
    part = SIXTH if blocked else THIRD
    step = Step("father_takes_the_rest", (mother, father), "906", rest - part)
    return {mother: part, father: rest - part}, {}, [step]


def _mother_blocked(calling: Calling) -> bool:
    """Two brothers, or one brother and two sisters, or four sisters, full or of the father, while the father lives."""
    family, dead = calling.family, calling.dead
    father, _ = _father_and_mother(calling, list(family.parents(dead)))
    if father is None or not calling.alive(father):
        return False
    of_father = [
        who for who in family.siblings(dead) if who in family.children(father) and calling.alive(who)
    ]
    brothers = len([who for who in of_father if _sex(calling, who) == "male"])
    return 2 * brothers + (len(of_father) - brothers) >= 4


def _father_and_mother(calling: Calling, parents: list[str]) -> tuple[str | None, str | None]:
    father = next((who for who in parents if calling.family.people[who].sex == "male"), None)
    mother = next((who for who in parents if calling.family.people[who].sex == "female"), None)
    unknown = [who for who in parents if calling.family.people[who].sex == "unknown"]
    if unknown:
        raise BrokenCase(part=f"people.{unknown[0]}.sex")
    return father, mother


def _sex(calling: Calling, who: str) -> str:
    sex = calling.family.people[who].sex
    if sex == "unknown":
        raise BrokenCase(part=f"people.{who}.sex")
    return sex


def _down(
    issue: tuple[tuple[str, tuple[tuple[str, Fraction], ...]], ...], heads: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """From the heads to those who take in their places."""
    return added(*({who: heads[head] * part} for head, takers in issue for who, part in takers))
