"""People as a list: whoever was told of last stands first; masked like a card of the counter.

A list is read registration by registration from the newest on, some at a time, until a leaf is full: so the last leaf of a
register of a hundred thousand costs what the first one does. A person stands where the newest testimony of the filter tells of
them. Where nobody fits for long, the leaf ends early and says where to go on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.models import Belonging, Protection
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import birth_decade, fullest, village
from ojaq.registry.ledger import record
from ojaq.registry.places.selectors import place_ids_of, rows_of
from ojaq.registry.registration.models import Mention, Registration, State
from ojaq.registry.review.models import SecondOpinion

LEAF = 25
_CHUNKS = (40, 80, 160, 320, 640, 1280)
"""Registrations looked through at a time; the sum of them is what one leaf looks through at most."""


class Standing(StrEnum):
    """What people can be listed by."""

    REGISTERED = "registered"
    TOLD = "told"
    DIED = "died"
    MISSING = "missing"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is narrowed to; empty is everybody. place: gazetteer id; since, until: days testimonies came in on."""

    place: str = ""
    office: str = ""
    standing: Standing | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a list. decade of birth: None where nobody tells it; place: gazetteer id of the village, "" unknown."""

    number: int
    name: Said
    decade: int | None
    village: Said | None
    place: str
    registered: bool
    testimonies: int


@dataclass(frozen=True, slots=True)
class PeopleListed:
    """A leaf of the list. following: where it goes on, "" at its end; it may go on although nobody stands here."""

    lines: tuple[PersonLine, ...]
    following: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a leaf begins: behind this mention of this registration."""

    registration: int
    mention: int

    def __str__(self) -> str:
        return f"{self.registration}.{self.mention}"

    @classmethod
    def read(cls, text: str) -> _Place | None:
        registration, _, mention = text.partition(".")
        fits = registration.isdecimal() and mention.isdecimal() and len(text) < 40
        return cls(int(registration), int(mention)) if fits else None


def people(*, sought: Sought, viewer: Viewer, after: str = "", at_most: int = LEAF) -> PeopleListed:
    """A leaf of masked lines. One ledger entry names every person shown; it counts as one question at the counter.

    Of an office's own people only whoever may open its testimonies may ask, of disputed ones whoever may review.
    Raises NotPermitted.
    """
    require(viewer, Act.ASK_COUNTER)
    if sought.office:
        require(viewer, Act.OPEN_REGISTRATION, office=sought.office)
    if sought.standing is Standing.DISPUTED:
        require(viewer, Act.OPEN_REVIEW)
    numbers, following = _numbers(_Filter.of(sought), _Place.read(after), at_most)
    lines = _lines(numbers)
    subjects = [("person", str(line.number)) for line in lines]
    with transaction.atomic():
        record(act=Act.ASK_COUNTER, by=viewer, subjects=subjects, office=viewer.office or None, reason="list")
    return PeopleListed(lines, following)


