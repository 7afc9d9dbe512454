"""The examples of `docs/api.md`, run as they stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ojaq.registry.clients.events import signature

PAGE = Path(__file__).parents[2] / "docs/api.md"


def examples() -> list[str]:
    """The Python of the page, block by block."""
    return re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_example_tells_our_signature_from_another() -> None:
    told: dict[str, Any] = {}
    exec(compile(examples()[1], str(PAGE), "exec"), told)
    body = b'{"ojaq":"webhook/1"}'
    header = signature("mulberry", body, at=1_000)
    assert told["is_ours"]("mulberry", header, body, now=1_100)
    assert not told["is_ours"]("mulberry", header, body + b" ", now=1_100)
    assert not told["is_ours"]("another", header, body, now=1_100)
    assert not told["is_ours"]("mulberry", header, body, now=2_000)


@pytest.mark.django_db(transaction=True)
def test_the_example_registers_and_asks(
    live_server: object,
    registry: object,
    clerk_account: object,
    token_for: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    registers = examples()[0]
    told = {"OJAQ": live_server.url, "TOKEN": token_for(clerk_account, "register", "ask")}  # type: ignore[attr-defined]
    exec(compile(registers, str(PAGE), "exec"), told)
    number = told["received"]["number"]  # type: ignore[index]
    assert number in capsys.readouterr().out
    assert [card["number"] for card in told["cards"]] == [number]  # type: ignore[union-attr]
