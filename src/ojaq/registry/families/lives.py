"""What is told of one person's life, as far as families are reckoned with. Values only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from ojaq.core.kinship.graph import Sex
from ojaq.registry.families.living import latest_of
from ojaq.registry.families.preferring import DateSaid, Preferred, preferred


@dataclass(slots=True)
class Life:
    """One person. `heard_dead`: the latest day of a testimony that tells the death without saying when.

    origins: rows of the places they come from, in the order told. displaced: some testimony tells of their leaving.
    """

    number: int
    sexes: set[Sex] = field(default_factory=set)
    births: list[DateSaid] = field(default_factory=list)
    deaths: list[DateSaid] = field(default_factory=list)
    missing: list[DateSaid] = field(default_factory=list)
    told_dead: bool = False
    told_living: bool = False
    heard_dead: date | None = None
    origins: list[int] = field(default_factory=list)
    displaced: bool = False

    @property
    def sex(self) -> Sex:
        """The sex that all tell who tell one; unknown where they contradict one another."""
        return next(iter(self.sexes)) if len(self.sexes) == 1 else "unknown"

    @property
    def born(self) -> Preferred | None:
        """The birth that is taken, with the reason."""
        return preferred(self.births)

    @property
    def latest_birth(self) -> date | None:
        """The latest day of birth that anything told leaves open; None where it is open for ever."""
        return latest_of([said.latest for said in self.births])

    @property
    def died(self) -> Preferred | None:
        """The death that is taken, with the reason; None where no time of it is told."""
        return preferred(self.deaths)


def birth_years(
    lives: Mapping[int, Life], among: Collection[int] | None = None
) -> dict[int, tuple[int, int]]:
    """(earliest, latest) year of birth that anything told leaves open; only of those whose birth is bounded on both sides."""
    found: dict[int, tuple[int, int]] = {}
    for number, life in lives.items():
        bounds = [(one.earliest, one.latest) for one in life.births]
        if bounds and (among is None or number in among) and all(low and high for low, high in bounds):
            found[number] = (
                min(low.year for low, _ in bounds if low),
                max(high.year for _, high in bounds if high),
            )
    return found