@dataclass(frozen=True, slots=True)
class _Filter:
    """A filter in rows: which registrations, which mentions of them, which persons."""

    sought: Sought
    place: int | None
    first: int | None
    last: int | None

    @classmethod
    def of(cls, sought: Sought) -> _Filter:
        rows = rows_of([sought.place]) if sought.place else {}
        # A place nobody knows is told of by nobody.
        place = rows.get(sought.place, 0) if sought.place else None
        kept = Registration.objects.order_by("received_at", "pk")
        first = last = None
        if sought.since:
            first = kept.filter(received_at__gte=_at(sought.since)).values_list("pk", flat=True).first() or 0
        if sought.until:
            before = kept.filter(received_at__lt=_at(sought.until + dt.timedelta(days=1)))
            last = before.values_list("pk", flat=True).last() or 0
        return cls(sought, place, first, last)

    def registrations(self, below: int | None, at_most: int) -> list[int]:
        """Registrations below this one that can tell of somebody, newest first."""
        kept = Registration.objects.filter(state=State.CURRENT)
        if self.sought.office:
            kept = kept.filter(office__code=self.sought.office)
        if self.first is not None:
            kept = kept.filter(pk__gte=self.first or 2**62)
        if self.last is not None:
            kept = kept.filter(pk__lte=self.last)
        if below is not None:
            kept = kept.filter(pk__lt=below)
        if self.place is not None:
            tellers = Mention.objects.filter(_from(self.place)).values("registration")
            kept = kept.filter(pk__in=tellers)
        if self.sought.standing is Standing.DISPUTED:
            kept = kept.filter(mentions__belonging__person__in=_disputed()).distinct()
        return list(kept.order_by("-pk").values_list("pk", flat=True)[:at_most])

    def mentions(self, registrations: Sequence[int]) -> QuerySet[Mention]:
        """Mentions of these registrations that stand for their person in this list."""
        newer = Belonging.objects.filter(
            self._told("mention__"), person=OuterRef("belonging__person"),
            mention__registration__gt=OuterRef("registration"), mention__registration__state=State.CURRENT,
        )  # fmt: skip
        if self.last is not None:
            newer = newer.filter(mention__registration__lte=self.last)
        rows = Mention.objects.filter(self._told(""), registration__in=registrations, belonging__isnull=False)
        rows = rows.exclude(belonging__person__in=_protected())
        if self.sought.standing is Standing.TOLD:
            told = Belonging.objects.filter(
                person=OuterRef("belonging__person"),
                mention__registrant=True,
                mention__registration__state=State.CURRENT,
            )
            rows = rows.exclude(Exists(told))
        if self.sought.standing is Standing.DISPUTED:
            rows = rows.filter(belonging__person__in=_disputed())
        return rows.exclude(Exists(newer)).order_by("-registration", "-pk")

    def _told(self, at: str) -> Q:
        """What one mention must tell, `at` being the way to it."""
        told = Q()
        if self.sought.office:
            told &= Q(**{f"{at}office__code": self.sought.office})
        if self.place is not None:
            told &= _from(self.place, at)
        match self.sought.standing:
            case Standing.REGISTERED:
                told &= Q(**{f"{at}registrant": True})
            case Standing.DIED:
                told &= Q(**{f"{at}died_to__isnull": False}) | Q(**{f"{at}living": False})
            case Standing.MISSING:
                told &= ~(Q(**{f"{at}missing": ""}) & Q(**{f"{at}missing_said": ""}))
        return told


def _numbers(wanted: _Filter, before: _Place | None, at_most: int) -> tuple[list[int], str]:
    """Register numbers of a leaf, and where the list goes on."""
    found: list[tuple[int, int, int]] = []
    # Behind mention 0 there is nobody: the registration was looked through.
    below = before.registration + bool(before.mention) if before else None
    for size in _CHUNKS:
        chunk = wanted.registrations(below, size)
        if not chunk:
            return [number for *_, number in found], ""
        below = chunk[-1]
        rows = wanted.mentions(chunk)
        if before is not None:
            rows = rows.exclude(registration=before.registration, pk__gte=before.mention)
        columns = rows.values_list("registration", "pk", "belonging__person")
        found += columns[: at_most + 1 - len(found)]
        if len(found) > at_most:
            end = found[at_most - 1]
            return [number for *_, number in found[:at_most]], str(_Place(end[0], end[1]))
    # Everything of the last registration was looked at: behind its first mention there is nobody left.
    return [number for *_, number in found], str(_Place(below or 0, 0))


def _lines(numbers: Sequence[int]) -> tuple[PersonLine, ...]:
    told = told_of(persons=numbers)
    homes = {number: village(told[number]) for number in numbers}
    ids = place_ids_of({home.origin_place for home in homes.values() if home and home.origin_place})
    return tuple(
        PersonLine(
            number=number,
            name=fullest(told[number]).name,
            decade=birth_decade(told[number]),
            village=Said(home.origin, home.language) if (home := homes[number]) else None,
            place=ids.get(home.origin_place or 0, "") if home else "",
            registered=any(each.registrant for each in told[number]),
            testimonies=len({each.registration for each in told[number]}),
        )
        for number in numbers
    )


def _from(place: int, at: str = "") -> Q:
    """Whoever says where they come from is of that place; whoever does not, of the place they were born in."""
    born = Q(**{f"{at}born_in_place": place, f"{at}origin_place__isnull": True, f"{at}origin": ""})
    return Q(**{f"{at}origin_place": place}) | born


def _protected() -> QuerySet[Protection, Any]:
    return Protection.objects.filter(lifted_at=None, mention__belonging__isnull=False).values(
        "mention__belonging__person"
    )


def _disputed() -> list[int]:
    """Numbers of persons about whom two reviewers do not agree: few, because each waits for somebody to settle it."""
    waits = SecondOpinion.objects.filter(agrees=False, settled_at=None)
    ends = waits.values_list("judgement__low__belonging__person", "judgement__high__belonging__person")
    return sorted({number for pair in ends for number in pair if number is not None})


def _at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
