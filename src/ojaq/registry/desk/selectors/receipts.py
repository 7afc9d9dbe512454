"""Receipts: what was said, under which numbers. Opening one opens its registration, and the ledger says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.selectors import is_fictional
from ojaq.registry.desk.errors import NoSuchReceipt
from ojaq.registry.desk.models import Receipt
from ojaq.registry.desk.services.receiving import numbers_of
from ojaq.registry.identity.number import written as register_number
from ojaq.registry.registration.errors import NoSuchRegistration
from ojaq.registry.registration.models import Registration, State
from ojaq.registry.registration.selectors import registration_of


@dataclass(frozen=True, slots=True)
class ReceiptShown:
    """One receipt. `testimony` is empty once the registration was withdrawn; `numbers` are register numbers by ref.

    `state`: current, superseded, withdrawn or taken-back. `waits`: it asks to supersede another and a reviewer has not decided.
    """

    number: str
    registration: UUID
    office: str
    office_name: str
    language: str
    made_at: datetime
    state: str
    testimony: Mapping[str, Any]
    numbers: Mapping[str, str]
    waits: bool
    fictional: bool


def receipt_of(*, number: str, viewer: Viewer) -> ReceiptShown:
    """The receipt with this number, its registration opened. Raises NoSuchReceipt, also for an office not this viewer's."""
    row = Receipt.objects.select_related("office").filter(number=number).first()
    if row is None or not viewer.roles:
        raise NoSuchReceipt
    kept = Registration.objects.filter(uuid=row.registration).first()
    state = kept.state if kept else State.WITHDRAWN.value
    testimony: Mapping[str, Any] = {}
    if state not in (State.WITHDRAWN, State.TAKEN_BACK):
        try:
            testimony = registration_of(uuid=row.registration, viewer=viewer).content
        except NoSuchRegistration as fault:
            raise NoSuchReceipt from fault
    waits = bool(kept and kept.supersessions.filter(decided_at=None).exists())
    numbers = {ref: register_number(number) for ref, number in numbers_of(row.registration).items()}
    return ReceiptShown(
        number=row.number, registration=row.registration, office=row.office.code, office_name=row.office.name,
        language=row.language, made_at=row.made_at, state=state, testimony=testimony, numbers=numbers, waits=waits,
        fictional=is_fictional(),
    )  # fmt: skip


def whose_receipt(*, number: str, viewer: Viewer) -> UUID | None:
    """Whose receipt this is, None for nobody's and for one of an office not this viewer's. Raises NotPermitted."""
    require(viewer, Act.ANSWER_CONSENT)
    row = Receipt.objects.select_related("office").filter(number=number).first()
    return row.registration if row and viewer.may(Act.ANSWER_CONSENT, office=row.office.code) else None


def receipt_number_of(*, registration: UUID) -> str:
    """The number of a registration's receipt, "" where it never had one (an import). A number says nothing about anybody."""
    found = Receipt.objects.filter(registration=registration).values_list("number", flat=True).first()
    return found or ""
