"""Offices and accounts in words of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy

from ojaq.registry.access import Role
from ojaq.registry.access.selectors import AccountLine

ROLES = {
    str(Role.CLERK): gettext_lazy("clerk"),
    str(Role.REVIEWER): gettext_lazy("reviewer"),
    str(Role.LEGAL_OFFICER): gettext_lazy("legal officer"),
    str(Role.ARCHIVIST): gettext_lazy("archivist"),
    str(Role.ANALYST): gettext_lazy("analyst"),
    str(Role.STEWARD): gettext_lazy("steward"),
    str(Role.ADMINISTRATOR): gettext_lazy("administrator"),
}
ROLE_HELP = {
    str(Role.CLERK): gettext_lazy("registers families, asks at the counter, prints receipts"),
    str(Role.REVIEWER): gettext_lazy("does what a clerk does, and decides who is who"),
    str(Role.LEGAL_OFFICER): gettext_lazy("opens persons and reckons heirs"),
    str(Role.ARCHIVIST): gettext_lazy("keeps places and their names"),
    str(Role.ANALYST): gettext_lazy("reads figures, and nobody's testimony"),
    str(Role.STEWARD): gettext_lazy(
        "answers for data protection: withdraws, imports, exports, watches, agrees as the second"
    ),
    str(Role.ADMINISTRATOR): gettext_lazy("runs the machine and gives roles; reads no testimony"),
}
SCOPES = {
    "own": gettext_lazy("this office only"),
    "subtree": gettext_lazy("this office and all below it"),
    "all": gettext_lazy("all offices"),
}


class Above(Protocol):
    """An office as a selector answers it."""

    pk: int
    code: str
    name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class OfficeShown:
    """One office in the order of the tree; `depth` steps below the top, `indent` the same as a class."""

    code: str
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class GrantShown:
    """One role of an account."""

    role: str
    words: str
    office: str
    reach: str


@dataclass(frozen=True, slots=True)
class AccountShown:
    """One account."""

    username: str
    office: str
    active: bool
    grants: tuple[GrantShown, ...]


def tree(offices: Sequence[Above]) -> tuple[OfficeShown, ...]:
    """Offices, each above those below it, by code."""
    below: dict[int | None, list[Above]] = {}
    for office in sorted(offices, key=lambda one: one.code):
        below.setdefault(office.parent_id, []).append(office)
    return tuple(_walk(below, None, 0))


def _walk(below: dict[int | None, list[Above]], parent: int | None, depth: int) -> Iterable[OfficeShown]:
    for office in below.get(parent, []):
        yield OfficeShown(office.code, office.name, min(depth, 6))
        yield from _walk(below, office.pk, depth + 1)


def accounts_shown(lines: Iterable[AccountLine]) -> tuple[AccountShown, ...]:
    """Accounts with their roles in words."""
    return tuple(
        AccountShown(
            username=line.username,
            office=line.office,
            active=line.active,
            grants=tuple(
                GrantShown(role, str(ROLES.get(role, role)), office, str(SCOPES.get(scope, scope)))
                for role, office, scope in line.grants
            ),
        )
        for line in lines
    )
