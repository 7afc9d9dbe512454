"""Reading how the backups of this registry stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.ledger.models import Entry
from ojaq.registry.vault import keyfile, rehearsing
from ojaq.registry.vault.rehearsing import Trial

__all__ = ["BackupsStanding", "backups_standing"]


@dataclass(frozen=True, slots=True)
class BackupsStanding:
    """last: when a backup was last made, None never; trial: the last one restored for trial; weekly: the days of those that
    `ojaq serve` made and keeps, newest first; recovery_keys: how many papers open a backup."""

    last: dt.datetime | None
    trial: Trial | None
    weekly: tuple[dt.date, ...]
    recovery_keys: int


def backups_standing(*, home: Path, viewer: Viewer) -> BackupsStanding:
    """How backups of the registry in `home` stand. Raises NotPermitted."""
    require(viewer, Act.BACK_UP)
    made = Entry.objects.filter(act=Act.BACK_UP, reason__in=("backed-up", "weekly")).order_by("-at")
    kept = sorted((home / "backups").glob("weekly-*.ojaq"), reverse=True)
    return BackupsStanding(
        last=made.values_list("at", flat=True).first(),
        trial=rehearsing.last_trial(home),
        weekly=tuple(dt.datetime.fromtimestamp(each.stat().st_mtime, dt.UTC).date() for each in kept),
        recovery_keys=len(keyfile.recovery_publics(home)) if keyfile.path_in(home).exists() else 0,
    )
