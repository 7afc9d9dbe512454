"""What a screen or an open page asks by itself does not keep a registry unlocked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from ojaq.cli.locking import Attended, Standing


def answer(_environ: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
    """An application."""
    return [b"ok"]


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("/queue", True),
        ("/queue/next", True),
        ("/queue/line", False),
        ("/screen/token/now", False),
        ("/health", False),
    ],
)
def test_what_asks_by_itself_is_not_somebody(path: str, counts: bool) -> None:
    attended = Attended(answer, seconds=10_000, standing=Standing())
    attended._last = 0.0
    attended({"PATH_INFO": path}, lambda *_: None)
    assert (attended._last > 0) is counts
