"""What the application's role may do in PostgreSQL, where another role owns the tables. Run after every migration."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

KEPT_FOR_EVER = ("ledger_entry", "ledger_subject")


def give(owner: BaseDatabaseWrapper, *, role: str) -> None:
    """Let `role` use every table of the schema, but only read and append where things are kept for ever."""
    with owner.cursor() as cursor:
        for statement in statements(owner.ops.quote_name(role), map(owner.ops.quote_name, KEPT_FOR_EVER)):
            cursor.execute(statement)


def statements(role: str, kept: Iterable[str]) -> list[str]:
    """The statements, for names that are quoted already."""
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        *[f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}" for table in kept],
    ]
