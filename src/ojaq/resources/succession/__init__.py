"""Regimes of succession as data: one YAML file a law, with its sources and the state of their reading."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml


def regimes() -> list[Mapping[str, Any]]:
    """Every shipped regime, as read from its file, in order of id."""
    folder = files(__name__)
    found = [
        yaml.safe_load(item.read_text(encoding="utf-8"))
        for item in folder.iterdir()
        if item.name.endswith(".yml")
    ]
    return sorted(found, key=lambda body: str(body["id"]))
