"""How a file leaves: written beside its place and moved there when whole, readable by its owner only, with a page about it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.selectors import the_registry
from ojaq.registry.access.services.approving import Proposal, second_person
from ojaq.registry.ledger import record


@dataclass(frozen=True, slots=True)
class Exported:
    """What left: the file, its figures, and how many testimonies stayed inside for want of a consent."""

    path: Path
    figures: Mapping[str, int]
    stayed_inside: int = 0


def permit(by: Viewer, kind: str, purpose: str = "") -> None:
    """Asks the permission, in a live registry a second person too, and writes the ledger entry that precedes the bytes.

    Raises NotPermitted, NeedsSecondPerson.
    """
    require(by, Act.EXPORT)
    proposal = Proposal(act=Act.EXPORT, subjects=(("export", kind),), payload={"purpose": purpose})
    with transaction.atomic():
        second_person(proposal=proposal, by=by)
        record(act=Act.EXPORT, by=by, subjects=[("export", kind)])


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_about(path: Path, *, kind: str, figures: Mapping[str, int]) -> None:
    """Writes `<file>.about.json`: formats with a fixed header have no room for a stamp of their own."""
    registry = the_registry()
    about = {
        "ojaq": "export/1",
        "kind": kind,
        "file": path.name,
        "sha256": file_digest(path) if path.is_file() else None,
        "figures": dict(figures),
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "registry": str(registry.uuid) if registry else None,
        "stamp": "FICTIONAL" if registry and registry.fictional else None,
    }
    with whole_file(path.with_name(f"{path.name}.about.json")) as target:
        target.write(json.dumps(about, ensure_ascii=False, indent=2).encode() + b"\n")


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
