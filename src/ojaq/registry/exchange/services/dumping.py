"""A full dump: the whole register in one file, to move it. Only a register in rehearsal is dumped in the open; a live one
is moved by its sealed backup.

A zip of JSON lines beside `manifest.json`, which has the digest and number of lines of each part and the counts of the
register. Mentions are named by registration and position, so that they are found again under other row numbers.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db.models import Count, Model
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Viewer
from ojaq.registry.access.models import Consent, Office
from ojaq.registry.access.selectors import the_registry
from ojaq.registry.exchange.errors import ExportRefused
from ojaq.registry.exchange.models import KeptMapping
from ojaq.registry.exchange.services.exporting import note_leaving
from ojaq.registry.exchange.services.identity_parts import identity_parts
from ojaq.registry.exchange.services.leaving import Exported, permit, whole_file, write_about
from ojaq.registry.registration.filing import QUARANTINE
from ojaq.registry.registration.models import Flag, Mention, Quarantined, Registration, State, Supersession
from ojaq.registry.registration.selectors import sealed_lines

FORMAT = "dump/1"
_AT_ONCE = 500


def export_all(*, path: Path, by: Viewer) -> Exported:
    """Write the whole register into one zip. Raises ExportRefused for a live register, NotPermitted."""
    registry = the_registry()
    if registry is None or registry.state != "rehearsal":
        raise ExportRefused
    permit(by, "all")
    parts: dict[str, dict[str, Any]] = {}
    with (
        whole_file(path) as target,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed,
    ):
        for name, lines in _parts(by):
            parts[name] = _write(packed, name, lines)
        manifest = {
            "ojaq": FORMAT,
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "registry": str(registry.uuid),
            "programme": registry.programme,
            "stamp": "FICTIONAL" if registry.fictional else None,
            "counts": counts(),
            "parts": parts,
        }
        packed.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2))
    figures = {name: count for name, count in counts().items() if isinstance(count, int)}
    write_about(path, kind="all", figures=figures)
    return Exported(path, figures)


def counts() -> dict[str, int | str]:
    """What a register holds, in figures, and one digest over all registrations: equal in two registers that hold the same."""
    told: dict[str, int | str] = {}
    for state, count in Registration.objects.values_list("state").annotate(Count("pk")).order_by("state"):
        told[f"registrations_{state.replace('-', '_')}"] = count
    tables: tuple[tuple[str, type[Model]], ...] = (
        ("mentions", Mention),
        ("flags", Flag),
        ("offices", Office),
        ("consents", Consent),
    )
    told |= {name: model._default_manager.count() for name, model in tables}
    whole = hashlib.sha256()
    for uuid, state, digest in (
        Registration.objects.order_by("uuid").values_list("uuid", "state", "digest").iterator(5000)
    ):
        whole.update(uuid.bytes + state.encode() + bytes(digest or b""))
    return told | {"digest": whole.hexdigest()}


def _write(packed: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    with packed.open(f"{name}.jsonl", "w", force_zip64=True) as target:
        for line in lines:
            target.write(line + b"\n")
            digest.update(line + b"\n")
            count += 1
    return {"lines": count, "sha256": digest.hexdigest()}


def _parts(by: Viewer) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "offices", _offices()
    yield "registrations", _documents(by)
    yield "states", _states()
    yield "supersessions", _supersessions()
    yield "quarantined", _quarantined()
    yield "flags", _flags()
    yield "mappings", _mappings()
    for name, rows in identity_parts():
        yield name, (as_line(row) for row in rows)


def as_line(row: Mapping[str, Any]) -> bytes:
    """One object as a line."""
    return json.dumps(row, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _offices() -> Iterator[bytes]:
    for office in Office.objects.select_related("parent").order_by("pk"):
        yield as_line(
            {
                "code": office.code,
                "name": office.name,
                "parent": office.parent.code if office.parent else None,
            }
        )


def _documents(by: Viewer) -> Iterator[bytes]:
    batch: list[Registration] = []
    words: list[bytes] = []
    for row, line in sealed_lines(
        viewer=by, states=(State.CURRENT, State.SUPERSEDED, State.TAKEN_BACK), at_once=_AT_ONCE
    ):
        batch.append(row)
        words.append(line)
        if len(batch) == _AT_ONCE:
            note_leaving(batch, by)
            yield from words
            batch, words = [], []
    note_leaving(batch, by)
    yield from words


def _states() -> Iterator[bytes]:
    columns = (
        "uuid",
        "state",
        "channel",
        "received_at",
        "run",
        "superseded_by",
        "withdrawn_at",
        "digest",
        "office__code",
    )
    for row in Registration.objects.order_by("pk").values(*columns).iterator(5000):
        yield as_line(row)


def _supersessions() -> Iterator[bytes]:
    columns = ("new__uuid", "old", "office__code", "proposed_at", "decided_at", "decided_by", "accepted")
    for row in Supersession.objects.order_by("pk").values(*columns).iterator(5000):
        yield as_line(row)


def _quarantined() -> Iterator[bytes]:
    for row in Quarantined.objects.select_related("registration", "office").order_by("pk").iterator(500):
        words = vault.open_sealed(
            registration=row.registration.uuid, place=QUARANTINE, sealed=bytes(row.document)
        )
        told = {
            "received_at": row.received_at,
            "run": row.run,
            "settled_at": row.settled_at,
            "settled_by": row.settled_by,
        }
        yield as_line({**told, "document": json.loads(words)})


def _flags() -> Iterator[bytes]:
    columns = (
        "registration__uuid",
        "office__code",
        "code",
        "fields",
        "raised_at",
        "settled_at",
        "settled_by",
    )
    for row in Flag.objects.order_by("pk").values(*columns).iterator(5000):
        yield as_line(row)


def _mappings() -> Iterator[bytes]:
    for row in KeptMapping.objects.order_by("pk").values("name", "document", "kept_at", "account"):
        yield as_line(row)
