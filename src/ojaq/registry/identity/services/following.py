"""A testimony that stands in the place of an earlier one speaks of the same people: their numbers go on."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.components import Verdict, parted_by
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.services.grouping import component, regroup
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE
from ojaq.registry.registration.models import Mention, Registration

CERTAIN = 30_000
"""Millibits: no comparison was made, the registrant said it."""


def follow(*, mentions: Iterable[int]) -> int:
    """Join new mentions with those of the testimony they stand in for, by reference. Returns how many."""
    joined = 0
    for some in batches(mentions, IDS_AT_ONCE):
        uuids = Registration.objects.filter(mentions__in=some).values_list("uuid", flat=True).distinct()
        earlier = Registration.objects.filter(superseded_by__in=list(uuids))
        for old, new in earlier.exclude(superseded_by=None).values_list("pk", "superseded_by"):
            assert new is not None
            joined += _follow(old, Registration.objects.only("pk").get(uuid=new).pk)
    return joined


@transaction.atomic
def _follow(old: int, new: int) -> int:
    before = {ref: (mention, sex) for mention, ref, sex in _people(old)}
    joined = 0
    for mention, ref, sex in _people(new):
        earlier, earlier_sex = before.get(ref, (None, ""))
        if earlier is None or {sex, earlier_sex} == {"male", "female"}:
            continue
        low, high = sorted((earlier, mention))
        touched = component((low, high))
        said = any((bond.low, bond.high) == (low, high) for bond in touched.bonds)
        if said or parted_by(touched.bonds, low, high, engine=True) is not None:
            continue
        Judgement.objects.create(
            low_id=low, high_id=high, verdict=Verdict.SAME, by_engine=True, millibits=CERTAIN, at=timezone.now(),
            reasons=[{"code": "superseded", "millibits": CERTAIN}],
        )  # fmt: skip
        regroup((low, high))
        joined += 1
    return joined


def _people(registration: int) -> list[tuple[int, str, str]]:
    return list(Mention.objects.filter(registration=registration).values_list("pk", "ref", "sex"))
