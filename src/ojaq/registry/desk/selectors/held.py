"""Everything held on one person: what they told, what others told of them, who judged, who looked. For the person at the desk.

What others told is shown without who told it: a right to know what is said of oneself is no right to another's testimony.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ojaq.registry.access import Act, Viewer, reach, require
from ojaq.registry.desk.models import Objection, Receipt
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.number import written
from ojaq.registry.identity.selectors import answering
from ojaq.registry.ledger import record
from ojaq.registry.ledger.selectors import entries_about
from ojaq.registry.registration.errors import NoSuchRegistration
from ojaq.registry.registration.models import Mention, State
from ojaq.registry.registration.selectors import registration_of

MOST_READINGS = 200


@dataclass(frozen=True, slots=True)
class HeldMention:
    """What one testimony says of the person. `own`: they told it; then `testimony` is the whole of it, where it may be opened."""

    mention: int
    own: bool
    office: str
    recorded_on: str
    state: str
    name: Mapping[str, str]
    sex: str
    born: str
    died: str
    origin: str
    lives_in: str
    receipt: str
    testimony: Mapping[str, Any] | None
    objections: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How often somebody of a role did something to the person's page on one day at one office."""

    day: str
    act: str
    role: str
    office: str
    times: int


@dataclass(frozen=True, slots=True)
class Held:
    """Everything held on one person, as of `at`."""

    number: str
    mentions: tuple[HeldMention, ...]
    judgements: int
    judged_by_people: int
    readings: tuple[Reading, ...]


def held(*, number: int, viewer: Viewer) -> Held:
    """Everything held on whoever a register number answers with. The telling is itself in the ledger. Raises NoSuchPerson,
    NotPermitted.
    """
    require(viewer, Act.TELL_SUBJECT)
    with transaction.atomic(), reach.across_offices():
        person = answering(number=number, viewer=viewer)
        mentions = list(
            Mention.objects.filter(belonging__person=person)
            .select_related("registration", "office")
            .order_by("pk")
        )
        ids = [each.pk for each in mentions]
        receipts = dict(
            Receipt.objects.filter(
                registration__in=[each.registration.uuid for each in mentions]
            ).values_list("registration", "number")
        )
        objections = Counter(Objection.objects.filter(mention__in=ids).values_list("mention_id", flat=True))
        judged = list(
            Judgement.objects.filter(low__in=ids, taken_back_at=None).values_list("by_engine", flat=True)
        )
        readings = _readings(person)
        record(
            act=Act.TELL_SUBJECT, by=viewer, subjects=[("person", str(person))], office=viewer.office or None
        )
    shown = tuple(_mention(each, viewer, receipts, objections[each.pk]) for each in mentions)
    return Held(written(person), shown, len(judged), judged.count(False), readings)


def named_by(*, mention: int, number: int, viewer: Viewer) -> HeldMention:
    """One telling of a person, to object to. Raises NoSuchRegistration where it does not speak of this person."""
    require(viewer, Act.OBJECT)
    with reach.across_offices():
        person = answering(number=number)
        row = (
            Mention.objects.filter(pk=mention, belonging__person=person)
            .select_related("registration", "office")
            .first()
        )
    if row is None:
        raise NoSuchRegistration
    return _mention(row, viewer, {}, 0, whole=False)


def _mention(
    row: Mention, viewer: Viewer, receipts: Mapping[UUID, str], objections: int, *, whole: bool = True
) -> HeldMention:
    testimony: Mapping[str, Any] | None = None
    if whole and row.registrant and row.registration.state in (State.CURRENT, State.SUPERSEDED):
        try:
            testimony = registration_of(uuid=row.registration.uuid, viewer=viewer).content
        except NoSuchRegistration:
            # Told at an office this viewer does not open: that office hands out the whole of it.
            testimony = None
    name = {
        part: getattr(row, part) for part in ("given", "patronymic", "family", "birth_family", "as_written")
    }
    return HeldMention(
        mention=row.pk, own=row.registrant, office=row.office.name or row.office.code, recorded_on=row.registration.recorded_on,
        state=row.registration.state, name=name, sex=row.sex, born=row.born or row.born_said, died=row.died or row.died_said,
        origin=row.origin, lives_in=row.lives_in, receipt=receipts.get(row.registration.uuid, "") if row.registrant else "",
        testimony=testimony, objections=objections,
    )  # fmt: skip


def _readings(person: int) -> tuple[Reading, ...]:
    entries = entries_about(kind="person", number=str(person)).order_by("-id")
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for at, act, role, office in entries.values_list("at", "act", "role", "office")[:MOST_READINGS]:
        counted[(_day(at), act, role, office or "")] += 1
    return tuple(Reading(*what, times) for what, times in counted.items())


def _day(at: datetime) -> str:
    return at.date().isoformat()
