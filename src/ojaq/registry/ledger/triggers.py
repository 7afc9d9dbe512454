"""The statements that make the ledger append-only in the database itself, for both engines. Run by migration 0002."""

from __future__ import annotations

TABLES = ("ledger_entry", "ledger_subject")
_REFUSAL = "the ledger is never changed"


def statements(vendor: str) -> list[str]:
    """The statements that install the triggers on "sqlite" or "postgresql"."""
    return _SQLITE if vendor == "sqlite" else _POSTGRESQL


def removal(vendor: str) -> list[str]:
    """The statements that take the triggers away again; for tests that must empty the tables."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names("sqlite")]
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {name.removesuffix('_kept').removesuffix('_whole')}"
        for name in names("postgresql")
    ]


def names(vendor: str) -> list[str]:
    """The names of the triggers, so that `ojaq doctor` can look for them."""
    endings = ("no_update", "no_delete") if vendor == "sqlite" else ("kept", "whole")
    return [f"{table}_{ending}" for table in TABLES for ending in endings]


_SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for table in TABLES
    for verb in ("UPDATE", "DELETE")
]

_POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    *[
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuses()"
        for table in TABLES
    ],
    *[
        f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses()"
        for table in TABLES
    ],
]
