"""Reading testimonies. What is handed out are values, in the order of their numbers."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.limits import OWN, registered_lately
from ojaq.registry.access.models import Office
from ojaq.registry.ledger import record
from ojaq.registry.registration.errors import NoSuchRegistration
from ojaq.registry.registration.filing import DOCUMENT
from ojaq.registry.registration.models import Flag, Mention, Quarantined, Registration, State, Supersession

__all__ = [
    "Figures",
    "KeptTestimony",
    "figures",
    "kept_testimonies",
    "numbers",
    "registration_of",
    "sealed_lines",
]

_TIE = re.compile(r"ties\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class KeptTestimony:
    """One registration as it is kept. `mentions` are the row numbers of its people, in order; `flagged` the weak ties' places."""

    row: int
    uuid: UUID
    office: str
    content: Mapping[str, Any]
    mentions: tuple[int, ...]
    flagged: frozenset[int]


def numbers(*, viewer: Viewer, after: int = 0) -> list[int]:
    """The row numbers of all current registrations beyond `after`, ascending."""
    require(viewer, Act.RESOLVE)
    rows = Registration.objects.filter(state=State.CURRENT, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def kept_testimonies(
    *, viewer: Viewer, after: int = 0, only: Sequence[int] | None = None, at_once: int = 500
) -> Iterator[KeptTestimony]:
    """Current registrations in the order of their numbers, `at_once` in memory at a time: what the engine judges.

    `only` restricts to these row numbers. Asks for the permission to resolve; the run that reads writes the ledger entry.
    """
    require(viewer, Act.RESOLVE)
    wanted = sorted(only) if only is not None else None
    while True:
        rows = Registration.objects.filter(state=State.CURRENT, pk__gt=after).order_by("pk")
        if wanted is not None:
            some, wanted = wanted[:at_once], wanted[at_once:]
            rows = rows.filter(pk__in=some)
        batch = list(rows.values_list("pk", "uuid", "office__code", "document")[:at_once])
        yield from _opened(batch)
        if (wanted is not None and not wanted) or (wanted is None and not batch):
            return
        if wanted is None:
            after = batch[-1][0]


def _opened(batch: list[tuple[int, UUID, str, bytes | memoryview[int] | None]]) -> Iterator[KeptTestimony]:
    rows = [row for row, *_ in batch]
    mentions: dict[int, list[int]] = defaultdict(list)
    for row, mention in (
        Mention.objects.filter(registration__in=rows)
        .order_by("registration", "position")
        .values_list("registration", "pk")
    ):
        mentions[row].append(mention)
    weak = _weak_ties(rows)
    plain = vault.open_many([(uuid, DOCUMENT, bytes(sealed or b"")) for _, uuid, _, sealed in batch])
    for (row, uuid, office, _), words in zip(batch, plain, strict=True):
        yield KeptTestimony(
            row=row,
            uuid=uuid,
            office=office,
            content=json.loads(words),
            mentions=tuple(mentions[row]),
            flagged=frozenset(weak[row]),
        )


def _weak_ties(rows: Iterable[int]) -> dict[int, set[int]]:
    weak: dict[int, set[int]] = defaultdict(set)
    for row, fields in Flag.objects.filter(registration__in=list(rows)).values_list("registration", "fields"):
        weak[row].update(int(found[1]) for found in map(_TIE.fullmatch, fields) if found)
    return weak


def sealed_lines(
    *, viewer: Viewer, states: Sequence[str] = (State.CURRENT,), at_once: int = 500
) -> Iterator[tuple[Registration, bytes]]:
    """Registrations of these states with their canonical bytes, in order: what an export writes. The exporter is logged."""
    require(viewer, Act.EXPORT)
    after = 0
    while True:
        rows = (
            Registration.objects.select_related("office")
            .filter(state__in=states, pk__gt=after)
            .order_by("pk")[:at_once]
        )
        batch = list(rows)
        if not batch:
            return
        after = batch[-1].pk
        plain = vault.open_many(
            [(row.uuid, DOCUMENT, bytes(row.document or b"")) for row in batch if row.document]
        )
        words = iter(plain)
        yield from ((row, next(words) if row.document else b"") for row in batch)


def registration_of(*, uuid: UUID, viewer: Viewer) -> KeptTestimony:
    """One registration, opened in full for a viewer of its office; the reading is in the ledger before the words are handed out.

    Raises NoSuchRegistration for one that is not there, was withdrawn, or belongs to an office this viewer does not see;
    NotPermitted for a viewer who sees none; TooManyOpened.
    """
    require(viewer, Act.OPEN_REGISTRATION)
    own = viewer.account is not None and uuid in registered_lately(viewer.account)
    with transaction.atomic():
        row = Registration.objects.select_related("office").filter(uuid=uuid).exclude(document=None).first()
        if row is None or not viewer.may(Act.OPEN_REGISTRATION, office=row.office.code):
            raise NoSuchRegistration
        record(
            act=Act.OPEN_REGISTRATION,
            by=viewer,
            subjects=[("registration", str(uuid))],
            office=row.office.code,
            reason=OWN if own else "",
        )
    assert row.document is not None
    return next(_opened([(row.pk, row.uuid, row.office.code, bytes(row.document))]))


def is_kept(*, uuid: UUID, viewer: Viewer) -> bool:
    """Whether a registration stands under this id, so that a door can say "kept before". Asked by whoever registers."""
    require(viewer, Act.REGISTER)
    return Registration.objects.filter(uuid=uuid).exclude(state=State.TAKEN_BACK).exists()


@dataclass(frozen=True, slots=True)
class Figures:
    """How much there is, over the whole register."""

    registrations: int
    superseded: int
    withdrawn: int
    taken_back: int
    mentions: int
    flagged: int
    quarantined: int
    proposed_supersessions: int
    offices: int


def figures(*, viewer: Viewer) -> Figures:
    """The figures of the register. They name nobody, so they need the permission and no ledger entry."""
    require(viewer, Act.READ_FIGURES)
    past = Registration.objects.filter(state__in=set(State) - {State.CURRENT}).values("pk")
    states = dict(Registration.objects.values_list("state").annotate(Count("pk")))
    return Figures(
        registrations=states.get(State.CURRENT, 0),
        superseded=states.get(State.SUPERSEDED, 0),
        withdrawn=states.get(State.WITHDRAWN, 0),
        taken_back=states.get(State.TAKEN_BACK, 0),
        mentions=Mention.objects.count() - Mention.objects.filter(registration__in=past).count(),
        flagged=Flag.objects.filter(settled_at=None, registration__state=State.CURRENT)
        .values("registration")
        .distinct()
        .count(),
        quarantined=Quarantined.objects.filter(settled_at=None).count(),
        proposed_supersessions=Supersession.objects.filter(decided_at=None).count(),
        offices=Office.objects.count(),
    )
