"""The shapes of what goes in and out: JSON Schemas of registration/1 and mapping/1, and the words of rolls."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import yaml


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def registration_schema() -> dict[str, Any]:
    """The JSON Schema of registration/1, as shipped. Treat it as read-only."""
    schema: dict[str, Any] = json.loads(_text("registration-1.schema.json"))
    return schema


@cache
def mapping_schema() -> dict[str, Any]:
    """The JSON Schema of mapping/1, as shipped. Treat it as read-only."""
    schema: dict[str, Any] = json.loads(_text("mapping-1.schema.json"))
    return schema


@cache
def roll_words() -> dict[str, dict[str, str]]:
    """Words of rolls by what they tell: {"sex": {"qadın": "female", ...}, "role": {"глава": "head", ...}}."""
    table = yaml.safe_load(_text("words.yml"))
    return {
        kind: {word.casefold(): meaning for meaning, words in table[kind].items() for word in words}
        for kind in ("sex", "role")
    }
