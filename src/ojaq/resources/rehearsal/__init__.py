"""How rehearsals write names in other scripts. Kept apart from what the matcher knows, so that figures stay honest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def spellings() -> Mapping[str, Any]:
    """The tables of `spellings.yml`: readings, writings, patronymics, feminine endings, names used at home."""
    text = (Path(__file__).parent / "spellings.yml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.safe_load(text)
    return read
