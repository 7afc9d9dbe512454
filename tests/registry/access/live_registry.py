"""A registry that is live, and the people of it, for tests of what binds only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer


def go_live() -> None:
    """Say that this registry is live, without all that going live demands."""
    from ojaq.registry.access.models import Registry

    Registry.objects.all().delete()
    Registry.objects.create(programme="test", state="live")


def somebody(username: str, *roles: str, scope: str = "all", session: str = "") -> Viewer:
    """A viewer of the first office with these roles, logged in by a session of their own."""
    from ojaq.registry.access.models import Account, Grant, Office
    from ojaq.registry.access.selectors import viewer_of

    office, _ = Office.objects.get_or_create(code="nasimi-2")
    account, new = Account.objects.get_or_create(username=username, defaults={"office": office})
    if new:
        for role in roles:
            Grant.objects.create(account=account, role=role, office=office, scope=scope)
    return viewer_of(account, session=session or f"session of {username}")
