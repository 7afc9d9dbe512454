"""Who is called to an estate, and who is passed over and why. Shared by all engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ojaq.core.succession.family import Family, Living, Marriage
from ojaq.core.succession.proof import Step
from ojaq.core.succession.regimes import Regime, Representation

REPRESENTED_BY_ISSUE = {
    "child": "child",
    "sibling_full": "sibling",
    "sibling_half": "sibling",
    "aunt_uncle": "aunt_uncle",
}


@dataclass(frozen=True, slots=True)
class Head:
    """One place in an order: taken by the person, or by the issue who stand for him by stirpes."""

    id: str
    parts: tuple[tuple[str, Fraction], ...]

    @property
    def represented(self) -> bool:
        """True when others stand in this place."""
        return self.parts != ((self.id, Fraction(1)),)


class Unsettled(Exception):
    """Whether `who` outlived the dead is not known, and the division depends on it."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(who)


class Calling:
    """Asks the family of one dead person under one regime. Steps tell who was excluded and why."""

    def __init__(self, family: Family, dead: str, regime: Regime) -> None:
        self.family, self.dead, self.regime = family, dead, regime
        self.steps: list[Step] = []
        self._told: set[tuple[str, ...]] = set()

    def note(self, code: str, *people: str, ref: str | None = None) -> None:
        """Remember an exclusion or a circumstance once."""
        if (code, *people) not in self._told:
            self._told.add((code, *people))
            self.steps.append(Step(code, people, ref))

    def takes(self, who: str) -> bool:
        """Whether somebody alive takes: has not renounced and is not excluded."""
        human = self.family.people[who]
        if human.renounced:
            self.note("renounced", who)
        elif human.excluded_by_court:
            self.note("excluded_by_court", who)
        else:
            return True
        return False

    def alive(self, who: str) -> bool:
        """Whether somebody outlived the dead; a death on the same day passes nothing between the two."""
        living = self.family.living(who, self.dead)
        if living is Living.UNKNOWN:
            raise Unsettled(who)
        if living is Living.SAME_DAY:
            self.note("same_day", who)
        return living is Living.YES

    def kind(self, head: str) -> tuple[str, ...]:
        """Everybody who stands in this kinship to the dead, alive or not."""
        if head == "spouse":
            return self.spouses()
        find: dict[str, Callable[[str], tuple[str, ...]]] = {
            "child": self.family.children,
            "parent": self.family.parents,
            "sibling_full": self.family.full_siblings,
            "sibling_half": self._half_siblings,
            "grandparent": self.family.grandparents,
            "great_grandparent": self.family.great_grandparents,
            "aunt_uncle": self.family.aunts_and_uncles,
            "cousin": self.family.cousins,
            "cousin_child": self.family.cousin_children,
        }
        return find[head](self.dead)

    def _half_siblings(self, of: str) -> tuple[str, ...]:
        full = set(self.family.full_siblings(of))
        return tuple(other for other in self.family.siblings(of) if other not in full)

    def spouses(self) -> tuple[str, ...]:
        """Husbands or wives of the day of death, alive or not; the divorced are named as excluded."""
        found = []
        for marriage in self.family.marriages(self.dead):
            if marriage.spouse not in self.family.people:
                continue
            reason = self._marriage_over(marriage)
            if reason is None:
                found.append(marriage.spouse)
            else:
                self.note(reason, marriage.spouse, ref=self._exclusion_ref(reason))
        return tuple(dict.fromkeys(found))

    def _marriage_over(self, marriage: Marriage) -> str | None:
        if self.family.people[marriage.spouse].separated_three_years and self._exclusion_ref(
            "court_separated_3y"
        ):
            return "court_separated_3y"
        if marriage.how_ended == "divorced" and marriage.ended is None:
            return "divorced"
        if marriage.ended is None or marriage.how_ended == "died":
            return None
        death = self.family.people[self.dead].died
        outlived = death is not None and marriage.ended.earliest is not None and death.latest is not None
        return None if outlived and marriage.ended.earliest > death.latest else "divorced"  # type: ignore[operator, union-attr]

    def _exclusion_ref(self, fact: str) -> str | None:
        rows = self.regime.body.get("exclusions", ())
        return next((row.get("ref") for row in rows if row.get("fact") == fact), None)

    def heads(self, kinds: tuple[str, ...], represent: Representation | None) -> tuple[Head, ...]:
        """The places of an order that are taken, in the order of the case."""
        found: dict[str, Head] = {}
        for kind in kinds:
            for who in self.kind(kind):
                head = self._head(who, kind, represent)
                if head is not None and who not in found:
                    found[who] = head
        return tuple(found.values())

    def _head(self, who: str, kind: str, represent: Representation | None) -> Head | None:
        if self.alive(who):
            return Head(who, ((who, Fraction(1)),)) if self.takes(who) else None
        if represent is None or REPRESENTED_BY_ISSUE.get(kind) != represent.of:
            return None
        if self._blocked(who):
            return None
        parts = self.stirps(who, represent.depth)
        if parts:
            self.note("represented", who, *[taker for taker, _ in parts])
        return Head(who, parts) if parts else None

    def _blocked(self, who: str) -> bool:
        """Under some laws, one who renounced or was excluded before dying is not represented."""
        rule = self.regime.body.get("renunciation") or {}
        human = self.family.people[who]
        return bool(rule.get("blocks_representation")) and (human.renounced or human.excluded_by_court)

    def stirps(self, who: str, depth: int) -> tuple[tuple[str, Fraction], ...]:
        """The issue who stand for `who`, by stirpes: each branch takes what its own dead ancestor would have had."""
        if depth <= 0:
            return ()
        branches: list[tuple[tuple[str, Fraction], ...]] = []
        for child in self.family.children(who):
            if self.alive(child):
                if self.takes(child):
                    branches.append(((child, Fraction(1)),))
            else:
                below = self.stirps(child, depth - 1)
                if below:
                    branches.append(below)
        return tuple((taker, part / len(branches)) for branch in branches for taker, part in branch)
