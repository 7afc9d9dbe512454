"""The rows a person's page is made of, in a few queries whatever the size of the family."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from ojaq.registry.access import Act, Viewer
from ojaq.registry.families.kin import StatedTie
from ojaq.registry.families.pages import Source
from ojaq.registry.identity.blocks import NATURES_OF_BIRTH
from ojaq.registry.identity.models import Belonging
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import Told
from ojaq.registry.registration.models import Mention, State, Tie


@dataclass(frozen=True, slots=True)
class Rows:
    """One person: its mentions, its ties, the persons at the other ends, and the testimonies as sources by row."""

    person: int
    mentions: tuple[Mention, ...]
    ties: tuple[StatedTie, ...]
    person_of: dict[int, int]
    sources: dict[int, Source]


def rows_of(*, person: int, viewer: Viewer) -> Rows:
    """Everything told of one person in current registrations."""
    kept = Mention.objects.filter(belonging__person=person, registration__state=State.CURRENT)
    mentions = tuple(kept.select_related("registration", "registration__office").order_by("pk"))
    numbers = {mention.pk for mention in mentions}
    stated = Tie.objects.filter(Q(a__in=numbers) | Q(b__in=numbers)).order_by("pk")
    columns = ("kind", "a_id", "b_id", "nature", "registration_id", "flagged")
    ties = tuple(StatedTie(*row) for row in stated.values_list(*columns))
    ends = {end for tie in ties for end in (tie.a, tie.b)} | numbers
    person_of = dict(Belonging.objects.filter(mention__in=ends).values_list("mention_id", "person_id"))
    return Rows(person, mentions, ties, person_of, _sources(mentions, person, viewer))


def _sources(mentions: Collection[Mention], person: int, viewer: Viewer) -> dict[int, Source]:
    registrations = {mention.registration_id: mention.registration for mention in mentions}
    tellers = Mention.objects.filter(registration__in=registrations, registrant=True)
    told_by = {
        row[0]: row[1:] for row in tellers.values_list("registration_id", "given", "family", "as_written", "name_language",
                                                       "belonging__person_id")
    }  # fmt: skip
    return {
        number: _source(registration, told_by.get(number), person, viewer)
        for number, registration in registrations.items()
    }


def _source(registration: object, teller: tuple[object, ...] | None, person: int, viewer: Viewer) -> Source:
    from ojaq.registry.identity.cards import Said
    from ojaq.registry.registration.models import Registration

    assert isinstance(registration, Registration)
    may_open = viewer.may(Act.OPEN_REGISTRATION, office=registration.office.code)
    number = teller[4] if teller else None
    name = None
    if teller and may_open:
        given, family, written, language = (str(part) for part in teller[:4])
        name = Said(
            " ".join(part for part in (given, family) if part) or written, language or registration.language
        )
    return Source(
        registration=registration.uuid,
        recorded_on=registration.recorded_on,
        office=registration.office.code,
        may_open=may_open,
        own_telling=number == person,
        teller=name,
        teller_number=number if may_open and isinstance(number, int) else None,
    )


def children_of(*, parents: Collection[int]) -> list[tuple[int, int]]:
    """(parent, child) as register numbers, of all birth ties of these persons."""
    elders = dict(Belonging.objects.filter(person__in=parents).values_list("mention_id", "person_id"))
    ties = Tie.objects.filter(kind="parent", a__in=elders, nature__in=NATURES_OF_BIRTH)
    pairs = ties.values_list("a_id", "b__belonging__person_id")
    return sorted({(elders[parent], child) for parent, child in pairs if child is not None})


def shown_as(*, persons: Collection[int]) -> dict[int, list[Told]]:
    """The mentions of other persons, for their names and years."""
    return told_of(persons=persons)
