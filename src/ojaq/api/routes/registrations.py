"""Taking a testimony in."""

from __future__ import annotations

from typing import Any

from ninja.responses import Status

from ojaq.api.door import Question
from ojaq.registry.desk.services import receive
from ojaq.registry.registration.errors import RegistrationRefused
from ojaq.registry.registration.reading import read
from ojaq.registry.registration.refusal import Refusal
from ojaq.registry.registration.selectors import is_kept


def take(request: Question) -> Status[dict[str, Any]]:
    """Keep one testimony (registration/1) and find its people. Sent twice, it is kept once and answered alike."""
    document = read(request.body, channel="counter")
    if isinstance(document, Refusal):
        raise RegistrationRefused(document)
    before = is_kept(uuid=document.uuid, viewer=request.viewer)
    received = receive(testimony=document.content, by=request.viewer)
    kept = received.registration
    numbers = {ref: str(number) for ref, number in received.numbers.items()}
    told = {
        "registration": str(kept.uuid),
        "kept_before": before,
        "received_at": kept.received_at,
        "office": kept.office.code,
        "number": numbers.get(kept.registrant),
        "numbers": numbers,
    }
    return Status(200 if before else 201, told)
