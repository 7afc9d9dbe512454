"""Words of dates as people say them, by language, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def spoken() -> Mapping[str, Any]:
    """The table of `spoken.yml`: months, seasons, feasts and the small words around a year."""
    body: Mapping[str, Any] = yaml.safe_load((files(__name__) / "spoken.yml").read_text(encoding="utf-8"))
    return body
