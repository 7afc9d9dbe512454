"""Reading the mentions of persons. The callers ask the permission and write the ledger entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from ojaq.registry.identity.blocks import NATURES_OF_BIRTH
from ojaq.registry.identity.told import Told
from ojaq.registry.registration.models import Mention, State, Tie

_COLUMNS = (
    *(
        "pk",
        "belonging__person_id",
        "registration_id",
        "registrant",
        "given",
        "patronymic",
        "family",
        "birth_family",
    ),
    *("as_written", "language", "sex", "born_from", "born_to", "died_to", "origin", "origin_place_id"),
)


def told_of(*, persons: Collection[int]) -> dict[int, list[Told]]:
    """Register number -> its mentions of current registrations, oldest first."""
    found: dict[int, list[Told]] = defaultdict(list)
    for told in _told(Mention.objects.filter(belonging__person__in=persons)):
        found[told.person].append(told)
    return found


def told(*, mentions: Collection[int]) -> dict[int, Told]:
    """Mention id -> what it tells; of any state, because judgements speak of superseded ones too."""
    return {each.mention: each for each in _told(Mention.objects.filter(pk__in=mentions), current=False)}


def _told(rows: QuerySet[Mention], *, current: bool = True) -> Iterable[Told]:
    if current:
        rows = rows.filter(registration__state=State.CURRENT)
    language = Coalesce(NullIf(F("name_language"), Value("")), F("registration__language"))
    for row in rows.annotate(language=language).order_by("pk").values_list(*_COLUMNS):
        yield Told(*row)


def birth_parents(*, mentions: Collection[int]) -> dict[int, list[int]]:
    """Mention -> the mentions named as its parents by birth, or whose nature was not stated."""
    found: dict[int, list[int]] = defaultdict(list)
    ties = Tie.objects.filter(kind="parent", b__in=mentions, nature__in=NATURES_OF_BIRTH).order_by("pk")
    for child, parent in ties.values_list("b_id", "a_id"):
        found[child].append(parent)
    return found
