"""Logging in and out: guessing gets slow, for the name that is guessed and from where it is guessed, and stays slow.

Waits are kept in the database under digests, so that no restart forgets them and neither names nor addresses stand there. Who
guesses a name from elsewhere does not keep its owner out, and one name guessed does not slow the others of a whole village
behind one address. Only when very many tries under one name come from many places does that name wait a little everywhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import reach
from ojaq.registry.access.models import Account, LogInTry
from ojaq.registry.access.policy import Act
from ojaq.registry.access.services.alarming import Alarming, raise_alarm
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record

__all__ = ["came", "left", "must_wait", "tried_wrong"]

FREE = 5
FIRST_WAIT = 15
LONGEST_WAIT = 900
MANY = 50
"""Wrong tries under one name from anywhere within a day, from which on it waits a little everywhere, and an alarm rings."""

SHORT_WAIT = 5
_FORGOTTEN = dt.timedelta(hours=24)
_ANYWHERE = "*"


def must_wait(*, name: str, address: str) -> int:
    """Seconds until another try under this name from this address is looked at; 0 when it may be made now."""
    keys = [_key(name, address), _key(name, _ANYWHERE)]
    until = LogInTry.objects.filter(key__in=keys, wait_until__gt=timezone.now()).values_list(
        "wait_until", flat=True
    )
    waits = [(each - timezone.now()).total_seconds() for each in until if each]
    return max([0, *(int(seconds + 0.999) for seconds in waits)])


@transaction.atomic
def tried_wrong(*, name: str, address: str) -> None:
    """Note a wrong try; when it begins to look like guessing, an alarm rings."""
    now = timezone.now()
    LogInTry.objects.filter(last_at__lt=now - _FORGOTTEN).delete()
    here = _count(_key(name, address), now)
    if here.wrong >= FREE:
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(here.wrong - FREE, 10))
        here.wait_until = now + dt.timedelta(seconds=wait)
        here.save(update_fields=["wait_until"])
    anywhere = _count(_key(name, _ANYWHERE), now)
    if anywhere.wrong >= MANY:
        anywhere.wait_until = now + dt.timedelta(seconds=SHORT_WAIT)
        anywhere.save(update_fields=["wait_until"])
    if here.wrong == FREE or anywhere.wrong == MANY:
        _ring(name, anywhere.wrong)


@transaction.atomic
def came(*, name: str, address: str, viewer: Viewer) -> None:
    """Note who logged in, and forget the wrong tries from there."""
    LogInTry.objects.filter(key__in=[_key(name, address), _key(name, _ANYWHERE)]).delete()
    record(
        act=Act.LOG_IN, by=viewer, subjects=[("account", str(viewer.account))], office=viewer.office or None
    )


@transaction.atomic
def left(*, viewer: Viewer) -> None:
    """Note who logged out."""
    record(
        act=Act.LOG_OUT, by=viewer, subjects=[("account", str(viewer.account))], office=viewer.office or None
    )


def _count(key: bytes, now: dt.datetime) -> LogInTry:
    row, _ = LogInTry.objects.select_for_update().get_or_create(key=key, defaults={"last_at": now})
    row.wrong, row.last_at = row.wrong + 1, now
    row.save(update_fields=["wrong", "last_at"])
    return row


def _ring(name: str, wrong: int) -> None:
    """Only for a name that somebody has: what else was typed may be a password."""
    account = Account.objects.filter(username=name).first()
    if account is not None:
        with reach.across_offices():
            raise_alarm(
                kind=Alarming.GUESSED,
                account=account.uuid,
                figures={"wrong": wrong},
                once_in=dt.timedelta(hours=1),
            )


def _key(name: str, address: str) -> bytes:
    told = f"{name.strip().lower()}\0{address}".encode("utf-8", "replace")
    return hmac.new(str(settings.SECRET_KEY).encode(), told, hashlib.sha256).digest()
