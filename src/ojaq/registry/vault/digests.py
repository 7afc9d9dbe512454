"""Numbers that are found by and never read: HMAC-SHA256 under a key of this registry's own.

Phones and document numbers are few enough to try them all, so a plain hash would give them away; without the master key these
digests say nothing, and the same number makes another digest in another registry.
"""

from __future__ import annotations

import hmac
import unicodedata
from typing import Literal

from ojaq.registry.vault.keyring import keys

Kind = Literal["phone", "document"]
LEAST_SIGNS = 5
_NATIONAL = 9  # figures of a phone that count: country and trunk prefixes are said or left out


def plain_number(kind: Kind, text: str) -> str:
    """What of a written number counts: figures of a phone (the last nine), letters and figures of a paper; "" for too few."""
    signs = [_figure(sign) for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum()]
    if kind == "phone":
        signs = [sign for sign in signs if sign.isdecimal()][-_NATIONAL:]
    return "".join(signs) if sum(sign.isdecimal() for sign in signs) >= LEAST_SIGNS else ""


def keyed_digest(kind: Kind, text: str) -> bytes | None:
    """The digest of a number, None where too little of one is there. Raises Locked."""
    plain = plain_number(kind, text)
    if not plain:
        return None
    return hmac.digest(keys().digests, f"{kind}\0{plain}".encode(), "sha256")


def _figure(sign: str) -> str:
    value = unicodedata.decimal(sign, -1)
    return sign if value < 0 else str(value)
