"""Who lived under one roof at a place in a year: as reckoned, and beside it as somebody stated it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from ojaq.core.kinship import Ground, Household, Member, households
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.models import Account
from ojaq.registry.families.models import HouseholdMember, HouseholdStatement
from ojaq.registry.families.roofs import (
    GroundShown,
    HouseholdShown,
    HouseholdsShown,
    MemberShown,
    StatedHousehold,
)
from ojaq.registry.families.selectors.dwelling import Dwelling, dwelling
from ojaq.registry.families.selectors.person import years
from ojaq.registry.families.sources import SOURCE_PLACE
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.models import Protection
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import Told, fullest
from ojaq.registry.ledger import record
from ojaq.registry.places.errors import NoSuchPlace
from ojaq.registry.places.selectors import rows_of
from ojaq.registry.vault import open_sealed
from ojaq.registry.vault.errors import Forgotten

LISTED = 60
"""Households listed at once; the others are counted."""


def households_at(
    *, place: str, viewer: Viewer, year: int | None = None, listed: int = LISTED
) -> HouseholdsShown:
    """The households of a place (gazetteer id) in a year; without one, in the year in which most are told to have left.

    Households of several people are listed, larger ones first; people alone are counted. One entry names the place and everybody
    listed. Raises NotPermitted, NoSuchPlace.
    """
    require(viewer, Act.OPEN_VILLAGE)
    row = rows_of([place]).get(place)
    if row is None:
        raise NoSuchPlace
    told = dwelling(row)
    choices = told.years()
    if year is None and choices:
        year = max(choices, key=lambda choice: (choice[1], -choice[0]))[0]
    found = [] if year is None else _reckoned(told, year)
    several = sorted(
        (each for each in found if len(each.members) > 1), key=lambda each: (-len(each.members), _first(each))
    )
    statements, members = _statements(row)
    shown = {member.person for each in several[:listed] for member in each.members}
    shown |= {number for some in members.values() for number in some}
    people = told_of(persons=shown)
    _record(place, shown, viewer)
    return HouseholdsShown(
        place=place,
        year=year,
        years=choices,
        households=tuple(_shown(each, people, told, statements, members) for each in several[:listed]),
        stated=tuple(_stated(each, members[each.pk], people, viewer) for each in statements),
        more=max(0, len(several) - listed),
        alone=len(found) - len(several),
        may_state=viewer.may(Act.STATE_HOUSEHOLD),
    )


def people_named(*, numbers: Sequence[int], viewer: Viewer) -> tuple[MemberShown, ...]:
    """Those of these people whom the form of a statement begins with. One entry names them. Raises NotPermitted."""
    require(viewer, Act.STATE_HOUSEHOLD)
    people = {number: told for number, told in told_of(persons=numbers).items() if told}
    if people:
        subjects = [("person", str(number)) for number in people]
        with transaction.atomic():
            record(
                act=Act.OPEN_FAMILY,
                by=viewer,
                subjects=subjects,
                office=viewer.office or None,
                reason="household",
            )
    return tuple(_member(number, people) for number in numbers if number in people)


def _reckoned(told: Dwelling, year: int) -> list[Household[int]]:
    return households(year, told.dwellers, told.couples, told.parents, told.together(year))


def _first(household: Household[int]) -> int:
    return household.members[0].person


def _shown(
    household: Household[int],
    people: Mapping[int, list[Told]],
    told: Dwelling,
    statements: Sequence[HouseholdStatement],
    members: Mapping[int, Sequence[int]],
) -> HouseholdShown:
    own = {member.person for member in household.members}
    speaking = tuple(
        each.pk
        for each in statements
        if each.taken_back_at is None and own & set(members[each.pk]) and _covers(each, household.year)
    )
    return HouseholdShown(
        tuple(
            _member(member.person, people, _grounds(member, people, told, household.year))
            for member in household.members
        ),
        speaking,
    )


def _covers(statement: HouseholdStatement, year: int) -> bool:
    first, last = statement.when_from, statement.when_to
    return (first is None or first.year <= year) and (last is None or last.year >= year)


def _grounds(
    member: Member[int], people: Mapping[int, list[Told]], told: Dwelling, year: int
) -> tuple[GroundShown, ...]:
    return tuple(
        GroundShown(rule.value, by, _name(by, people), _testimonies(rule, member.person, by, told, year))
        for rule, by in member.grounds
    )


def _testimonies(rule: Ground, who: int, by: int, told: Dwelling, year: int) -> int:
    if rule is Ground.LEFT_TOGETHER:
        return sum(who in group and by in group for group in told.together(year))
    return len(told.said.get(frozenset((who, by)), ()))


def _member(
    number: int, people: Mapping[int, list[Told]], grounds: tuple[GroundShown, ...] = ()
) -> MemberShown:
    return MemberShown(number, _name(number, people), years(people.get(number, ())), grounds)


def _name(number: int, people: Mapping[int, list[Told]]) -> Said:
    told = people.get(number)
    return fullest(told).name if told else Said("")


def _statements(row: int) -> tuple[list[HouseholdStatement], dict[int, list[int]]]:
    """The statements about a place, newest first, with their people; those who are in danger are left out."""
    rows = list(
        HouseholdStatement.objects.filter(place=row)
        .select_related("office", "registration__office")
        .order_by("-pk")
    )
    members: dict[int, list[int]] = {each.pk: [] for each in rows}
    hidden = set(
        Protection.objects.filter(lifted_at=None).values_list("mention__belonging__person_id", flat=True)
    )
    pairs = HouseholdMember.objects.filter(statement__in=rows, mention__belonging__isnull=False)
    for statement, number in pairs.order_by("pk").values_list(
        "statement_id", "mention__belonging__person_id"
    ):
        if number not in hidden and number not in members[statement]:
            members[statement].append(number)
    return [each for each in rows if members[each.pk]], members


def _stated(
    row: HouseholdStatement, numbers: Sequence[int], people: Mapping[int, list[Told]], viewer: Viewer
) -> StatedHousehold:
    turning = Act.TAKE_BACK_HOUSEHOLD if row.taken_back_at is None else Act.STATE_HOUSEHOLD
    return StatedHousehold(
        id=row.pk,
        when=row.when,
        members=tuple(_member(number, people) for number in numbers),
        source_kind=row.source_kind,
        source=_source(row, viewer),
        author=_author(row.stated_by),
        at=row.stated_at,
        standing=row.taken_back_at is None,
        may_turn=viewer.may(turning, office=row.office.code),
    )


def _source(row: HouseholdStatement, viewer: Viewer) -> str | None:
    if not viewer.may(Act.OPEN_REGISTRATION, office=row.registration.office.code):
        return None
    try:
        return open_sealed(
            registration=row.registration.uuid, place=SOURCE_PLACE, sealed=bytes(row.source)
        ).decode()
    except Forgotten:
        return None


def _author(account: UUID | None) -> str:
    if account is None:
        return ""
    return Account.objects.filter(uuid=account).values_list("name", flat=True).first() or ""


def _record(place: str, people: Collection[int], viewer: Viewer) -> None:
    subjects = [("place", place), *(("person", str(number)) for number in sorted(people))]
    with transaction.atomic():
        record(
            act=Act.OPEN_VILLAGE,
            by=viewer,
            subjects=subjects,
            office=viewer.office or None,
            reason="households",
        )
