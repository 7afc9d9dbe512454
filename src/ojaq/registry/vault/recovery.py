"""A recovery key on paper: 32 random bytes and a checksum, in capital letters and digits that are not mistaken for others.

QK7A-63DM-...        14 groups of four
"""

from __future__ import annotations

import base64
import hashlib
import re

from ojaq.registry.vault import boxes, sealing
from ojaq.registry.vault.errors import NotARecoveryKey

_CHECK_BYTES = 3
_GROUP = 4
_LETTERS = 56
# A reader takes one for the other; the alphabet has only the second of each.
_MISREAD = str.maketrans("018", "OIB")
_LINE = re.compile(r"^[A-Z2-7]{4}(?:-[A-Z2-7]{4})+$")


def new_private() -> bytes:
    """A new private key: 32 bytes."""
    return sealing.random_key()


def written(private: bytes) -> str:
    """The key as it stands on paper."""
    letters = base64.b32encode(private + _check(private)).decode()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def read(text: str) -> bytes:
    """The private key in `text`: typed from paper, or the whole page of `page`. Raises NotARecoveryKey."""
    lines = [line.strip() for line in text.splitlines()]
    typed = next((line for line in lines if _LINE.match(line) and len(line) > _LETTERS), text)
    letters = re.sub(r"[\s-]", "", typed).upper().translate(_MISREAD)
    if len(letters) != _LETTERS:
        raise NotARecoveryKey
    try:
        found = base64.b32decode(letters)
    except ValueError as fault:
        raise NotARecoveryKey from fault
    private, check = found[:-_CHECK_BYTES], found[-_CHECK_BYTES:]
    if check != _check(private):
        raise NotARecoveryKey
    return private


def page(private: bytes, *, registry: str, name: str) -> str:
    """What is printed and put away: the key, whose it is, and how to use it."""
    return (
        f"OJAQ RECOVERY KEY: {name}\nRegistry {registry}\n\n{written(private)}\n\n"
        "Whoever holds this key and a copy of the registry or of a backup can read everything in it.\n"
        "Print it, keep the paper away from the machine, and delete this file.\n"
        "When every passphrase is lost:      ojaq keys recover --key FILE\n"
        "When the machine is lost:           ojaq restore BACKUP --into FOLDER --key FILE\n"
    )


def public_of(private: bytes) -> bytes:
    """The public part, 32 bytes: it stays with the registry and opens nothing."""
    return boxes.public_of(private)


def _check(private: bytes) -> bytes:
    return hashlib.sha256(b"ojaq recovery 1\0" + private).digest()[:_CHECK_BYTES]
