"""Sealing and opening with a key per registration. The caller asks the permission question and writes the ledger entry:
these verbs are part of other services' acts, never an act of their own.

The table is imported when called, because the package is needed before Django has read its models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection, transaction

from ojaq.registry.vault import log_emptying, sealing
from ojaq.registry.vault.errors import Forgotten
from ojaq.registry.vault.keyring import keys, wrapping_of

__all__ = ["new_key", "new_keys", "open_many", "open_sealed", "seal", "seal_many", "shred"]

Sealable = tuple[UUID, str, bytes]
"""A registration, the place its bytes belong to, and the bytes (plain or sealed)."""

_ROWS_AT_ONCE = 2000
_WRAPPED = ("registration", "wrapped", "version")


def new_key(registration: UUID) -> None:
    """Make the key of one registration. Raises IntegrityError when it has one."""
    new_keys([registration])


def new_keys(registrations: Iterable[UUID]) -> None:
    """Make the keys of many registrations at once, in the caller's transaction: about 5 us each."""
    from ojaq.registry.vault.models import SealedKey

    with transaction.atomic():
        _writing()
        held = keys()
        rows = [
            SealedKey(
                registration=each,
                wrapped=sealing.close(held.wrapping, sealing.random_key(), sealing.key_of(each)),
                version=held.epoch,
            )
            for each in registrations
        ]
        SealedKey.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)


def seal(*, registration: UUID, place: str, plain: bytes) -> bytes:
    """Seal bytes that belong to one place of one registration. Raises Forgotten when it has no key, Locked."""
    return seal_many([(registration, place, plain)])[0]


def seal_many(items: Sequence[Sealable]) -> list[bytes]:
    """Seal many with one look-up of their keys; answers in the same order."""
    found = _keys_of({registration for registration, _, _ in items})
    return [
        sealing.close(_known(found, registration), plain, sealing.place_of(registration, place))
        for registration, place, plain in items
    ]


def open_sealed(*, registration: UUID, place: str, sealed: bytes) -> bytes:
    """Open sealed bytes. Raises Forgotten when the key is gone, DoesNotOpen when they were changed or moved, Locked."""
    return open_many([(registration, place, sealed)])[0]


def open_many(items: Sequence[Sealable]) -> list[bytes]:
    """Open many with one look-up of their keys; answers in the same order."""
    found = _keys_of({registration for registration, _, _ in items})
    return [
        sealing.open_closed(_known(found, registration), bytes(sealed), sealing.place_of(registration, place))
        for registration, place, sealed in items
    ]


def shred(*, registration: UUID, at_once: bool = True) -> None:
    """Forget the key of one registration: what was sealed with it can never be read again.

    The write-ahead log still holds the page as it was. `at_once`: it is emptied now; else within a minute by `ojaq serve`
    (`log_emptying.py`), as for a draft, whose words stand in the testimony that it became.
    """
    from ojaq.registry.vault.models import SealedKey

    SealedKey.objects.filter(registration=registration).delete()
    if at_once:
        transaction.on_commit(log_emptying.empty_log, robust=True)


def _keys_of(registrations: set[UUID]) -> dict[UUID, bytes]:
    from ojaq.registry.vault.models import SealedKey

    wrapped: dict[UUID, tuple[bytes | memoryview[int], int]] = {}
    wanted = sorted(registrations)
    for start in range(0, len(wanted), _ROWS_AT_ONCE):
        some = SealedKey.objects.filter(registration__in=wanted[start : start + _ROWS_AT_ONCE])
        wrapped.update((each, (closed, epoch)) for each, closed, epoch in some.values_list(*_WRAPPED))
    return {
        each: sealing.open_closed(wrapping_of(epoch), bytes(closed), sealing.key_of(each))
        for each, (closed, epoch) in wrapped.items()
    }


def _writing() -> None:
    """Which key wraps is asked after nobody can be changing it: a change of keys waits for whoever writes (`rotating.py`).

    On SQLite the transaction's turn is enough.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE sealed_key IN ROW EXCLUSIVE MODE")


def _known(found: Mapping[UUID, bytes], registration: UUID) -> bytes:
    key = found.get(registration)
    if key is None:
        raise Forgotten
    return key
