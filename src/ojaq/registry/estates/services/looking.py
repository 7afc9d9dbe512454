"""Looking again at the estates that are kept: where the family changed, a version is proposed and the desk has a notice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from ojaq.errors import Refused
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.estates.changes import changes_between
from ojaq.registry.estates.models import EstateMember, EstateVersion, SuccessionCase
from ojaq.registry.estates.selectors.page import answers_now
from ojaq.registry.estates.selectors.reckoning import reckoned
from ojaq.registry.estates.services.keeping import propose, remember_members
from ojaq.registry.estates.written import people_of, renumbered
from ojaq.registry.identity.errors import NoSuchPerson
from ojaq.registry.identity.models import Belonging, Judgement
from ojaq.registry.identity.selectors import answering
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Mention, Registration


def look_again(
    *, by: Viewer, estate_of: int | None = None, mentions: Collection[int] = ()
) -> list[EstateVersion]:
    """Reckon the estates anew whose people something was newly told or judged of, and propose a version where shares differ.

    Answers with what was proposed. Nothing that stands is changed. An estate that cannot be reckoned any more is left as it is;
    its page says why. With `estate_of` only that person's estates, whatever was told. `mentions`: of whom something was judged
    that leaves no date, as a judgement given again does. Raises NotPermitted.
    """
    require(by, Act.LOOK_AGAIN)
    now = timezone.now()
    if estate_of is not None:
        looked = SuccessionCase.objects.filter(dead__anchor__belonging__person=answering(number=estate_of))
        touched = list(looked.order_by("pk"))
    else:
        looked = SuccessionCase.objects.all()
        touched = _touched(mentions)
    proposed = []
    for case in touched:
        version = _look(case, by)
        if version is not None:
            proposed.append(version)
    looked.update(looked_at=now)
    return proposed


def _touched(also: Collection[int]) -> list[SuccessionCase]:
    """The cases of whose people something was told or judged since they were looked at; a few too many rather than too few.

    Of whom a testimony told that was withdrawn can no longer be asked, so then it is every case.
    """
    since = SuccessionCase.objects.aggregate(since=Min("looked_at"))["since"]
    if since is None:
        return []
    rows = SuccessionCase.objects.order_by("pk")
    if Registration.objects.filter(withdrawn_at__gte=since).exists():
        return list(rows)
    told = Mention.objects.filter(registration__received_at__gte=since)
    judged = Judgement.objects.filter(Q(at__gte=since) | Q(taken_back_at__gte=since))
    mentions = (
        Q(mention__in=told) | Q(mention__in=judged.values("low")) | Q(mention__in=judged.values("high"))
    )
    people = Belonging.objects.filter(mentions | Q(mention__in=also)).values("person")
    members = EstateMember.objects.filter(
        Q(person__in=people) | Q(person__anchor__belonging__person__in=people)
    )
    return list(rows.filter(pk__in=members.values("case")))


def _look(case: SuccessionCase, by: Viewer) -> EstateVersion | None:
    try:
        dead = answering(number=case.dead_id)
        found = reckoned(dead=dead, regime=case.regime)
    except (Refused, NoSuchPerson):
        return None
    with transaction.atomic():
        # Two who look at once must not both propose the next version.
        SuccessionCase.objects.select_for_update().get(pk=case.pk)
        latest = case.versions.order_by("-number").first()
        assert latest is not None
        standing = case.versions.filter(stands=True).order_by("-number").first() or latest
        newer = changes_between(_as_now(latest), found.body)
        changes = changes_between(_as_now(standing), found.body)
        remember_members(case, found)
        # What the desk left is not proposed again; what was dropped because it held no more is, once it holds again.
        dropped = latest.stands is False and latest.settled_at is None
        if not newer and not dropped:
            return None
        # Nobody has decided about the last proposal and it holds no more: what is reckoned now stands in its place.
        EstateVersion.objects.filter(pk=latest.pk, stands=None).update(stands=False)
        if not changes:
            return None
        version = propose(case, found, changes)
        record(
            act=Act.LOOK_AGAIN, by=by, subjects=[("person", str(dead))], office=by.office or None,
            figures={"version": version.number, "changes": len(changes)},
        )  # fmt: skip
    return version


def _as_now(version: EstateVersion) -> Mapping[str, Any]:
    return renumbered(version.body, answers_now(people_of(version.body)))
