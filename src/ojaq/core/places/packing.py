"""A book of places as bytes and back: arrays as they are, texts as UTF-8 lines. No code is ever read from the bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from ojaq.core.names import NameKnowledge
from ojaq.core.places.book import Columns, KeyColumns, NameColumns, PlaceColumns
from ojaq.core.places.placebook import PlaceBook
from ojaq.core.places.sounding import Sounder
from ojaq.core.places.words import PlaceWords

FORMAT = "places-1"
_GROUPS = {"places": PlaceColumns, "names": NameColumns, "keys": KeyColumns}


def pack(book: PlaceBook) -> bytes:
    """The columns of a book as bytes (an .npz archive without pickled objects)."""
    arrays: dict[str, Any] = {}
    for group, kind in _GROUPS.items():
        columns = getattr(book.columns, group)
        for field in fields(kind):
            value = getattr(columns, field.name)
            arrays[f"{group}.{field.name}"] = _as_bytes(value) if isinstance(value, list) else value
    told = {"format": FORMAT, "version": book.columns.version, "languages": book.columns.languages}
    arrays["told"] = np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)
    target = io.BytesIO()
    np.savez(target, **arrays)
    return target.getvalue()


def unpack(packed: bytes, words: Mapping[str, tuple[str, ...]], knowledge: NameKnowledge) -> PlaceBook:
    """The book that was packed. Raises ValueError or KeyError when the bytes are of another format."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        told = json.loads(arrays["told"].tobytes())
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        groups = {
            group: kind(
                **{field.name: _value(arrays[f"{group}.{field.name}"], field.type) for field in fields(kind)}
            )
            for group, kind in _GROUPS.items()
        }
    languages = {script: tuple(codes) for script, codes in told["languages"].items()}
    columns = Columns(languages=languages, version=told["version"], **groups)
    sounder = Sounder(knowledge)
    return PlaceBook(columns, PlaceWords.of(words, sounder.sound), sounder)


def _as_bytes(texts: list[str]) -> Any:
    return np.frombuffer(
        "\n".join(text.replace("\n", " ") for text in texts).encode("utf-8", "replace"), dtype=np.uint8
    )


def _value(array: Any, kind: Any) -> Any:
    if kind == "list[str]":
        text = array.tobytes().decode("utf-8")
        return text.split("\n") if text else []
    return array
