"""Going live: from here on what is told counts, two people do what one must not, and limits hold. There is no way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access import Act, Role, Viewer, health, require
from ojaq.registry.access.errors import NotReadyForLife
from ojaq.registry.access.models import Account, Grant, Registry
from ojaq.registry.ledger import record
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration.models import Registration, State
from ojaq.registry.vault import keyfile

PAPERS = 2
STEWARDS = 2
BACKUP_AT_MOST = dt.timedelta(hours=24)


def missing(*, home: Path, with_what_is_there: bool = False) -> list[str]:
    """What this registry lacks to go live, a sentence each; nothing when it may. Writes nothing."""
    return list(_missing(home, with_what_is_there))


@transaction.atomic
def go_live(*, home: Path, stewards: Collection[Viewer], with_what_is_there: bool = False) -> Registry:
    """Let the registry go live, in the presence of two stewards who logged in each by themselves.

    Raises NotReadyForLife with all that is missing, NotPermitted for somebody who is no steward or comes twice.
    """
    for steward in stewards:
        require(steward, Act.GO_LIVE)
        if steward.account is None or Role.STEWARD not in steward.roles:
            raise NotPermitted
    if (
        len({each.account for each in stewards}) < STEWARDS
        or len({each.session for each in stewards}) < STEWARDS
    ):
        raise NotPermitted
    lacks = missing(home=home, with_what_is_there=with_what_is_there)
    if lacks:
        raise NotReadyForLife(missing="\n".join(f"- {each}" for each in lacks))
    registry = Registry.objects.select_for_update().get()
    registry.state, registry.live_at = Registry.State.LIVE, timezone.now()
    registry.save(update_fields=["state", "live_at"])
    for steward in stewards:
        record(act=Act.GO_LIVE, by=steward, subjects=[("registry", str(registry.uuid))])
    return registry


def _missing(home: Path, with_what_is_there: bool) -> Iterator[str]:
    registry = Registry.objects.first()
    if registry is None or registry.state == Registry.State.LIVE:
        yield "This registry is live already, or was never finished."
        return
    if registry.fictional:
        yield "Its people are fictional, and say so on every page. Begin another registry: ojaq init."
    if not with_what_is_there and Registration.objects.filter(state=State.CURRENT).exists():
        yield (
            "There are testimonies from the rehearsal. Take them back, or begin another registry; "
            "if they are real, say --with-what-is-there."
        )
    yield from _people()
    papers = len(keyfile.recovery_publics(home))
    if papers < PAPERS:
        yield f"{papers} of {PAPERS} recovery keys are there: ojaq keys recovery add --to FILE"
    if not _backed_up():
        yield "No backup of the last 24 hours was read back: ojaq backup --to FILE, on another disk."
    yield from _database()


def _people() -> Iterator[str]:
    stewards = set(_holding(Role.STEWARD))
    if len(stewards) < STEWARDS:
        yield f"{len(stewards)} of {STEWARDS} stewards are there: ojaq user add NAME --role steward --office CODE --scope all"
    administrators = set(_holding(Role.ADMINISTRATOR))
    if not administrators:
        yield "Nobody is administrator: ojaq user add NAME --role administrator --office CODE"
    both = stewards & administrators
    if both:
        yield (
            f"{len(both)} accounts are steward and administrator at once. Who runs the machine reads no testimony: "
            "ojaq user role NAME --role ... --take, or ojaq user disable NAME"
        )


def _holding(role: Role) -> Iterator[int]:
    rows = Grant.objects.filter(role=role, account__in=Account.objects.filter(is_active=True))
    yield from rows.values_list("account_id", flat=True)


def _backed_up() -> bool:
    since = timezone.now() - BACKUP_AT_MOST
    return Entry.objects.filter(act=Act.BACK_UP, at__gt=since).exists()


def _database() -> Iterator[str]:
    """Where the program's role could take the guards of the ledger and of the rows away, they guard nothing."""
    for finding in health.findings():
        if finding.code == "access.database-role" and finding.standing != "well":
            yield f"{finding.says} {finding.advice}"
