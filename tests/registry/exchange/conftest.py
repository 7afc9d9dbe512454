"""Files to import: registrations as lines, and the paths of a test's own folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest


@pytest.fixture
def told() -> Callable[..., dict[str, Any]]:
    """Makes a document with one family; what is handed in takes the place of its fields."""

    def make(**fields: Any) -> dict[str, Any]:
        return {
            "ojaq": "registration/1",
            "id": str(uuid4()),
            "office": "nasimi-2",
            "channel": "import",
            "people": [{"ref": "p1", "name": {"given": "Maro"}}, {"ref": "p2", "name": {"given": "Sargis"}}],
            "ties": [{"parent": "p2", "child": "p1"}],
            "consent": [{"purpose": "register", "given": True}],
        } | fields

    return make


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes documents or raw lines into a file of the test's folder."""

    def write(lines: Iterable[dict[str, Any] | bytes], name: str = "registrations.jsonl") -> Path:
        path = tmp_path / name
        path.write_bytes(
            b"".join(
                (each if isinstance(each, bytes) else json.dumps(each).encode()) + b"\n" for each in lines
            )
        )
        return path

    return write
