"""How a registration comes to stand otherwise than it did: in one place, so that identity hears of it each time."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ojaq.registry.registration.models import Registration, State


def stands_as(registrations: QuerySet[Registration], state: State, **also: Any) -> int:
    """Give these registrations a state, and `also` other columns, in the caller's transaction. Returns how many there were.

    The next run of the engine codes the people of those that are current now, and lets go those of the others.
    """
    return registrations.update(state=state, noticed=False, **also)
