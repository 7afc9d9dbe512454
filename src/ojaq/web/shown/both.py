"""Words in two languages: the visitor's first, the office's beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import override


@dataclass(frozen=True, slots=True)
class Both:
    """One label in the visitor's language, and in the office's where that says something else ("" else)."""

    own: str
    office: str
    office_language: str = ""


def both(say: Callable[[], str], own: str, office: str) -> Both:
    """Say something in the visitor's language, and in the office's; `office` is "" where it is the same."""
    with override(own):
        first = say()
    if not office:
        return Both(first, "")
    with override(office):
        second = say()
    return Both(first, "" if second == first else second, office)
