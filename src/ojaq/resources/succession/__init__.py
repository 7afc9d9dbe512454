"""Regimes of succession as data: one YAML file a law, with its sources and the state of their reading."""

from __future__ import annotations

import json
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


def schema() -> Mapping[str, Any]:
    """The JSON Schema of a regime file."""
    text = (files(__name__) / "regime.schema.json").read_text(encoding="utf-8")
    body: Mapping[str, Any] = json.loads(text)
    return body


def sentences(language: str) -> Mapping[str, str]:
    """Sentence of each step of a proof in a language; English where a language has none. Places are named in braces."""
    folder = files(__name__) / "sentences"
    known = {item.name.removesuffix(".yml") for item in folder.iterdir() if item.name.endswith(".yml")}
    chosen = folder / f"{language if language in known else 'en'}.yml"
    return dict(yaml.safe_load(chosen.read_text(encoding="utf-8"))["sentences"])


def laws() -> Mapping[str, str]:
    """Country as gazetteers write it -> the code that regimes bear under `jurisdiction`."""
    body = yaml.safe_load((files(__name__) / "laws" / "countries.yml").read_text(encoding="utf-8"))
    return dict(body["countries"])
