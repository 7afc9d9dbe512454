"""The notices of the desk: estates whose family changed since their shares were reckoned."""

from __future__ import annotations

from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.estates.models import EstateVersion, SuccessionCase
from ojaq.registry.estates.pages import Notice
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.ledger import record

MOST = 100


def notices(*, viewer: Viewer) -> list[Notice]:
    """Versions that nobody has decided about, the newest first, at most a hundred. Only the dead are named."""
    require(viewer, Act.OPEN_ESTATE)
    rows = list(
        EstateVersion.objects.filter(stands=None)
        .select_related("case__dead__anchor__belonging")
        .order_by("-made_at")[:MOST]
    )
    found = _listed([(row.case, row.number, row.made_at, len(row.changes)) for row in rows])
    _logged(viewer, found)
    return found


def cases(*, viewer: Viewer) -> list[Notice]:
    """The estates kept here, the newest first, at most a hundred, with their newest version. Only the dead are named."""
    require(viewer, Act.OPEN_ESTATE)
    rows = list(
        SuccessionCase.objects.select_related("dead__anchor__belonging")
        .prefetch_related("versions")
        .order_by("-pk")[:MOST]
    )
    found = _listed([(row, max(v.number for v in row.versions.all()), row.opened_at, 0) for row in rows])
    _logged(viewer, found)
    return found


def waiting(*, viewer: Viewer) -> int:
    """How many notices wait for a decision."""
    require(viewer, Act.OPEN_ESTATE)
    return EstateVersion.objects.filter(stands=None).count()


def _listed(rows: list[tuple[SuccessionCase, int, object, int]]) -> list[Notice]:
    numbers = {row[0].pk: _number(row[0]) for row in rows}
    told = told_of(persons={number for number in numbers.values() if number})
    return [
        Notice(number, fullest(told[number]).name, version, at, changes)  # type: ignore[arg-type]
        for case, version, at, changes in rows
        if (number := numbers[case.pk]) and told.get(number)
    ]


def _number(case: SuccessionCase) -> int:
    anchor = case.dead.anchor
    return anchor.belonging.person_id if anchor is not None and hasattr(anchor, "belonging") else 0


def _logged(viewer: Viewer, found: list[Notice]) -> None:
    with transaction.atomic():
        subjects = [("person", str(one.number)) for one in found]
        record(
            act=Act.OPEN_ESTATE, by=viewer, subjects=subjects, office=viewer.office or None, reason="notices"
        )
