"""Is there somebody who may do what must be done, and does the database keep the roles apart?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from ojaq.registry.access.models import Account, Grant
from ojaq.registry.access.policy import Role
from ojaq.registry.access.selectors import the_registry
from ojaq.registry.finding import Finding, look, well, wrong


def findings() -> Iterator[Finding]:
    """What stands about the registry itself, its accounts, and its role in the database."""
    registry = the_registry()
    if registry is None:
        yield wrong(
            "access.registry", "This registry was never finished.", "Remove its folder; run `ojaq init`."
        )
    else:
        kind = "fictional, " if registry.fictional else ""
        yield well("access.registry", f"The registry is {kind}in state {registry.state}.")
    yield from _accounts()
    if connection.vendor == "postgresql":
        yield _database_role()


def _accounts() -> Iterator[Finding]:
    for role in (Role.ADMINISTRATOR, Role.STEWARD):
        if not Grant.objects.filter(role=role, account__is_active=True).exists():
            yield look(
                f"access.no-{role}",
                f"Nobody who can log in is {role}.",
                f"`ojaq user role NAME --role {role} --office CODE`",
            )
    idle = Account.objects.filter(is_active=True, grants__isnull=True).count()
    if idle:
        yield look("access.idle", f"{idle} accounts may do nothing.", "Give them a role, or disable them.")
    yield well("access.accounts", f"{Account.objects.filter(is_active=True).count()} accounts can log in.")


def _database_role() -> Finding:
    """Two roles keep the ledger out of reach even of a program that was taken over; one role is for rehearsals."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'ledger_entry'")
        owns = cursor.fetchone()
    if row and any(row):
        return look(
            "access.database-role",
            "The program uses a database role that may do anything.",
            "Found the registry with OJAQ_DATABASE_OWNER_URL for the owner and --database for the program.",
        )
    if owns and owns[0]:
        return look(
            "access.database-role",
            "The program's database role owns the tables, so it could remove their guards.",
            "Found the registry with OJAQ_DATABASE_OWNER_URL for the owner and --database for the program.",
        )
    return well("access.database-role", "The program's database role owns nothing.")
