"""Families being told, opened by whoever began them and by nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.desk.advice import Advice, advice
from ojaq.registry.desk.errors import NoSuchDraft
from ojaq.registry.desk.models import Draft
from ojaq.registry.desk.reading import reading_of
from ojaq.registry.desk.services.drafts import DraftKept, form_kept, opened, own
from ojaq.registry.desk.services.expiring import stands_for
from ojaq.registry.desk.writing_down import Reading, Words, written_down
from ojaq.registry.places.selectors import book

MOST = 20


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One open family in a list: its name as typed so far. `until` then it stands, unless somebody goes on with it."""

    uuid: UUID
    name: str
    people: int
    kept_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Understood:
    """A draft with what it would say: its testimony so far, the readers, and what is worth asking."""

    draft: DraftKept
    testimony: Mapping[str, Any]
    reading: Reading
    advice: tuple[Advice, ...]


def draft_lines(*, viewer: Viewer) -> list[DraftLine]:
    """The open families of this viewer, the latest first."""
    require(viewer, Act.REGISTER)
    rows = Draft.objects.filter(account=viewer.account, sent_at=None).order_by("-kept_at")[:MOST]
    forms = [(row, form_kept(row)) for row in rows]
    return [
        DraftLine(
            uuid=row.uuid,
            name=form["people"][0].get("name", "")[:80],
            people=len(form["people"]),
            kept_at=row.kept_at,
            until=row.kept_at + stands_for(),
        )
        for row, form in forms
    ]


def draft_of(*, draft: UUID, viewer: Viewer) -> DraftKept:
    """A family being told. Raises NoSuchDraft for somebody else's, and for one that was registered."""
    require(viewer, Act.REGISTER)
    row = own(draft, viewer)
    if row.sent_at is not None:
        raise NoSuchDraft
    return opened(row, form_kept(row))


def registered_as(*, draft: UUID, viewer: Viewer) -> UUID | None:
    """The registration a draft became, None while it is open. Raises NoSuchDraft."""
    row = own(draft, viewer)
    return row.registration if row.sent_at is not None else None


def understood(*, kept: DraftKept, words: Words) -> Understood:
    """What a family says so far. Reads nothing of the register but its book of places."""
    reading = reading_of(office=kept.office, words=words)
    testimony = written_down(kept.form, registration=str(kept.registration), reading=reading)
    asked = advice(kept.form, testimony, today=reading.today, sure_place=_sure)
    return Understood(kept, testimony, reading, tuple(asked))


def _sure(text: str) -> bool | None:
    answer = book().resolve(text)
    return None if not answer.candidates else answer.certain is not None
