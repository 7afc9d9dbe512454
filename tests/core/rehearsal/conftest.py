"""The schema every simulated registration must satisfy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ojaq import resources


@pytest.fixture(scope="session")
def registration_schema() -> dict:
    """The JSON Schema of registration/1 as shipped."""
    folder = Path(resources.__file__).parent / "formats"
    return json.loads((folder / "registration-1.schema.json").read_text(encoding="utf-8"))
