"""A day that goes by at the test's own pace, and the small community of the identity tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from registry.identity.conftest import family, told

__all__ = ["family", "told"]

Clock = Callable[[int], None]
NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """`clock(30)`: it is half past nine of a Monday. Nothing moves by itself."""

    def set_to(minutes: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NINE + dt.timedelta(minutes=minutes))

    set_to(0)
    return set_to
