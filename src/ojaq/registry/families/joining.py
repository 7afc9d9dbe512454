"""Two testimonies that proved to be of one family: what each of them brought. Values and pure comparing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ojaq.registry.identity.cards import Said

UNSAID = Said("")


@dataclass(frozen=True, slots=True)
class ToldHere:
    """One person as one testimony tells of them. Dates as EDTF, "" not told, with the days they bound; homes: "" not told."""

    name: Said
    born: str = ""
    born_bounds: tuple[date | None, date | None] = (None, None)
    died: str = ""
    died_bounds: tuple[date | None, date | None] = (None, None)
    home: Said = UNSAID


@dataclass(frozen=True, slots=True)
class Brought:
    """One person of the joined family. low, high: as each testimony tells of them, None where it does not.

    steps: what they are to the one who was joined, as codes of kinship; contradicted: born, died. masked: living and not open.
    """

    number: int
    steps: tuple[str, ...]
    low: ToldHere | None
    high: ToldHere | None
    contradicted: tuple[str, ...]
    masked: bool = False

    @property
    def only(self) -> str:
        """low or high where only one testimony tells of them, "" where both do."""
        return "" if self.low and self.high else "low" if self.low else "high"


@dataclass(frozen=True, slots=True)
class TestimonyShown:
    """One of the two: its id, where and when it was told; teller only where this viewer may open it."""

    registration: UUID
    office: str
    recorded_on: str
    teller: Said | None


@dataclass(frozen=True, slots=True)
class JoiningShown:
    """What a joining brought together. person: the register number the joined one answers with."""

    judgement: int
    person: int
    standing: bool
    low: TestimonyShown
    high: TestimonyShown
    people: tuple[Brought, ...]


def contradicted(low: ToldHere, high: ToldHere) -> tuple[str, ...]:
    """Which dates of the two tellings cannot both be true."""
    pairs = (("born", low.born_bounds, high.born_bounds), ("died", low.died_bounds, high.died_bounds))
    return tuple(code for code, one, other in pairs if _apart(one, other) or _apart(other, one))


def _apart(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]
