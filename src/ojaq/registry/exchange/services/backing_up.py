"""A backup, with the list of withdrawals brought up to date beside it."""

from __future__ import annotations

from pathlib import Path

from ojaq.registry.access import Viewer
from ojaq.registry.registration.services.listing_withdrawals import list_withdrawals
from ojaq.registry.vault.services import backing_up
from ojaq.registry.vault.services.backing_up import BackedUp


def back_up(*, home: Path, to: Path, by: Viewer) -> BackedUp:
    """Write a sealed backup of the registry in `home`. Raises what `vault.services.backing_up.back_up` raises."""
    done = backing_up.back_up(home=home, to=to, by=by)
    list_withdrawals()
    return done
