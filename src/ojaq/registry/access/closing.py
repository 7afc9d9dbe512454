"""Closing a few bytes of an account (the secret of its one-time codes, why it broke glass) under the key of this process.

The vault, with its keys per registration, lies above; the key here is derived from Django's own, which exists after unlock only.
"""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12


def close(plain: bytes, *, place: str) -> bytes:
    """AES-256-GCM, bound to `place` (what it is and whose)."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_key()).encrypt(nonce, plain, place.encode())


def open_closed(closed: bytes, *, place: str) -> bytes:
    """The bytes again. Raises cryptography's InvalidTag when they were changed or moved."""
    return AESGCM(_key()).decrypt(closed[:_NONCE], closed[_NONCE:], place.encode())


def _key() -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ojaq access 1")
    return derivation.derive(str(settings.SECRET_KEY).encode())
