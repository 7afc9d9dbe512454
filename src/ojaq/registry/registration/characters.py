"""Characters that are refused wherever they stand, and those refused in what is one line.

Zero-width joiners and non-joiners are kept: Persian and Sorani cannot be written without them. So are the direction marks
U+200E and U+200F, which only say which way a neutral sign leans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ojaq.registry.registration.refusal import NotTakenError

# U+202D and U+202E turn everything around, so a name reads as another name. Embeddings and isolates (UAX 9) are needed in
# running text that quotes another script, and nowhere else.
_OVERRIDES = re.compile("[\u202d\u202e]")
_IN_ONE_LINE = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RUNNING_TEXT = frozenset({"statement", "words", "described"})
_SUSPECT = re.compile("[\u202a-\u202e\u2066-\u2069]|\\\\u0000")
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_characters(canonical_text: str, content: dict[str, object]) -> None:
    """Raises `NotTakenError` when a NUL or a turning sign stands somewhere. Cheap when there is none."""
    if not _SUSPECT.search(canonical_text):
        return
    for text, step, path in _texts(content, "", ""):
        if "\0" in text:
            raise NotTakenError("nul", path)
        if (_OVERRIDES if step in _RUNNING_TEXT else _IN_ONE_LINE).search(text):
            raise NotTakenError("bidi", path)


def surrogate_path(content: dict[str, object]) -> str:
    """Where the first lone surrogate stands; "" when it stands in a name of a field."""
    return next((path for text, _, path in _texts(content, "", "") if _SURROGATE.search(text)), "")


def _texts(value: object, step: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Every text in a value with the name of its field and its path. Names of fields are told as texts of their object."""
    if isinstance(value, str):
        yield value, step, path
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, step, f"{path}[{place}]")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name, "", path
            yield from _texts(inner, name, f"{path}.{name}".lstrip("."))
