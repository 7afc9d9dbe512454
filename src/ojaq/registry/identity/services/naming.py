"""A community's own table of names: what it would change is shown first; kept, it is read beside what ships."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ojaq.core.matching import Tokens, code_testimonies
from ojaq.core.names import NameKnowledge, build_knowledge, with_own
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.errors import NotANamesTable
from ojaq.registry.identity.models import CodedMention, MatchKey, NameToken, OwnNames
from ojaq.registry.identity.services.coding import REGISTRATIONS_A_TURN, Progress
from ojaq.registry.identity.services.reading import place_number, testimonies
from ojaq.registry.identity.services.resolving import Preview, Resolved, previewed, resolve_all
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Registration, State
from ojaq.resources import names as name_tables

LARGEST = 1 << 20
"""Characters of a table."""


def _silent(_step: str, _count: int) -> None:
    """Nobody watches."""


def preview_names(*, table: str, by: Viewer, progress: Progress = _silent) -> Preview:
    """Who would be joined and separated if this table (YAML) were read beside what ships, on this register's own testimonies.

    Writes nothing but the ledger. Raises NotPermitted, NotANamesTable.
    """
    require(by, Act.RESOLVE)
    tokens = Tokens(knowledge_with(table))
    current = Registration.objects.filter(state=State.CURRENT).order_by("pk").values_list("pk", flat=True)
    told = (one for some in batches(list(current), REGISTRATIONS_A_TURN) for one in testimonies(some))
    return previewed(code_testimonies(told, tokens, place_of=place_number), tokens, by, progress)


def keep_names(*, table: str, by: Viewer, progress: Progress = _silent) -> Resolved:
    """Read this table beside what ships from now on; "" goes back to what ships. Every testimony is read and judged anew.

    Raises NotPermitted, NotANamesTable.
    """
    require(by, Act.RESOLVE)
    if table:
        knowledge_with(table)
    with transaction.atomic():
        OwnNames.objects.filter(in_use=True).update(in_use=False)
        if table:
            OwnNames.objects.create(document=table, kept_at=timezone.now(), kept_by=by.account, in_use=True)
        # Codes are derived. Cut short after this, the next run makes them again.
        for derived in (MatchKey, CodedMention, NameToken):
            derived.objects.all().delete()
        Registration.objects.filter(state=State.CURRENT).update(noticed=False)
        record(act=Act.RESOLVE, by=by, subjects=[], reason="own-names")
    return resolve_all(by=by, progress=progress)


def knowledge_with(table: str) -> NameKnowledge:
    """What ships with this table laid over it; "" is what ships alone. Raises NotANamesTable."""
    if len(table) > LARGEST:
        raise NotANamesTable(part="size")
    if not table:
        return build_knowledge(name_tables.tables())
    try:
        return build_knowledge(with_own(name_tables.tables(), name_tables.own_table(table)))
    except ValueError as error:
        raise NotANamesTable(part=str(error)) from error
