"""Families being told: begun, kept with every change, thrown away. Sealed from the first word, with a key of their own.

Keeping writes no ledger entry: a draft is nobody's testimony yet, and its clerk typed every word of it. Beginning and
throwing away do.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.models import Office
from ojaq.registry.access.services import office_called
from ojaq.registry.desk.errors import AlreadyRegistered, NoSuchDraft, OpenElsewhere
from ojaq.registry.desk.form import Form
from ojaq.registry.desk.models import Draft
from ojaq.registry.ledger import record

PLACE = "draft.form"


@dataclass(frozen=True, slots=True)
class DraftKept:
    """A family being told, opened. `hand` names the page that kept it last, `version` counts what was kept."""

    uuid: UUID
    registration: UUID
    office: str
    version: int
    hand: str
    continues: int
    begun_at: datetime
    kept_at: datetime
    sent_at: datetime | None
    form: Form


@transaction.atomic
def begin(*, form: Form, by: Viewer, continues: int = 0) -> DraftKept:
    """Begin a family at the viewer's office. `continues`: the register number of the person who is here. Raises NotPermitted."""
    require(by, Act.REGISTER, office=by.office)
    uuid, now = uuid4(), timezone.now()
    vault.new_key(uuid)
    row = Draft.objects.create(
        uuid=uuid, registration=uuid4(), office=_office(by), account=by.account, continues=continues, begun_at=now, kept_at=now,
        sealed=_sealed(uuid, form),
    )  # fmt: skip
    record(act=Act.REGISTER, by=by, subjects=[("draft", str(uuid))], office=by.office, reason="begun")
    return opened(row, form)


@transaction.atomic
def keep(
    *, draft: UUID, change: Callable[[Form], Form], hand: str, seen: int, by: Viewer, anyway: bool = False
) -> DraftKept:
    """Keep a change of a family being told, sealed and on disk when this returns.

    `hand` names the page, `seen` the version it knows. A page that another one overtook is refused, unless it goes on
    `anyway`. Raises NoSuchDraft, AlreadyRegistered, OpenElsewhere, NotPermitted.
    """
    row = own(draft, by, lock=True)
    require(by, Act.REGISTER, office=row.office.code)
    if row.sent_at is not None:
        raise AlreadyRegistered
    if row.hand not in ("", hand) and seen < row.version and not anyway:
        raise OpenElsewhere
    form = change(form_kept(row))
    row.sealed, row.version, row.hand, row.kept_at = (
        _sealed(row.uuid, form),
        row.version + 1,
        hand,
        timezone.now(),
    )
    row.save(update_fields=["sealed", "version", "hand", "kept_at"])
    return opened(row, form)


@transaction.atomic
def throw_away(*, draft: UUID, by: Viewer) -> None:
    """Forget a family that was not registered. Raises NoSuchDraft, AlreadyRegistered."""
    row = own(draft, by, lock=True)
    require(by, Act.REGISTER, office=row.office.code)
    if row.sent_at is not None:
        raise AlreadyRegistered
    vault.shred(registration=row.uuid, at_once=False)
    record(
        act=Act.REGISTER,
        by=by,
        subjects=[("draft", str(row.uuid))],
        office=row.office.code,
        reason="thrown-away",
    )
    row.delete()


def own(draft: UUID, by: Viewer, *, lock: bool = False) -> Draft:
    """The row of a draft of this account. Raises NoSuchDraft for one that is not there and for somebody else's alike."""
    rows = Draft.objects.select_related("office").filter(uuid=draft, account=by.account)
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise NoSuchDraft
    return row


def form_kept(row: Draft) -> Form:
    """The form of a draft that was not sent yet."""
    form: Form = json.loads(
        vault.open_sealed(registration=row.uuid, place=PLACE, sealed=bytes(row.sealed or b""))
    )
    return form


def opened(row: Draft, form: Form) -> DraftKept:
    """A row as a value."""
    return DraftKept(
        uuid=row.uuid, registration=row.registration, office=row.office.code, version=row.version, hand=row.hand,
        continues=row.continues, begun_at=row.begun_at, kept_at=row.kept_at, sent_at=row.sent_at, form=form,
    )  # fmt: skip


def _sealed(uuid: UUID, form: Form) -> bytes:
    return vault.seal(registration=uuid, place=PLACE, plain=json.dumps(form, ensure_ascii=False).encode())


def _office(by: Viewer) -> Office:
    return office_called(by.office)
