"""The last step of restoring: what was withdrawn since the backup is withdrawn again, before anybody can read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.exchange.services.withdrawing import withdraw
from ojaq.registry.ledger import record
from ojaq.registry.ledger.selectors import broken_entries, entry_count
from ojaq.registry.registration.models import Registration, State
from ojaq.registry.registration.services.remember_withdrawn import REASON, remember_withdrawn
from ojaq.registry.vault import withdrawals
from ojaq.registry.vault.errors import BackupDamaged


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restored register holds, and how many registrations were withdrawn again."""

    registrations: int
    ledger_entries: int
    withdrawn: int


def take_up(*, withdrawn: Collection[UUID], by: Viewer) -> Restored:
    """Prove the ledger of a register that was just unpacked, replay the withdrawals, and enter that it was restored.

    Raises BackupDamaged when an entry does not say what was written, NotPermitted.
    """
    require(by, Act.BACK_UP)
    if any(True for _ in broken_entries()):
        raise BackupDamaged
    gone = 0
    with transaction.atomic():
        there = Registration.objects.filter(uuid__in=withdrawn).exclude(state=State.WITHDRAWN)
        for uuid in list(there.values_list("uuid", flat=True)):
            gone += len(withdraw(registration=uuid, by=by, reason=REASON))
        remember_withdrawn(registrations=withdrawn, by=by)
        record(act=Act.BACK_UP, by=by, subjects=[], reason="restored", figures={"withdrawn": gone})
    withdrawals.keep(settings.OJAQ_HOME, withdrawn)
    return Restored(Registration.objects.count(), entry_count(), gone)
