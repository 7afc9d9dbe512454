"""Two people for what one must not do alone: a proposal is asked for, somebody else answers, and the answer is used once.

An answer holds for exactly what was asked: its digest is of everything the act depends on, so when that has changed meanwhile
the answer fits no more. It does not outlive its hours, nor the role of whoever gave it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785
from django.db import transaction
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access.binding import binds
from ojaq.registry.access.errors import (
    AlreadyAnswered,
    NeedsSecondPerson,
    NoSuchApproval,
    SamePerson,
    SameSession,
    StaleApproval,
)
from ojaq.registry.access.models import Account, Approval, Office
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import SECOND, Act, Role
from ojaq.registry.access.selectors import viewer_of
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record
from ojaq.registry.ledger.entry import Subject

__all__ = ["Proposal", "answer_proposal", "ask_second", "second_person"]

WAITS = dt.timedelta(hours=24)
"""How long a proposal waits for an answer."""

HOLDS = dt.timedelta(hours=2)
"""How long an answer may be used."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody wishes to do: the act, the things it is about (codes and numbers), and all that it depends on."""

    act: Act
    subjects: tuple[Subject, ...]
    payload: Mapping[str, Any]
    office: str | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 of the canonical form."""
        told = {"act": str(self.act), "subjects": [list(each) for each in self.subjects], **self.payload}
        return hashlib.sha256(rfc8785.dumps(told)).digest()


def second_person(*, proposal: Proposal, by: Viewer) -> None:
    """Let the act go on when a second person agreed to exactly this, and use the answer up; in rehearsal always.

    Called within the act's own transaction, so that an act that fails leaves the answer unused.
    Raises NeedsSecondPerson, NotPermitted.
    """
    if proposal.act not in SECOND or not binds():
        return
    if by.account is None:
        raise NotPermitted
    row = (
        Approval.objects.select_for_update()
        .filter(act=proposal.act, digest=proposal.digest, asked_by=by.account, granted=True, used_at=None)
        .order_by("-pk")
        .first()
    )
    if row is None or row.until <= timezone.now() or not _still_may(row):
        raise NeedsSecondPerson(proposal)
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])


def _still_may(row: Approval) -> bool:
    """Whether whoever answered could still answer so now: an account that was closed or lost its role agrees to nothing."""
    if row.answered_by is None:
        return False
    account = Account.objects.filter(uuid=row.answered_by, is_active=True).first()
    return account is not None and bool(viewer_of(account).roles & SECOND[Act(row.act)])


@transaction.atomic
def ask_second(*, proposal: Proposal, by: Viewer) -> Approval:
    """Ask for a second person's answer; asked twice, it is asked once. Raises NotPermitted."""
    require(by, proposal.act, office=proposal.office)
    if by.account is None:
        raise NotPermitted
    now = timezone.now()
    waiting = Approval.objects.filter(
        act=proposal.act, digest=proposal.digest, asked_by=by.account, used_at=None, until__gt=now
    ).exclude(granted=False)
    if there := waiting.first():
        return there
    row = Approval.objects.create(
        act=proposal.act,
        digest=proposal.digest,
        about=[list(each) for each in proposal.subjects],
        office=Office.objects.filter(code=proposal.office).first(),
        asked_by=by.account,
        asked_in=by.session,
        asked_at=now,
        until=now + WAITS,
    )
    _note(row, by, "asked")
    return row


@transaction.atomic
def answer_proposal(*, approval: int, granted: bool, by: Viewer) -> Approval:
    """Agree to somebody else's proposal, or not.

    Raises NoSuchApproval, NotPermitted, SamePerson, SameSession, AlreadyAnswered, StaleApproval.
    """
    require(by, Act.APPROVE)
    row = Approval.objects.select_for_update().filter(pk=approval).first()
    if row is None:
        raise NoSuchApproval
    _check_second(row, by)
    now = timezone.now()
    row.answered_by, row.answered_in, row.answered_at, row.granted = by.account, by.session, now, granted
    row.until = min(row.until, now + HOLDS)
    row.save()
    _note(row, by, "granted" if granted else "declined")
    return row


def _check_second(row: Approval, by: Viewer) -> None:
    if not by.roles & (SECOND[Act(row.act)] - {Role.OPERATOR}) or by.account is None:
        raise NotPermitted
    if by.account == row.asked_by:
        raise SamePerson
    if by.session and by.session == bytes(row.asked_in):
        raise SameSession
    if row.answered_at is not None:
        raise AlreadyAnswered
    if row.until <= timezone.now():
        raise StaleApproval


def _note(row: Approval, by: Viewer, reason: str) -> None:
    about = [(str(kind), str(number)) for kind, number in row.about]
    record(act=Act.APPROVE, by=by, subjects=[("approval", str(row.pk)), *about], reason=reason)
