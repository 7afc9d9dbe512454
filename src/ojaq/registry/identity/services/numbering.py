"""Giving out register numbers. Inside the caller's transaction."""

from __future__ import annotations

import os
from collections.abc import Iterable

import numpy as np

from ojaq.registry.identity.bulk import batches, insert
from ojaq.registry.identity.models import NumberSeries, Person
from ojaq.registry.identity.number import Series

IDS_AT_ONCE = 10_000

_series: dict[bytes, Series] = {}


def numbers_of(oldest: Iterable[int]) -> dict[int, int]:
    """The register number of each oldest mention; those that never had one are given one now."""
    wanted = sorted(oldest)
    found: dict[int, int] = {}
    for some in batches(wanted, IDS_AT_ONCE):
        rows = Person.objects.filter(anchor__in=some).order_by("-given")
        found.update(rows.values_list("anchor_id", "number"))
    missing = [mention for mention in wanted if mention not in found]
    found.update(_given_out(missing))
    return found


def _given_out(mentions: list[int]) -> dict[int, int]:
    if not mentions:
        return {}
    series = NumberSeries.objects.select_for_update().first()
    if series is None:
        series = NumberSeries.objects.create(key=os.urandom(32))
    counts = np.arange(series.given, series.given + len(mentions))
    numbers = _permutation(bytes(series.key)).numbers(counts).tolist()
    rows = list(zip(numbers, counts.tolist(), mentions, strict=True))
    insert(Person, ("number", "given", "anchor_id"), rows)
    series.given += len(mentions)
    series.save(update_fields=["given"])
    return dict(zip(mentions, numbers, strict=True))


def _permutation(key: bytes) -> Series:
    if key not in _series:
        _series[key] = Series(key)
    return _series[key]
