"""Boxes: anybody closes one for a public key, only the private key opens it. X25519, HKDF-SHA-256, AES-256-GCM.

A box is 32 bytes of a public key used once, then what `sealing.close` writes. Both public keys go into the derivation, so
a box cannot be passed off as one for somebody else.
"""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ojaq.registry.vault import sealing
from ojaq.registry.vault.errors import DoesNotOpen

PUBLIC_BYTES = 32


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one, 32 bytes each."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def close_for(public: bytes, plain: bytes, bound: bytes) -> bytes:
    """Close a box for `public`. `bound` is authenticated, not kept."""
    once = X25519PrivateKey.generate()
    used = once.public_key().public_bytes_raw()
    key = _key(once, public, used + public)
    return used + sealing.close(key, plain, bound)


def open_box(private: bytes, box: bytes, bound: bytes) -> bytes:
    """Open a box. Raises DoesNotOpen when it is for another key, was changed, or is bound to something else."""
    used, sealed = box[:PUBLIC_BYTES], box[PUBLIC_BYTES:]
    if len(used) != PUBLIC_BYTES:
        raise DoesNotOpen
    own = X25519PrivateKey.from_private_bytes(private)
    return sealing.open_closed(_key(own, used, used + public_of(private)), sealed, bound)


def _key(own: X25519PrivateKey, other: bytes, both: bytes) -> bytes:
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    except ValueError as fault:
        # A public key of low order would make the shared secret known to everybody.
        raise DoesNotOpen from fault
    return HKDF(algorithm=hashes.SHA256(), length=sealing.KEY_BYTES, salt=both, info=b"ojaq box 1").derive(
        shared
    )
