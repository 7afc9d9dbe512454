"""How much one account may read in a day, once a registry is live: a stolen log-in must not carry the register away.

Counted from the ledger, in the very moment an entry is written: what is read without an entry cannot be read, so nothing is
read past the limit either, through whatever page, and no restart forgets a count. An alarm rings before the limit is reached.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.utils import timezone

from ojaq.registry.access.binding import binds
from ojaq.registry.access.errors import TooManyOpened, TooManyQuestions
from ojaq.registry.access.policy import Act
from ojaq.registry.access.services.alarming import Alarming, raise_alarm
from ojaq.registry.ledger import guards
from ojaq.registry.ledger.entry import Actor, Deed
from ojaq.registry.ledger.models import Entry, EntrySubject

OPENED_A_DAY = 200
"""Persons and testimonies opened in full within 24 hours, each counted once, without what the account itself took in then."""

QUESTIONS = ((1, 200), (24, 1000))
"""(hours, masked answers): questions at the counter, lists of villages, pairs to review."""

RELATIVES = ((1, 400), (24, 2000))
"""(hours, masked answers) while a family is told. Each relative asks by itself, several times while the name is typed: forty
families of a long day are some fifteen hundred. They do not use up what the counter allows; a thief gains no more by telling."""

RELATIVE = "relative"
"""The reason in an entry about who a relative may be, asked while a family is told."""

OWN = "own"
"""The reason in an entry about what the account itself registered within the day: it is not counted."""

RINGS_AT = 0.8
_OPENING = (Act.OPEN_PERSON, Act.OPEN_REGISTRATION)
_ASKING = (Act.ASK_COUNTER, Act.OPEN_VILLAGE, Act.OPEN_FAMILY, Act.OPEN_ESTATE, Act.OPEN_REVIEW)
_KINDS = ("person", "registration")
_DAY = dt.timedelta(hours=24)


def announce() -> None:
    """Tell the ledger whom to ask before it writes. Called once, when Django starts."""
    guards.ask_first(admit)


def admit(deeds: Sequence[Deed], actor: Actor) -> None:
    """Raise TooManyOpened or TooManyQuestions when these entries would go past what the account may read."""
    if actor.account is None or not any(deed.act in (*_OPENING, *_ASKING) for deed in deeds) or not binds():
        return
    _one_at_a_time(actor.account)
    _opened(deeds, actor.account)
    asking = [deed.reason == RELATIVE for deed in deeds if deed.act in _ASKING]
    for of_relatives in sorted(set(asking)):
        _asked(asking.count(of_relatives), actor.account, of_relatives=of_relatives)


def opened_lately(account: UUID) -> set[tuple[str, str]]:
    """(kind, number) of what the account opened within 24 hours."""
    subjects = EntrySubject.objects.filter(
        entry__actor=account, entry__at__gt=timezone.now() - _DAY, entry__act__in=_OPENING, kind__in=_KINDS
    ).exclude(entry__reason=OWN)
    return set(subjects.values_list("kind", "number"))


def registered_lately(account: UUID) -> set[UUID]:
    """The registrations that the account itself took in within 24 hours."""
    subjects = EntrySubject.objects.filter(
        entry__actor=account,
        entry__at__gt=timezone.now() - _DAY,
        entry__act=Act.REGISTER,
        kind="registration",
    )
    return {UUID(number) for number in subjects.values_list("number", flat=True)}


def _opened(deeds: Sequence[Deed], account: UUID) -> None:
    wished = {
        (kind, number)
        for deed in deeds
        if deed.act in _OPENING and deed.reason != OWN
        for kind, number in deed.subjects
        if kind in _KINDS
    }
    if not wished:
        return
    count = len(opened_lately(account) | wished)
    if count > OPENED_A_DAY:
        raise TooManyOpened(limit=OPENED_A_DAY)
    if count >= RINGS_AT * OPENED_A_DAY:
        raise_alarm(
            kind=Alarming.MANY_OPENED,
            account=account,
            figures={"opened": count},
            once_in=dt.timedelta(hours=12),
        )


def _asked(more: int, account: UUID, *, of_relatives: bool) -> None:
    asked = Entry.objects.filter(actor=account, act__in=_ASKING)
    counted = asked.filter(reason=RELATIVE) if of_relatives else asked.exclude(reason=RELATIVE)
    for hours, limit in RELATIVES if of_relatives else QUESTIONS:
        count = counted.filter(at__gt=timezone.now() - dt.timedelta(hours=hours)).count() + more
        if count > limit:
            raise TooManyQuestions(limit=limit, hours=hours)
        if count >= RINGS_AT * limit:
            raise_alarm(
                kind=Alarming.MANY_QUESTIONS,
                account=account,
                figures={"asked": count},
                once_in=dt.timedelta(hours=12),
            )


def _one_at_a_time(account: UUID) -> None:
    """Two pages opened at once must not both be the last one allowed; SQLite has one writer at a time anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [str(account)])
