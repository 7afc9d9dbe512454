"""The sealed list of withdrawals, kept apart from backups, follows what the register says."""

from __future__ import annotations

from django.conf import settings

from ojaq.registry.registration.models import Registration, State
from ojaq.registry.vault import withdrawals


def list_withdrawals() -> None:
    """Write the list anew from the register. Called after a withdrawal was committed, and before each backup; a list that
    fell behind because the machine stopped in between catches up then."""
    gone = Registration.objects.filter(state=State.WITHDRAWN).values_list("uuid", flat=True)
    withdrawals.keep(settings.OJAQ_HOME, gone)
