"""Taking back a whole import."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.exchange.errors import NoSuchRun
from ojaq.registry.exchange.kinds import TAKEN_BACK
from ojaq.registry.exchange.models import Run, RunState
from ojaq.registry.identity.services import forget
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Mention
from ojaq.registry.registration.services import take_back

_AT_ONCE = 100


def take_back_run(*, number: int, by: Viewer, progress: Callable[[int], None] | None = None) -> int:
    """Take back what an import brought, in short transactions; answers with how many registrations stepped aside.

    Broken off, it is called again. The same file imported again brings them back. Raises NoSuchRun, NotPermitted.
    """
    require(by, Act.TAKE_BACK_IMPORT)
    run = Run.objects.filter(pk=number, kind__in=TAKEN_BACK).exclude(state=RunState.TAKEN_BACK).first()
    if run is None:
        raise NoSuchRun
    taken = 0
    while some := _some(run, by):
        taken += some
        if progress:
            progress(taken)
    with transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state=RunState.TAKEN_BACK)
        record(
            act=Act.TAKE_BACK_IMPORT, by=by, subjects=[("run", str(run.pk))], figures={"registrations": taken}
        )
    return taken


@transaction.atomic
def _some(run: Run, by: Viewer) -> int:
    """A part of it: the testimonies step aside, and identity takes their mentions out of persons."""
    rows = take_back(run=run.uuid, by=by, at_most=_AT_ONCE)
    mentions = list(
        Mention.objects.filter(registration__in=rows, belonging__isnull=False).values_list("pk", flat=True)
    )
    if mentions:
        forget(mentions=mentions)
    return len(rows)
