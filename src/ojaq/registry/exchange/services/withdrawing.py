"""A withdrawal that reaches everywhere: what was derived from the testimony goes in the same transaction."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from ojaq.registry.access import Viewer, reach
from ojaq.registry.identity.services import forget
from ojaq.registry.registration import services
from ojaq.registry.registration.services.withdraw import mentions_of_editions


@transaction.atomic
def withdraw(*, registration: UUID, by: Viewer, reason: str = "registrant-wished") -> list[UUID]:
    """Withdraw a registration; answers with the ids that were withdrawn now. Raises NoSuchRegistration, NotPermitted."""
    # Identity lets go first, while the mentions are still there; a refusal afterwards takes that back with the transaction.
    with reach.across_offices():
        forget(mentions=mentions_of_editions(registration))
    return services.withdraw(registration=registration, by=by, reason=reason)
