"""Reading who is who and what they may do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from ojaq.registry.access.authentication import AccountBackend
from ojaq.registry.access.models import Account, BrokenGlass, Consent, Grant, Office, Registry, Scope
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import Act, Role
from ojaq.registry.access.viewer import Hold, Viewer

__all__ = [
    "AccountLine",
    "accounts",
    "consented",
    "is_fictional",
    "is_live",
    "languages_offered",
    "log_in_of",
    "offices",
    "the_registry",
    "viewer_of",
]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account as `ojaq user list` shows it; `grants` are (role, office code, scope)."""

    username: str
    uuid: UUID
    office: str
    active: bool
    grants: tuple[tuple[str, str, str], ...]


def viewer_of(account: Account, *, session: str = "") -> Viewer:
    """What an account may do now, from its grants that have not ended. A disabled account holds nothing.

    `session` is the key of the session it logged in by, or whatever else tells one log-in from another.
    """
    grants = _standing_grants(account) if account.is_active else []
    holds = tuple(Hold(Role(grant.role), _reach(grant)) for grant in grants)
    everywhere = any(hold.offices is None for hold in holds)
    offices_held = frozenset[str]().union(*(hold.offices for hold in holds if hold.offices is not None))
    return Viewer(
        account=account.uuid,
        name=account.name or account.username,
        roles=frozenset(hold.role for hold in holds),
        offices=None if everywhere else offices_held,
        office=account.office.code,
        language=account.language,
        holds=holds,
        session=hashlib.sha256(session.encode()).digest() if session else b"",
        glass=glass_of(account.uuid) if holds else frozenset(),
    )


def glass_of(account: UUID) -> frozenset[str]:
    """The offices for which this account broke the glass some hours ago at most."""
    standing = BrokenGlass.objects.filter(account=account, until__gt=timezone.now())
    return frozenset(standing.values_list("office__code", flat=True))


def the_registry() -> Registry | None:
    """What this registry is, or None before it was founded."""
    return Registry.objects.first()


def languages_offered() -> list[tuple[str, str]]:
    """(code, own name) of the languages this registry offers to readers and visitors; all there are where none was chosen."""
    registry = the_registry()
    chosen = set(registry.languages) if registry else set()
    return [(code, name) for code, name in settings.LANGUAGES if not chosen or code in chosen]


def log_in_of(*, username: str, password: str, session: str) -> Viewer | None:
    """Who this is, where there is no page to log in at (the command line of a live registry); None when it does not hold."""
    account = AccountBackend().authenticate(None, username=username, password=password)
    return viewer_of(account, session=session) if account else None


def is_fictional() -> bool:
    """Whether this registry is of a fictional community. Reads one column, so that it works before an upgrade too."""
    return bool(Registry.objects.values_list("fictional", flat=True).first())


def is_live() -> bool:
    """Whether this registry left rehearsal. Reads one column, so that it works before an upgrade too."""
    return Registry.objects.values_list("state", flat=True).first() == Registry.State.LIVE


def offices(*, viewer: Viewer) -> Sequence[Office]:
    """All offices, by code. Their names and codes are no secret to anybody who may act here."""
    return list(Office.objects.select_related("parent")) if viewer.roles else []


def accounts(*, viewer: Viewer) -> list[AccountLine]:
    """All accounts with their grants. Raises NotPermitted."""
    require(viewer, Act.MANAGE_ACCOUNTS)
    rows = Account.objects.select_related("office").prefetch_related("grants__office").order_by("username")
    return [
        AccountLine(
            username=row.username,
            uuid=row.uuid,
            office=row.office.code,
            active=row.is_active,
            grants=tuple(sorted((grant.role, grant.office.code, grant.scope) for grant in row.grants.all())),
        )
        for row in rows
    ]


def consented(*, registrations: Iterable[UUID], purpose: str) -> frozenset[UUID]:
    """Those of `registrations` whose latest answer about `purpose` is yes. Whatever leaves the registry asks this."""
    latest: dict[UUID, bool] = {}
    rows = Consent.objects.filter(registration__in=list(registrations), purpose=purpose).order_by("id")
    for registration, given in rows.values_list("registration", "given"):
        latest[registration] = given
    return frozenset(registration for registration, given in latest.items() if given)


def _standing_grants(account: Account) -> list[Grant]:
    standing = Q(until__isnull=True) | Q(until__gt=timezone.now())
    return list(account.grants.filter(standing).select_related("office").order_by("id"))


def _reach(grant: Grant) -> frozenset[str] | None:
    if grant.scope == Scope.ALL:
        return None
    if grant.scope == Scope.OWN:
        return frozenset({grant.office.code})
    return _subtree(grant.office)


def _subtree(root: Office) -> frozenset[str]:
    """The codes of an office and all below it. Offices are few: the whole tree is read once."""
    below: dict[int | None, list[Office]] = {}
    for office in Office.objects.all():
        below.setdefault(office.parent_id, []).append(office)
    found, waiting = {root.code}, [root.pk]
    while waiting:
        for child in below.get(waiting.pop(), []):
            if child.code not in found:
                found.add(child.code)
                waiting.append(child.pk)
    return frozenset(found)
