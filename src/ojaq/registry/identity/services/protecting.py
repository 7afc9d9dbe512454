"""A person in danger: never in a counter answer, in no list of a village.

The page of the person opens to stewards only (`selectors/protecting.py`): to everybody else nobody has that number.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.services.alarming import Alarming, raise_alarm
from ojaq.registry.access.services.approving import Proposal, second_person
from ojaq.registry.identity.errors import NoSuchPerson
from ojaq.registry.identity.models import Belonging, Person, Protection
from ojaq.registry.ledger import record

__all__ = ["lift_protection", "protect"]


@transaction.atomic
def protect(*, number: int, reason: str, by: Viewer, note: str = "") -> int:
    """Protect the person a number answers with; protected twice is protected once. Answers that person's number.

    `reason` is a code for the ledger, `note` is sealed there. The mark hangs on each mention that stands now, so that it stays
    whatever is joined or separated later. Raises NotPermitted, NoSuchPerson.
    """
    require(by, Act.PROTECT_PERSON)
    person = _locked(number)
    mentions = Belonging.objects.filter(person=person).values_list("mention_id", flat=True)
    already = set(
        Protection.objects.filter(mention__in=mentions, lifted_at=None).values_list("mention_id", flat=True)
    )
    now = timezone.now()
    Protection.objects.bulk_create(
        Protection(mention_id=mention, since=now, by=by.account)
        for mention in mentions
        if mention not in already
    )
    _note(Act.PROTECT_PERSON, person, reason, note, by)
    return person


@transaction.atomic
def lift_protection(*, number: int, reason: str, by: Viewer, note: str = "") -> int:
    """End the protection of a person; in a live registry two stewards agree to it. Stewards are told by an alarm.

    Raises NotPermitted, NoSuchPerson (also for somebody who is not protected), NeedsSecondPerson.
    """
    require(by, Act.LIFT_PROTECTION)
    person = _locked(number)
    rows = Protection.objects.filter(mention__belonging__person=person, lifted_at=None)
    standing = sorted(rows.values_list("mention_id", flat=True))
    if not standing:
        raise NoSuchPerson
    proposal = Proposal(Act.LIFT_PROTECTION, (("person", str(person)),), {"mentions": standing})
    second_person(proposal=proposal, by=by)
    Protection.objects.filter(mention__in=standing, lifted_at=None).update(lifted_at=timezone.now())
    raise_alarm(kind=Alarming.PROTECTION_LIFTED, account=by.account, figures={"person": person})
    _note(Act.LIFT_PROTECTION, person, reason, note, by)
    return person


def _locked(number: int) -> int:
    row = Person.objects.select_for_update().filter(pk=number).first()
    person = (
        Belonging.objects.filter(mention=row.anchor_id).values_list("person_id", flat=True).first()
        if row
        else None
    )
    if person is None:
        raise NoSuchPerson
    return person


def _note(act: Act, person: int, reason: str, note: str, by: Viewer) -> None:
    record(
        act=act,
        by=by,
        subjects=[("person", str(person))],
        office=by.office or None,
        reason=reason,
        note=note or None,
    )
