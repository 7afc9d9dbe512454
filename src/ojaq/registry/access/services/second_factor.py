"""One-time codes (RFC 6238): a second thing that an account shows beside its password. They need no network, only a clock."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access import closing
from ojaq.registry.access.models import Account, SecondFactor
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import Act
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record

__all__ = ["Begun", "begin", "confirm", "has_second_factor", "holds", "remove"]

STEP = 30
DRIFT = 1
"""Steps by which the clock of a telephone may be wrong, before or after."""

SPARE = 8


@dataclass(frozen=True, slots=True)
class Begun:
    """What is shown once: the address for an authenticator, the secret to type, and codes for the paper."""

    address: str
    secret: str
    spare: tuple[str, ...]


def has_second_factor(account: Account) -> bool:
    """Whether this account shows a code beside its password."""
    return SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).exists()


@transaction.atomic
def begin(*, by: Viewer) -> Begun:
    """Make a secret for one's own account; it counts once a code of it was shown (`confirm`). Raises NotPermitted."""
    account = _own(by)
    secret, spare = secrets.token_bytes(20), tuple(secrets.token_hex(5) for _ in range(SPARE))
    SecondFactor.objects.update_or_create(
        account=account,
        defaults={
            "secret": closing.close(secret, place=f"second factor {account.uuid}"),
            "confirmed_at": None,
            "last_step": 0,
            "spare": [_digest(each) for each in spare],
        },
    )
    generator = _generator(secret)
    address = generator.get_provisioning_uri(account.username, "Ojaq")
    return Begun(address, address.partition("secret=")[2].partition("&")[0], spare)


@transaction.atomic
def confirm(*, code: str, by: Viewer) -> bool:
    """Whether the code is right; from then on this account shows one at each log-in. Raises NotPermitted."""
    account = _own(by)
    row = SecondFactor.objects.select_for_update().filter(account=account).first()
    if row is None or not _is_now(row, code):
        return False
    row.confirmed_at = timezone.now()
    row.save()
    _note(by, account, "second-factor-on")
    return True


@transaction.atomic
def remove(*, by: Viewer) -> None:
    """Do without codes again. Raises NotPermitted."""
    account = _own(by)
    SecondFactor.objects.filter(account=account).delete()
    _note(by, account, "second-factor-off")


@transaction.atomic
def holds(*, account: Account, code: str) -> bool:
    """Whether `code` is one of this account's codes of now, or one of the paper. None holds twice."""
    row = SecondFactor.objects.select_for_update().filter(account=account).first()
    if row is None:
        return False
    typed = "".join(code.split()).lower()
    if _digest(typed) in row.spare:
        row.spare = [each for each in row.spare if each != _digest(typed)]
        row.save(update_fields=["spare"])
        return True
    if not _is_now(row, typed):
        return False
    row.save(update_fields=["last_step"])
    return True


def _is_now(row: SecondFactor, code: str) -> bool:
    """Whether the code is that of a step not used before; remembers the step in the row."""
    generator = _generator(closing.open_closed(bytes(row.secret), place=f"second factor {row.account.uuid}"))
    now = int(time.time()) // STEP
    typed = "".join(code.split()).encode("ascii", "replace")
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > row.last_step and secrets.compare_digest(generator.generate(step * STEP), typed):
            row.last_step = step
            return True
    return False


def _generator(secret: bytes) -> TOTP:
    # SHA-1 is what authenticators know; as a keyed digest of a counter it is sound (RFC 6238).
    return TOTP(secret, 6, SHA1(), STEP)  # noqa: S303


def _own(by: Viewer) -> Account:
    require(by, Act.KEEP_OWN_ACCOUNT)
    account = Account.objects.filter(uuid=by.account).first() if by.account else None
    if account is None:
        raise NotPermitted
    return account


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _note(by: Viewer, account: Account, reason: str) -> None:
    record(act=Act.KEEP_OWN_ACCOUNT, by=by, subjects=[("account", str(account.uuid))], reason=reason)
