"""AES-256-GCM as this registry uses it. Pure but for the randomness of nonces and keys."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ojaq.registry.vault.errors import DoesNotOpen

KEY_BYTES = 32
VERSION = 1
_NONCE_BYTES = 12


def random_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


def derive(master: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose (HKDF-SHA-256). Other purposes' keys do not tell it."""
    return HKDF(
        algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=f"ojaq {purpose}".encode()
    ).derive(master)


def close(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Seal: version byte, 12-byte nonce, ciphertext with its 16-byte tag. `bound` is authenticated, not kept."""
    nonce = os.urandom(_NONCE_BYTES)
    return bytes([VERSION]) + nonce + AESGCM(key).encrypt(nonce, plain, bytes([VERSION]) + bound)


def open_closed(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Open what `close` sealed. Raises DoesNotOpen when a bit was changed or `key` or `bound` is another."""
    if len(sealed) <= _NONCE_BYTES or sealed[0] != VERSION:
        raise DoesNotOpen
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, bytes([VERSION]) + bound)
    except InvalidTag as fault:
        raise DoesNotOpen from fault


def place_of(registration: UUID, place: str) -> bytes:
    """What a seal binds: whose it is and where it belongs. Bytes moved elsewhere do not open."""
    return b"ojaq sealed\0" + registration.bytes + place.encode()


def key_of(registration: UUID) -> bytes:
    """What the wrapping of a registration's key binds."""
    return b"ojaq key\0" + registration.bytes
