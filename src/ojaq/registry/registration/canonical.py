"""The canonical form of a document (RFC 8785) and its digest. Two registrations are the same when these bytes are equal."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, cast

import rfc8785

# Outside these the short way below writes the same bytes as RFC 8785 does: fractions are spelt otherwise by JavaScript,
# numbers of 16 digits are no longer exact, and keys with signs beyond the basic plane sort otherwise in UTF-16. A text that
# only looks like it (a statement with ":1.5" in it) takes the long way to the same bytes.
_BEYOND = re.compile("[\ud800-\udfff\ue000-\U0010ffff]")
_NUMBERS = re.compile(r"[\[:,]-?\d+(?:[.eE]|(?<=\d{16}))")


def canonical(content: dict[str, object]) -> bytes:
    """The RFC 8785 bytes of a JSON object.

    Raises `UnicodeEncodeError` on a lone surrogate, `ValueError` on a number too large.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    encoded = text.encode()
    if _BEYOND.search(text) or _NUMBERS.search(text):
        _check_size(content)
        return rfc8785.dumps(cast(Any, content))
    return encoded


def _check_size(value: object) -> None:
    """A fraction of 2**53 or more is written without its point, and would come back as a number that cannot be kept."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            _check_size(inner)
    elif isinstance(value, float) and abs(value) >= 2**53:
        raise ValueError("too large")


def digest(canonical_bytes: bytes) -> bytes:
    """SHA-256 of the canonical form, 32 bytes."""
    return hashlib.sha256(canonical_bytes).digest()
