"""Which office a page is about: the one asked for, else the viewer's own, else the first where they may do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.selectors import offices


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """An office one may look at: its code, and its name where it has one."""

    code: str
    name: str


def office_choices(act: Act, viewer: Viewer) -> tuple[OfficeChoice, ...]:
    """The offices for which this viewer may do `act`, by code."""
    held = viewer.offices_for(act)
    return tuple(
        OfficeChoice(each.code, each.name or each.code)
        for each in offices(viewer=viewer)
        if held is None or each.code in held
    )


def office_asked(asked: Mapping[str, str], act: Act, viewer: Viewer) -> str:
    """The code of the office a page is about. One that is not among the choices is as if none were asked for."""
    codes = [each.code for each in office_choices(act, viewer)]
    wanted = asked.get("office", "")
    return next((code for code in (wanted, viewer.office, *codes) if code in codes), viewer.office)
