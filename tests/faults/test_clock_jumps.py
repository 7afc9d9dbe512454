"""T4.8: the machine's clock jumps. The ledger refuses nothing and keeps its order, because its order is not the clock's."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from ojaq.registry.access import operator
from ojaq.registry.ledger import record, services
from ojaq.registry.ledger.models import Entry
from ojaq.registry.ledger.selectors import broken_entries, entries_about

pytestmark = [pytest.mark.django_db, pytest.mark.trust("T4.8")]
NOW = dt.datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC)
JUMPS = {
    "as it should": dt.timedelta(0),
    "ten years back: an empty clock battery": dt.timedelta(days=-3653),
    "a day ahead": dt.timedelta(days=1),
    "a leap second said twice": dt.timedelta(seconds=-1),
    "before the first computer": dt.timedelta(days=-365 * 60),
    "as it should again": dt.timedelta(seconds=1),
}


@pytest.fixture
def jumped(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One deed after each jump; their numbers in the order in which they were done."""
    numbers = []
    for jump in JUMPS.values():
        clock = SimpleNamespace(now=lambda zone, jump=jump: NOW + jump)
        monkeypatch.setattr(services, "dt", SimpleNamespace(datetime=clock, UTC=dt.UTC))
        numbers.append(record(act="register", by=operator(), subjects=[("run", "12")]).pk)
    return numbers


def test_the_order_is_that_of_the_deeds(jumped: list[int]) -> None:
    assert jumped == sorted(jumped)
    assert [entry.pk for entry in entries_about(kind="run", number="12")] == jumped
    assert list(broken_entries()) == []


def test_an_order_by_the_clock_would_be_another(jumped: list[int]) -> None:
    """The control: the jumps do reorder what is sorted by time."""
    by_clock = Entry.objects.filter(pk__in=jumped).order_by("at").values_list("pk", flat=True)
    assert list(by_clock) != jumped
