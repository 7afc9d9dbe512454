"""The counter's one service: a testimony comes in, its people are found among those already known, a receipt goes out."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from ojaq.registry.access import Viewer, engine
from ojaq.registry.desk.models import Receipt
from ojaq.registry.desk.receipt_number import new_number
from ojaq.registry.identity.models import Belonging
from ojaq.registry.registration.models import Mention, Registration
from ojaq.registry.registration.services import register
from ojaq.registry.review.services import resolve

# Two runs at once would place the same newcomers twice. Who waits here finds theirs placed by the run before.
_one_run = threading.Lock()


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a testimony: its registration, its receipt number, the register number of each of its people by ref."""

    registration: Registration
    numbers: Mapping[str, int]
    receipt: str


def receive(*, testimony: Mapping[str, Any], by: Viewer, same_registrant: bool = False) -> Received:
    """Register a testimony, make its receipt, resolve its mentions. Each step stands by itself, so that other words under a
    known id stay in quarantine when they are refused; the same testimony sent again answers with what stands and makes what
    is missing.

    Raises what `registration.services.register` raises.
    """
    registration = register(testimony=testimony, by=by, same_registrant=same_registrant)
    receipt = receipt_of(registration)
    return Received(registration, place(registration), receipt.number)


def store(*, testimony: Mapping[str, Any], by: Viewer, same_registrant: bool) -> tuple[Registration, Receipt]:
    """Register, and make the receipt, in the caller's transaction."""
    registration = register(testimony=testimony, by=by, same_registrant=same_registrant)
    return registration, receipt_of(registration)


def receipt_of(registration: Registration) -> Receipt:
    """The receipt of a registration, made now where it has none."""
    receipt, _ = Receipt.objects.get_or_create(
        registration=registration.uuid,
        defaults={
            "number": new_number(),
            "office": registration.office,
            "language": registration.language[:12],
            "made_at": timezone.now(),
        },
    )
    return receipt


def place(registration: Registration) -> Mapping[str, int]:
    """Resolve what is new, unless it is resolved already; answers with the register number of each ref."""
    numbers = numbers_of(registration.uuid)
    if not numbers:
        with _one_run:
            resolve(by=engine())
        numbers = numbers_of(registration.uuid)
    return numbers


def numbers_of(registration: UUID) -> Mapping[str, int]:
    """The register number of each ref of a registration, as it answers now; empty before it was resolved."""
    refs = dict(Mention.objects.filter(registration__uuid=registration).values_list("pk", "ref"))
    rows = Belonging.objects.filter(mention__in=refs).values_list("mention_id", "person_id")
    return {refs[mention]: number for mention, number in rows}
