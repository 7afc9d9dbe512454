"""What all shapes share: they are made from the values of selectors, and register numbers go out as text."""

from __future__ import annotations

from typing import ClassVar

from ninja import Schema
from pydantic import ConfigDict


class Shape(Schema):
    """One object of an answer."""

    model_config: ClassVar[ConfigDict] = ConfigDict(from_attributes=True, coerce_numbers_to_str=True)


class Said(Shape):
    """A text as somebody wrote it, with its language ("" unknown)."""

    text: str
    language: str = ""


class Reason(Shape):
    """One plain sentence about two people, with what it is worth in bits; positive speaks for one person."""

    code: str
    text: str
    weight: float


class Problem(Shape):
    """A refusal (RFC 9457). `code` is stable; `detail` is a sentence in the language asked for."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    field: str = ""
