"""Kin words by language, as data."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml


def languages() -> list[str]:
    """Languages that have kin words, in order."""
    return sorted(
        item.name.removesuffix(".yml") for item in files(__name__).iterdir() if item.name.endswith(".yml")
    )


def words(language: str) -> Mapping[str, Any]:
    """The kin words of one language; English where a language has none."""
    chosen = language if language in languages() else "en"
    body: Mapping[str, Any] = yaml.safe_load((files(__name__) / f"{chosen}.yml").read_text(encoding="utf-8"))
    return body
