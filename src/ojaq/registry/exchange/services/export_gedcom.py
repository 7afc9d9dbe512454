"""Writing the register's people and families as GEDCOM, for other programs of genealogy."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.core.dates import NotADate
from ojaq.registry.access import Viewer
from ojaq.registry.access.selectors import consented, the_registry
from ojaq.registry.exchange.gedcom_families import families_of
from ojaq.registry.exchange.gedcom_people import (
    PersonTold,
    SaidDate,
    SaidEvent,
    SaidName,
    TieTold,
    births_among,
)
from ojaq.registry.exchange.gedcom_writing import Book, DatedName, lines_of
from ojaq.registry.exchange.services.exporting import note_leaving, standing
from ojaq.registry.exchange.services.leaving import Exported, permit, whole_file, write_about
from ojaq.registry.families.living import surely_dead
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.models import Belonging, Protection
from ojaq.registry.identity.services.numbering import numbers_of
from ojaq.registry.places.models import PlaceName
from ojaq.registry.registration.models import Mention, Registration, Tie
from ojaq.registry.registration.stated import moment

FICTIONAL = "FICTIONAL: everybody in this file was invented for a demonstration."
_AT_ONCE = 500
Version = Literal["7.0", "5.5.1"]


def export_gedcom(
    *, path: Path, by: Viewer, purpose: str = "register", version: Version = "7.0", with_living: bool = False
) -> Exported:
    """Write persons and families of the testimonies that agreed to `purpose`.

    Whoever may live is written as "Living", with their place in the family and nothing else. `with_living` shows them too,
    which the ledger says; a protected person is never shown. Raises NotPermitted.
    """
    permit(by, "gedcom-with-living" if with_living else "gedcom")
    sources: dict[int, UUID] = {}
    people: dict[int, PersonTold] = {}
    ties: list[TieTold] = []
    stayed = 0
    for batch in standing():
        agreed = consented(registrations=[row.uuid for row in batch], purpose=purpose)
        leaving = [row for row in batch if row.uuid in agreed]
        note_leaving(leaving, by)
        stayed += len(batch) - len(leaving)
        sources |= {row.pk: row.uuid for row in leaving}
        ties += _gather(leaving, people)
    book = _book(people, ties, sources, seven=version == "7.0", with_living=with_living)
    with whole_file(path) as target:
        target.writelines(f"{line}\n".encode() for line in lines_of(book))
    figures = {"persons": len(people), "families": len(book.families), "shown": len(book.open_people)}
    write_about(path, kind="gedcom", figures=figures)
    return Exported(path, figures, stayed)


def _book(
    people: dict[int, PersonTold], ties: list[TieTold], sources: dict[int, UUID], *, seven: bool, with_living: bool
) -> Book:  # fmt: skip
    registry = the_registry()
    today = timezone.localdate()
    protected = set(
        Protection.objects.filter(lifted_at=None).values_list("mention__belonging__person_id", flat=True)
    )
    shown = set(people) if with_living else surely_dead(people, births_among(ties), today)
    return Book(
        people=people,
        open_people=frozenset(shown - protected),
        families=families_of(ties),
        sources={number: str(uuid) for number, uuid in sources.items()},
        place_names=_place_names(people),
        seven=seven,
        stamp=FICTIONAL if registry and registry.fictional else "",
        made_on=today,
    )


def _gather(leaving: list[Registration], people: dict[int, PersonTold]) -> Iterator[TieTold]:
    """Adds what these testimonies tell to the people, and answers with their ties."""
    mentions = list(Mention.objects.filter(registration__in=leaving).order_by("pk"))
    number = dict(Belonging.objects.filter(mention__in=mentions).values_list("mention_id", "person_id"))
    if alone := [row.pk for row in mentions if row.pk not in number]:
        with transaction.atomic():
            number.update(numbers_of(alone))
    for row in mentions:
        _add(people.setdefault(number[row.pk], PersonTold(number[row.pk])), row)
    for tie in Tie.objects.filter(registration__in=leaving).order_by("pk"):
        a, b = number[tie.a_id], number[tie.b_id]
        if a != b:
            dates = (_dated(tie.began), _dated(tie.ended))
            yield TieTold(tie.kind, a, b, tie.nature, tie.registration_id, *dates)


def _add(person: PersonTold, row: Mention) -> None:
    source = row.registration_id
    name = SaidName(row.given, row.patronymic, row.family, row.birth_family, row.as_written, tuple(row.also))
    if name != SaidName():
        person.names.setdefault(name, []).append(source)
    if row.sex != "unknown":
        person.sexes.setdefault(row.sex, []).append(source)
    birth = SaidEvent(_of(row, "born"), row.born_in, row.born_in_place_id)
    if birth != SaidEvent():
        person.births.setdefault(birth, []).append(source)
    death = SaidEvent(_of(row, "died"))
    if death != SaidEvent():
        person.deaths.setdefault(death, []).append(source)
    if row.origin:
        home = SaidEvent(SaidDate(), row.origin, row.origin_place_id)
        person.origins.setdefault(home, []).append(source)
    person.told_dead |= death != SaidEvent() or row.living is False
    person.told_living |= row.living is True


def _of(row: Mention, what: str) -> SaidDate:
    parts = ("", "_said", "_calendar", "_from", "_to")
    found = SaidDate(*(getattr(row, f"{what}{part}") for part in parts))
    return found if found.edtf or found.said or found.earliest or found.latest else SaidDate()


def _dated(value: Any) -> SaidDate:
    """A date of a tie, kept as it came."""
    try:
        said = moment(value)
    except NotADate:
        return SaidDate()
    if said is None:
        return SaidDate()
    earliest: datetime.date | None = said.earliest
    return SaidDate(said.edtf or "", said.as_said or "", str(said.calendar), earliest, said.latest)


def _place_names(people: dict[int, PersonTold]) -> dict[int, list[DatedName]]:
    """The names with a date of the places that somebody comes from or was born in."""
    rows = {
        event.place_row
        for person in people.values()
        for events in (person.births, person.origins)
        for event in events
        if event.place_row
    }
    found: dict[int, list[DatedName]] = {}
    for some in batches(sorted(rows), _AT_ONCE):
        dated = PlaceName.objects.filter(place__in=some).exclude(begins="", ends="").order_by("pk")
        for place, *name in dated.values_list("place_id", "name", "lang", "begins", "ends", "source"):
            found.setdefault(place, []).append(DatedName(*name))
    return found
