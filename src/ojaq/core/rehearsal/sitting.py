"""One sitting at a desk: who speaks, who is spoken of, who writes, and the dice of the day."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ojaq.core.rehearsal.naming import Hand
from ojaq.core.rehearsal.people import Human, Population


@dataclass(frozen=True, slots=True)
class Sitting:
    """`people` are the numbers of those spoken of, the registrant first; `refs` name them in the document.

    `rnd` decides what is told and what is not; `labels` decides letters only. Two communities with lists of equal length
    therefore tell alike, whatever their names are.
    """

    population: Population
    people: tuple[str, ...]
    refs: dict[str, str]
    hand: Hand
    recorded: str
    rnd: Random
    labels: Random

    @property
    def registrant(self) -> Human:
        """The one who speaks."""
        return self.population.humans[self.people[0]]
