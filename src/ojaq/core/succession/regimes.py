"""A regime of succession: the law in force at one place between two days, as data. Read and checked when loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from ojaq.core.dates import read_date
from ojaq.core.succession.errors import BrokenRegime, NoRegimeRecorded
from ojaq.core.succession.family import Span

Engine = Literal["orders", "parentela", "quranic"]
HEADS = frozenset({
    "child", "spouse", "parent", "sibling_full", "sibling_half", "grandparent", "great_grandparent",
    "aunt_uncle", "cousin", "cousin_child",
})  # fmt: skip
COMPULSORY = frozenset({
    "child", "parent", "spouse", "descendant", "child_minor_or_incapable", "spouse_incapable", "parent_incapable", "dependant",
})  # fmt: skip
ANY_DEPTH = 64


@dataclass(frozen=True, slots=True)
class Representation:
    """Whose place may be taken by their issue, and how many generations down."""

    of: str
    depth: int


@dataclass(frozen=True, slots=True)
class Order:
    """One order of heirs: heads called together; `conditions` names facts that a kind of head must have."""

    number: int
    heads: tuple[str, ...]
    fallback: tuple[str, ...] = ()
    represent: Representation | None = None
    ref: str | None = None
    conditions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dependants:
    """What becomes of people whom the dead supported."""

    mode: Literal["join_called_order", "maintenance_only", "none"] = "none"
    min_years: int = 0
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Compulsory:
    """The part that a will cannot take away: a fraction of the intestate share, per kind of heir."""

    fractions: Mapping[str, Fraction]
    ref: str | None = None


@dataclass(frozen=True)
class Regime:
    """One law. `begins` and `ends` are spans, as the day of entry into force is not always known."""

    id: str
    title: str
    jurisdictions: tuple[str, ...]
    begins: Span
    ends: Span
    engine: Engine
    orders: tuple[Order, ...]
    presteps: tuple[str, ...]
    dependants: Dependants
    compulsory: Compulsory | None
    status: str
    body: Mapping[str, Any]

    @property
    def printable(self) -> bool:
        """A draft can never be printed on a certificate."""
        return self.status != "draft"

    def in_force(self, death: Span) -> Literal["yes", "no", "perhaps"]:
        """Whether this law was in force through the whole, none, or part of the span of a death."""
        if _surely_before(death, self.begins) or _surely_before(self.ends, death):
            return "no"
        begun = self.begins.latest is None or (
            death.earliest is not None and death.earliest >= self.begins.latest
        )
        not_over = self.ends.earliest is None or (
            death.latest is not None and death.latest <= self.ends.earliest
        )
        return "yes" if begun and not_over else "perhaps"


def _surely_before(first: Span, second: Span) -> bool:
    return first.latest is not None and second.earliest is not None and first.latest < second.earliest


def read_span(value: object) -> Span | None:
    """A span from an EDTF text, a day or a year as YAML gives them; None for nothing."""
    if value is None:
        return None
    if isinstance(value, dt.date):
        return Span(value, value)
    moment = read_date(str(value))
    return Span(moment.earliest, moment.latest)


def read_regime(body: Mapping[str, Any]) -> Regime:
    """A regime from its file. Raises BrokenRegime where the file lacks what its engine needs."""
    name = str(body.get("id", "?"))
    for part in ("id", "title", "engine", "verification"):
        if part not in body:
            raise BrokenRegime(regime=name, part=part)
    if body["engine"] not in ("orders", "parentela", "quranic"):
        raise BrokenRegime(regime=name, part="engine")
    valid = body.get("valid") or {}
    orders = tuple(_read_order(name, row) for row in body.get("orders", ()))
    if body["engine"] == "orders" and not orders:
        raise BrokenRegime(regime=name, part="orders")
    jurisdiction = body.get("jurisdiction") or ()
    return Regime(
        id=name,
        title=str(body["title"]),
        jurisdictions=(jurisdiction,) if isinstance(jurisdiction, str) else tuple(jurisdiction),
        begins=read_span(valid.get("from")) or Span(None, None),
        ends=read_span(valid.get("to")) or Span(None, None),
        engine=body["engine"],
        orders=orders,
        presteps=tuple(body.get("presteps", ())),
        dependants=_read_dependants(body.get("dependants")),
        compulsory=_read_compulsory(name, body.get("compulsory")),
        status=str(body["verification"].get("status", "draft")),
        body=body,
    )


def _read_order(regime: str, row: Mapping[str, Any]) -> Order:
    heads, fallback = tuple(row.get("heads", ())), tuple(row.get("fallback", ()))
    unknown = [head for head in (*heads, *fallback) if head not in HEADS]
    if unknown or not heads:
        raise BrokenRegime(regime=regime, part=f"orders.{row.get('n')}.heads")
    represent = row.get("represent")
    taken = None
    if represent:
        depth = represent.get("depth")
        taken = Representation(str(represent["of"]), ANY_DEPTH if depth == "any" else int(depth))
    return Order(int(row["n"]), heads, fallback, taken, row.get("ref"), dict(row.get("conditions", {})))


def _read_dependants(row: Mapping[str, Any] | None) -> Dependants:
    if not row:
        return Dependants()
    return Dependants(row["mode"], int(row.get("min_years", 0)), row.get("ref"))


def _read_compulsory(regime: str, row: Mapping[str, Any] | None) -> Compulsory | None:
    if not row:
        return None
    who = row["who"]
    fractions = (
        {kind: Fraction(str(part)) for kind, part in who.items()}
        if isinstance(who, Mapping)
        else {kind: Fraction(str(row["fraction"])) for kind in who}
    )
    if set(fractions) - COMPULSORY or any(not 0 < part <= 1 for part in fractions.values()):
        raise BrokenRegime(regime=regime, part="compulsory")
    return Compulsory(fractions, row.get("ref"))


def regimes_for(law: str, death: Span, regimes: Iterable[Regime]) -> tuple[Regime, ...]:
    """The law of a place on the day of a death: one regime, or each that may have been in force if the day is uncertain.

    Raises NoRegimeRecorded when none was; the nearest one is never taken instead.
    """
    there = [regime for regime in regimes if law in regime.jurisdictions]
    standing = {answer: [r for r in there if r.in_force(death) == answer] for answer in ("yes", "perhaps")}
    found = standing["yes"] or standing["perhaps"]
    if not found:
        raise NoRegimeRecorded(law=law, day=_written(death))
    return tuple(sorted(found, key=lambda regime: regime.begins.earliest or dt.date.min))


def _written(span: Span) -> str:
    if span.exact or span.latest is None:
        return str(span.earliest)
    return f"{span.earliest}/{span.latest}"


def overlapping(regimes: Iterable[Regime]) -> list[tuple[str, str]]:
    """Pairs of regimes that claim the same place on the same sure day: a fault of the tables."""
    known = list(regimes)
    return [
        (one.id, other.id)
        for index, one in enumerate(known)
        for other in known[index + 1 :]
        if set(one.jurisdictions) & set(other.jurisdictions) and _both_surely(one, other)
    ]


def _both_surely(one: Regime, other: Regime) -> bool:
    begins = max(one.begins.latest or dt.date.min, other.begins.latest or dt.date.min)
    ends = min(one.ends.earliest or dt.date.max, other.ends.earliest or dt.date.max)
    return begins <= ends
