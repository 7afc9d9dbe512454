"""The permission question."""

from __future__ import annotations

from ojaq.errors import NotPermitted
from ojaq.registry.access import reach
from ojaq.registry.access.policy import Act
from ojaq.registry.access.viewer import Viewer

__all__ = ["require"]


def require(viewer: Viewer, act: Act, *, office: str | None = None) -> None:
    """Raise NotPermitted unless `viewer` may do `act` (to something of `office`). Every service asks it once.

    A permission given also opens the rows of its offices in the database, where that keeps them shut: see `reach`.
    """
    if not viewer.may(act, office=office):
        raise NotPermitted
    reach.widen(viewer.offices_for(act))
