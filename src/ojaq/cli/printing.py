"""How commands answer: plain lines for people, JSON for programs, progress on stderr."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Answer with one line of JSON.")]


def answer(value: Any, *, as_json: bool, lines: list[str]) -> None:
    """Print `value` as one line of JSON, or `lines` for people."""
    if as_json:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))


def tell(sentence: str) -> None:
    """One sentence for people, about what was done."""
    sys.stdout.write(f"{sentence}\n")


def say(sentence: str) -> None:
    """One line of progress on stderr."""
    sys.stderr.write(f"{sentence}\n")
