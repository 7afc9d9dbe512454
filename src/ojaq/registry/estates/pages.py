"""What the page of the heirs shows, as values. No model leaks, and nobody who is masked has a name or a number here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from ojaq.registry.identity.cards import Said


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of a case. `key` stands for them on the page: the register number, or m1, m2 ... where masked.

    died: EDTF span, "" for who is taken to be alive. presumed: dead by age, nobody tells it. sex: female, male, unknown.
    asking: this is who asks. Masked: no name, number or dates; only the place in the family and the share.
    """

    key: str
    number: int | None
    name: Said
    sex: str
    died: str = ""
    presumed: bool = False
    asking: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Parent and child, or a couple (`couple`), with its proof: documented, corroborated, told, contradicted.

    testimonies: how many tell it. nature: birth or adoptive.
    """

    one: str
    other: str
    proof: str
    testimonies: int
    nature: str = "birth"
    couple: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step of a proof: code and people as keys, for `resources.succession.sentences`."""

    code: str
    people: tuple[str, ...]
    ref: str | None
    fraction: Fraction | None
    order: str


@dataclass(frozen=True, slots=True)
class PassingShown:
    """One death: whose, when, what they held of the whole, by which law, and who took which part of the whole.

    status: of the law: draft, partial, lawyer_verified. refused: a code with its parameters where no law divides it.
    """

    of: str
    died: str
    held: Fraction
    regime: str
    status: str
    shares: Mapping[str, Fraction]
    residue: Mapping[str, Fraction]
    proof: tuple[Sentence, ...]
    refused: tuple[str, Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class SupposedShown:
    """What one reading supposes. outlived: `who` outlived `whom`, or not; died: `who` died then, as some tell it."""

    who: str
    whom: str = ""
    outlived: bool = False
    died: str = ""


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One way the facts may have been; shares of today, residue, and the deaths one after another."""

    supposed: tuple[SupposedShown, ...]
    shares: Mapping[str, Fraction]
    residue: Mapping[str, Fraction]
    passings: tuple[PassingShown, ...]


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What differs between two versions. code: heir_added, heir_gone, share_changed, estate_opened, estate_closed,
    law_changed, readings_changed. before, after: shares or ids of laws as texts."""

    code: str
    who: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version: state is standing, proposed, left or earlier. shares: of each reading."""

    number: int
    id: int
    made_at: datetime
    state: str
    shares: tuple[Mapping[str, Fraction], ...]
    changes: tuple[ChangeShown, ...]
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What would settle or strengthen it. code: another_telling, another_of_marriage, which_parent, when_died, which_death,
    law_unknown, draft_law."""

    code: str
    who: str = ""
    whom: str = ""


@dataclass(frozen=True)
class EstatePage:
    """Everything the page of one heir and one estate shows.

    case: None while nobody opened it. changed: what differs between the reckoning of now and the newest version. others: keys of
    other forebears whose estate can be asked about. body: what a version would keep, for the services; register numbers.
    """

    asking: str
    dead: str
    place: Said
    law: str
    people: Mapping[str, Someone]
    links: tuple[Link, ...]
    line: tuple[Link, ...]
    weakest: Mapping[str, Link | None]
    readings: tuple[ReadingShown, ...]
    missing: tuple[Missing, ...]
    versions: tuple[VersionShown, ...]
    changed: tuple[ChangeShown, ...]
    case: int | None
    may_keep: bool
    others: tuple[str, ...]
    body: Mapping[str, Any]

    @property
    def proposed(self) -> VersionShown | None:
        """The version that waits for a decision."""
        return next((one for one in self.versions if one.state == "proposed"), None)


@dataclass(frozen=True, slots=True)
class Notice:
    """A proposed version in the list of the desk: of whose estate, since when, how many things changed, and through whom to
    open it."""

    number: int
    name: Said
    version: int
    made_at: datetime
    changes: int
