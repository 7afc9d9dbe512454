"""Testimonies as they are taken in."""

from __future__ import annotations

from datetime import datetime

from ojaq.api.shapes.shape import Shape


class Received(Shape):
    """What became of a testimony. It is kept before this is answered.

    `numbers`: the register number of each of its people, by `ref`. `kept_before`: the same words were here already.
    """

    registration: str
    kept_before: bool
    received_at: datetime
    office: str
    number: str | None
    numbers: dict[str, str]
