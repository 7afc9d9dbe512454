"""Versions of a fact: what was said alike stands together, what cannot both be true is marked. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ojaq.registry.families.pages import Fact, Source, Version
from ojaq.registry.identity.cards import Said

ROUGHLY = timedelta(days=3 * 366)
"""How far an approximate date ("about 1957") reaches to both sides."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One mention's saying: `key` groups what was said alike; `span` bounds a date, None where it is none.

    unread: nobody knows what the text means (a place no gazetteer has), so it contradicts nothing.
    """

    key: Hashable
    text: Said
    source: int
    edtf: str = ""
    place: str = ""
    number: int | None = None
    span: tuple[date | None, date | None] | None = None
    unread: bool = False


def fact(
    code: str, sayings: Iterable[Saying], sources: Mapping[int, Source], *, exclusive: bool
) -> Fact | None:
    """The fact of these sayings, best supported version first; None when nobody said anything.

    exclusive: two versions contradict each other, dates only when their bounds do not meet. sources: by registration id.
    """
    groups: dict[Hashable, list[Saying]] = defaultdict(list)
    for saying in sayings:
        groups[saying.key].append(saying)
    if not groups:
        return None
    contradicted = exclusive and _contradict([some[0] for some in groups.values() if not some[0].unread])
    versions = [
        replace(version, evidence="contradicted") if contradicted and not some[0].unread else version
        for some in groups.values()
        for version in [_version(some, sources)]
    ]
    versions.sort(key=lambda version: (-len(version.sources), version.edtf, version.text.text))
    return Fact(code, tuple(versions), contradicted)


def _contradict(one_each: Sequence[Saying]) -> bool:
    if all(saying.span is None for saying in one_each):
        return len(one_each) > 1
    spans = [_widened(saying) for saying in one_each if saying.span]
    return any(not _meet(a, b) for at, a in enumerate(spans) for b in spans[at + 1 :])


def _widened(saying: Saying) -> tuple[date | None, date | None]:
    earliest, latest = saying.span or (None, None)
    if "~" not in saying.edtf and "%" not in saying.edtf:
        return earliest, latest
    return (earliest - ROUGHLY if earliest else None), (latest + ROUGHLY if latest else None)


def _meet(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    before = one[1] is not None and other[0] is not None and one[1] < other[0]
    after = other[1] is not None and one[0] is not None and other[1] < one[0]
    return not (before or after)


def _version(some: Sequence[Saying], sources: Mapping[int, Source]) -> Version:
    first = some[0]
    told = tuple(
        sources[number] for number in dict.fromkeys(saying.source for saying in some) if number in sources
    )
    return Version(first.text, evidence(told), told, first.edtf, first.place, first.number)


def evidence(told: Sequence[Source]) -> str:
    """told or corroborated: two testimonies, and not both by one teller."""
    tellers = {source.teller_number or source.registration for source in told}
    return "corroborated" if len(tellers) > 1 else "told"
