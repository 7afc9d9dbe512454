"""Small things that several pages show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import number_format


@dataclass(frozen=True, slots=True)
class Said:
    """A text as a person said it, with its language ("" when not known)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count under its label; `address` leads to the list it counts, "" where there is none."""

    label: str
    count: str
    address: str = ""


def counted(one_or_many: Callable[[str, str, int], str], singular: str, plural: str, count: int) -> str:
    """A sentence with `%(count)s` in the form the language asks for, the figure set as that language sets it."""
    return one_or_many(singular, plural, count) % {"count": figure(count)}


def figure(count: int) -> str:
    """A whole number as the reader's language groups it; years are never passed here."""
    return str(number_format(count, force_grouping=True))
