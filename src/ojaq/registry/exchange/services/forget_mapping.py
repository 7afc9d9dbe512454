"""Forgetting a kept mapping."""

from __future__ import annotations

from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.exchange.errors import UnknownMapping
from ojaq.registry.exchange.models import KeptMapping
from ojaq.registry.ledger import record


@transaction.atomic
def forget_mapping(*, name: str, by: Viewer) -> None:
    """Forget what the columns of a roll mean; what was imported by it stays. Raises NotPermitted, UnknownMapping."""
    require(by, Act.IMPORT)
    gone, _each = KeptMapping.objects.filter(name=name).delete()
    if not gone:
        raise UnknownMapping(name="-", kept="-")
    record(act=Act.IMPORT, by=by, subjects=[], reason="mapping-forgotten")
