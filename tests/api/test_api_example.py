"""The example of `docs/api.md`, run as it stands there, over a real connection."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs/api.md"


@pytest.mark.django_db(transaction=True)
def test_the_example_registers_and_asks(
    live_server: object,
    registry: object,
    clerk_account: object,
    token_for: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    told = {"OJAQ": live_server.url, "TOKEN": token_for(clerk_account, "register", "ask")}  # type: ignore[attr-defined]
    exec(compile(found[1], str(PAGE), "exec"), told)
    number = told["received"]["number"]  # type: ignore[index]
    assert number in capsys.readouterr().out
    assert [card["number"] for card in told["cards"]] == [number]  # type: ignore[union-attr]
