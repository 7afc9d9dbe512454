"""The trial of a backup: opened into a folder that is thrown away, every page, count and digest compared, some seals broken.

    OJAQ_HOME/trial.json    {"ojaq": "trial/1", "at": "...", "backup": "...", "registrations": 12, "opened": 12, "seconds": 3.1}

Needs neither the recovery key nor a second process: the registry that made a backup opens it by its own key.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from ojaq.registry.vault import database_copy, parts, sealing, unpacking
from ojaq.registry.vault.errors import BackupDamaged, DoesNotOpen
from ojaq.registry.vault.keyring import wrapping_of

FORMAT = "trial/1"
SEALS = 1000
DOCUMENT = "registration.document"
"""The place that a testimony's text is bound to, as `registry/registration` names it."""
_BESIDE = "being-tried-"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial found: when, of which backup, how many registrations it holds, how many seals were opened, how long."""

    at: str
    backup: str
    registrations: int
    opened: int
    seconds: float


def try_backup(file: Path, *, home: Path, now: dt.datetime) -> Trial:
    """Restore `file` into a throw-away folder beside the registry and prove it. Raises ForeignBackup, BackupDamaged, Locked."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=home, prefix=_BESIDE) as beside:
        into = Path(beside)
        manifest = unpacking.unpack(file, into=into, private=None)
        opened = _open_some(into / parts.REGISTER)
    trial = Trial(
        at=now.isoformat(timespec="seconds"),
        backup=str(file),
        registrations=manifest.figures["registration"],
        opened=opened,
        seconds=round(time.monotonic() - begun, 1),
    )
    _keep(home, trial)
    return trial


def last_trial(home: Path) -> Trial | None:
    """The last trial that ended well; None when there was none."""
    try:
        told = json.loads(path_in(home).read_text(encoding="utf-8"))
        told.pop("ojaq")
        return Trial(**told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def path_in(home: Path) -> Path:
    """Where the last trial is noted."""
    return home / "trial.json"


def _open_some(register: Path) -> int:
    """Open up to a thousand documents, drawn by chance, with the keys in the copy itself. Raises BackupDamaged."""
    opened = 0
    for uuid, sealed, wrapped, epoch in database_copy.sealed_documents(register, at_most=SEALS):
        registration = UUID(uuid)
        try:
            key = sealing.open_closed(wrapping_of(epoch), wrapped, sealing.key_of(registration))
            sealing.open_closed(key, sealed, sealing.place_of(registration, DOCUMENT))
        except DoesNotOpen as fault:
            raise BackupDamaged from fault
        opened += 1
    return opened


def _keep(home: Path, trial: Trial) -> None:
    beside = path_in(home).with_suffix(".new")
    with os.fdopen(
        os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as stream:
        json.dump({"ojaq": FORMAT, **asdict(trial)}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path_in(home))
