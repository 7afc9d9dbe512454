"""Testimonies that wait for somebody's eyes: flagged ones, other words in quarantine, proposed corrections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.cards import Said
from ojaq.registry.ledger import record
from ojaq.registry.registration.filing import DOCUMENT, QUARANTINE
from ojaq.registry.registration.models import Flag, Mention, Quarantined, Registration, State, Supersession
from ojaq.registry.review.errors import NoSuchTestimony
from ojaq.registry.review.pages import Difference, FlaggedLine, Listed, TwoWordings, WaitingLine

LINES = 25
_LONGEST = 400
_NOT_COMPARED = frozenset({"id", "supersedes"})


def flagged(*, viewer: Viewer, before: int | None = None, at_most: int = LINES) -> Listed:
    """Testimonies of the viewer's offices that say something doubtful, newest first. The reading is in the ledger.

    Raises NotPermitted.
    """
    require(viewer, Act.OPEN_REVIEW)
    require(viewer, Act.OPEN_REGISTRATION)
    rows = _of_offices(Flag.objects.filter(settled_at=None, registration__state=State.CURRENT), viewer)
    if before:
        rows = rows.filter(registration__lt=before)
    numbers = list(
        rows.order_by("-registration").values_list("registration", flat=True).distinct()[: at_most + 1]
    )
    shown = numbers[:at_most]
    lines = _flagged_lines(shown)
    _note([line.registration for line in lines], viewer)
    return Listed(lines, shown[-1] if len(numbers) > at_most else None)


def _flagged_lines(numbers: list[int]) -> tuple[FlaggedLine, ...]:
    flags: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for number, code, fields in (
        Flag.objects.filter(registration__in=numbers, settled_at=None)
        .order_by("pk")
        .values_list("registration", "code", "fields")
    ):
        flags.setdefault(number, []).append((code, tuple(map(str, fields))))
    rows = Registration.objects.select_related("office").in_bulk(numbers)
    tellers = _tellers(numbers)
    return tuple(
        FlaggedLine(
            row=number,
            registration=rows[number].uuid,
            office=rows[number].office.code,
            recorded_on=rows[number].recorded_on,
            registrant=tellers.get(number, (Said(""), None))[0],
            number=tellers.get(number, (Said(""), None))[1],
            flags=tuple(flags.get(number, ())),
        )
        for number in numbers
    )


def waiting(*, kind: str, viewer: Viewer, before: int | None = None, at_most: int = LINES) -> Listed:
    """Other words that wait: kind "quarantine" or "corrections", of the viewer's offices, newest first.

    The reading is in the ledger. Raises NotPermitted, NoSuchTestimony.
    """
    require(viewer, Act.OPEN_REVIEW)
    require(viewer, Act.OPEN_REGISTRATION)
    rows = _of_offices(_waiting(kind), viewer)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: at_most + 1])
    lines = _lines(kind, found[:at_most])
    _note([line.registration for line in lines], viewer)
    return Listed(lines, found[at_most - 1].pk if len(found) > at_most else None)


def waiting_counts(*, viewer: Viewer) -> dict[str, int]:
    """Kind -> how many lines its list holds for this viewer: flagged, quarantine, corrections. Names nobody.

    Raises NotPermitted.
    """
    require(viewer, Act.OPEN_REVIEW)
    require(viewer, Act.OPEN_REGISTRATION)
    flags = _of_offices(Flag.objects.filter(settled_at=None, registration__state=State.CURRENT), viewer)
    return {"flagged": flags.values("registration").distinct().count()} | {
        kind: _of_offices(_waiting(kind), viewer).count() for kind in ("quarantine", "corrections")
    }


def two_wordings(*, kind: str, row: int, viewer: Viewer) -> TwoWordings:
    """What stands and what came, side by side; only what differs. Opening both is in the ledger before this returns.

    Raises NotPermitted, NoSuchTestimony.
    """
    require(viewer, Act.OPEN_REVIEW)
    require(viewer, Act.OPEN_REGISTRATION)
    found = _of_offices(_waiting(kind), viewer).filter(pk=row).first()
    if found is None:
        raise NoSuchTestimony
    line = _lines(kind, [found])[0]
    _note([line.registration], viewer)
    stands, came = (_flat(json.loads(words)) for words in _opened(found))
    paths = list(dict.fromkeys((*stands, *came)))
    differing = [path for path in paths if stands.get(path, "") != came.get(path, "")]
    return TwoWordings(
        line=line,
        differences=tuple(
            Difference(path, stands.get(path, "")[:_LONGEST], came.get(path, "")[:_LONGEST])
            for path in differing
        ),
        same=len(paths) - len(differing),
    )


def _waiting(kind: str) -> QuerySet[Any]:
    if kind == "quarantine":
        return Quarantined.objects.filter(settled_at=None).select_related("registration", "office")
    if kind == "corrections":
        return Supersession.objects.filter(decided_at=None).select_related("new", "office")
    raise NoSuchTestimony


def _of_offices(rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    offices = viewer.offices_for(Act.OPEN_REGISTRATION)
    return rows if offices is None else rows.filter(office__code__in=offices)


def _registration(row: Model) -> Registration:
    return row.registration if isinstance(row, Quarantined) else row.new  # type: ignore[attr-defined]


def _lines(kind: str, rows: Iterable[Any]) -> tuple[WaitingLine, ...]:
    rows = list(rows)
    tellers = _tellers([_registration(row).pk for row in rows])
    return tuple(
        WaitingLine(
            row=row.pk,
            kind=kind,
            registration=_registration(row).uuid,
            office=row.office.code,
            at=row.received_at if isinstance(row, Quarantined) else row.proposed_at,
            registrant=tellers.get(_registration(row).pk, (Said(""), None))[0],
        )
        for row in rows
    )


def _opened(row: Quarantined | Supersession) -> list[bytes]:
    """Both wordings: what stands, then what came. Raises NoSuchTestimony when one is not there any more."""
    if isinstance(row, Quarantined):
        kept = row.registration
        sealed = [(kept.uuid, DOCUMENT, kept.document), (kept.uuid, QUARANTINE, row.document)]
    else:
        old = Registration.objects.filter(uuid=row.old).first()
        if old is None:
            raise NoSuchTestimony
        sealed = [(old.uuid, DOCUMENT, old.document), (row.new.uuid, DOCUMENT, row.new.document)]
    if any(document is None for *_, document in sealed):
        raise NoSuchTestimony
    return vault.open_many([(uuid, place, bytes(document or b"")) for uuid, place, document in sealed])


def _flat(told: Any, path: str = "") -> dict[str, str]:
    """A document as path -> text, in its order; what only names the document is left out."""
    if isinstance(told, Mapping):
        parts = {key: value for key, value in told.items() if path or key not in _NOT_COMPARED}
        return {
            at: text
            for key, value in parts.items()
            for at, text in _flat(value, f"{path}.{key}" if path else str(key)).items()
        }
    if isinstance(told, list):
        return {
            at: text
            for place, each in enumerate(told)
            for at, text in _flat(each, f"{path}[{place}]").items()
        }
    return {} if told is None else {path: told if isinstance(told, str) else json.dumps(told)}


def _tellers(registrations: Iterable[int]) -> dict[int, tuple[Said, int | None]]:
    """Registration -> the registrant's name as told, with the register number."""
    rows = Mention.objects.filter(registration__in=list(registrations), registrant=True)
    columns = ("registration", "given", "family", "as_written", "name_language", "belonging__person")
    return {
        registration: (Said(" ".join(filter(None, (given, family))) or written, language), number)
        for registration, given, family, written, language, number in rows.values_list(*columns)
    }


def _note(registrations: Iterable[Any], viewer: Viewer) -> None:
    subjects = [("registration", str(uuid)) for uuid in registrations]
    if not subjects:
        return
    with transaction.atomic():
        record(
            act=Act.OPEN_REGISTRATION,
            by=viewer,
            subjects=subjects,
            office=viewer.office or None,
            reason="review",
        )
