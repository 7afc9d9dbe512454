"""A consent can be taken back, and given later: another answer stands after it, and the latest one counts. None is deleted."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access.errors import UnknownPurpose
from ojaq.registry.access.models import Consent, Purpose
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import Act
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record

__all__ = ["answer_consent"]


@transaction.atomic
def answer_consent(
    *, registration: UUID, purpose: str, given: bool, words: str, version: str, language: str, by: Viewer
) -> Consent:
    """Keep a new answer about one purpose of one registration, with the words it was given to, today.

    "register" is not taken back here: that is a withdrawal of the testimony. Raises UnknownPurpose for what nobody was asked
    or an office this viewer does not see, NotPermitted.
    """
    require(by, Act.ANSWER_CONSENT)
    first = Consent.objects.filter(registration=registration).select_related("office").order_by("id").first()
    known = purpose in Purpose.values and purpose != Purpose.REGISTER
    if first is None or not known or not by.may(Act.ANSWER_CONSENT, office=first.office.code):
        raise UnknownPurpose
    kept = Consent.objects.create(
        registration=registration, office=first.office, purpose=purpose, given=given, on=timezone.localdate().isoformat(),
        words=words, version=version, language=language, by=first.by, basis="consent",
    )  # fmt: skip
    record(
        act=Act.ANSWER_CONSENT,
        by=by,
        subjects=[("registration", str(registration)), ("purpose", purpose.replace("_", "-"))],
        office=first.office.code,
        reason="given" if given else "taken-back",
    )
    return kept
