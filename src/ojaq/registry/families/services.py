"""Writing families: households as somebody states them. What is reckoned from testimonies is never written over."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from ojaq.core.dates import Moment, NotADate, read_date
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.models import Office
from ojaq.registry.families.errors import (
    NoPeopleGiven,
    NoSourceGiven,
    NoSuchHousehold,
    NoTimeGiven,
    StandsAlready,
)
from ojaq.registry.families.models import HouseholdMember, HouseholdStatement
from ojaq.registry.families.sources import SOURCE_KINDS, SOURCE_PLACE
from ojaq.registry.identity.models import Belonging, Person
from ojaq.registry.identity.selectors import answering
from ojaq.registry.ledger import record
from ojaq.registry.places.errors import NoSuchPlace
from ojaq.registry.places.selectors import rows_of
from ojaq.registry.registration.models import Mention
from ojaq.registry.vault import seal

MOST_PEOPLE = 60


def state_household(
    *, place: str, when: str, people: Sequence[int], source_kind: str, source: str, by: Viewer
) -> HouseholdStatement:
    """State that these people lived under one roof. place: gazetteer id; when: EDTF; people: register numbers.

    Raises NotPermitted, NoSuchPlace, NoTimeGiven, NoPeopleGiven, NoSourceGiven, NoSuchPerson.
    """
    require(by, Act.STATE_HOUSEHOLD)
    moment = _moment(when)
    row = rows_of([place]).get(place)
    if row is None:
        raise NoSuchPlace
    if not source.strip() or source_kind not in SOURCE_KINDS:
        raise NoSourceGiven
    with transaction.atomic():
        numbers = list(dict.fromkeys(answering(number=number) for number in people))
        if not 0 < len(numbers) <= MOST_PEOPLE:
            raise NoPeopleGiven(most=MOST_PEOPLE)
        mentions = [_mention(number) for number in numbers]
        told_in = mentions[0].registration
        office = Office.objects.filter(code=by.office).first() or told_in.office
        made = HouseholdStatement.objects.create(
            uuid=uuid4(),
            office=office,
            place_id=row,
            when=when.strip(),
            when_from=moment.earliest,
            when_to=moment.latest,
            source_kind=source_kind,
            registration=told_in,
            source=seal(registration=told_in.uuid, place=SOURCE_PLACE, plain=source.strip().encode()),
            stated_by=by.account,
            stated_at=timezone.now(),
        )
        HouseholdMember.objects.bulk_create(
            HouseholdMember(statement=made, office=office, mention=mention) for mention in mentions
        )
        _record(Act.STATE_HOUSEHOLD, made, numbers, by)
    return made


def take_back_household(*, statement: int, by: Viewer) -> HouseholdStatement:
    """Take a statement back; it stays to be read, and can be put back. Raises NoSuchHousehold, StandsAlready."""
    return _turn(statement, by, Act.TAKE_BACK_HOUSEHOLD, back=True)


def put_back_household(*, statement: int, by: Viewer) -> HouseholdStatement:
    """Let a statement stand again that was taken back. Raises NoSuchHousehold, StandsAlready."""
    return _turn(statement, by, Act.STATE_HOUSEHOLD, back=False)


def _turn(statement: int, by: Viewer, act: Act, *, back: bool) -> HouseholdStatement:
    with transaction.atomic():
        row = (
            HouseholdStatement.objects.select_for_update()
            .select_related("office")
            .filter(pk=statement)
            .first()
        )
        require(by, act, office=row.office.code if row else None)
        if row is None:
            raise NoSuchHousehold
        if (row.taken_back_at is not None) == back:
            raise StandsAlready
        row.taken_back_at = timezone.now() if back else None
        row.taken_back_by = by.account if back else None
        row.save(update_fields=["taken_back_at", "taken_back_by"])
        mentions = row.members.values_list("mention_id", flat=True)
        numbers = Belonging.objects.filter(mention__in=mentions).values_list("person_id", flat=True)
        _record(act, row, sorted(set(numbers)), by, "" if back else "put-back")
    return row


def _moment(when: str) -> Moment:
    try:
        moment = read_date(when.strip())
    except NotADate:
        raise NoTimeGiven from None
    if moment.earliest is None and moment.latest is None:
        raise NoTimeGiven
    return moment


def _mention(number: int) -> Mention:
    """The mention the number hangs on; where it answers with another person's, the oldest of that person."""
    anchor = Person.objects.filter(pk=number, anchor__belonging__person=number).values_list(
        "anchor", flat=True
    )
    rows = Mention.objects.select_related("registration__office").filter(belonging__person=number)
    return rows.filter(pk__in=anchor).first() or rows.order_by("pk")[0]


def _record(act: Act, row: HouseholdStatement, numbers: Sequence[int], by: Viewer, reason: str = "") -> None:
    subjects = [("household", str(row.pk)), *(("person", str(number)) for number in numbers)]
    record(act=act, by=by, subjects=subjects, office=by.office or None, reason=reason)
