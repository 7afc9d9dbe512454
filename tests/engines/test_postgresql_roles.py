"""Two roles in PostgreSQL: the program's own may read and append, and cannot touch what keeps the ledger whole.

Collected on PostgreSQL only.
"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from ojaq.registry.access import Viewer, database_rights
from ojaq.registry.ledger import record

pytestmark = [pytest.mark.engines, pytest.mark.django_db(transaction=True)]
ROLE = "ojaq_app"


@pytest.fixture
def as_the_program(transactional_db: None, operator: Viewer) -> Iterator[psycopg.Connection]:
    """A connection of the program's role, to a register with one entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            # It stays: the cluster is thrown away with it.
            cursor.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
    database_rights.give(connection, role=ROLE)
    record(act="open-person", by=operator, subjects=[("person", "K7-3")])
    settings = connection.settings_dict
    with psycopg.connect(
        dbname=settings["NAME"], host=settings["HOST"], user=ROLE, autocommit=True
    ) as program:
        yield program


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET act = 'x'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry CASCADE",
        "DROP TRIGGER ledger_entry_kept ON ledger_entry",
        "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$",
        "DROP TABLE ledger_subject",
    ],
)
def test_the_program_cannot_touch_the_ledger(as_the_program: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_the_program.execute(statement)


def test_the_program_reads_and_writes_everything_else(as_the_program: psycopg.Connection) -> None:
    as_the_program.execute("INSERT INTO office (code, name) VALUES ('one', '')")
    as_the_program.execute("UPDATE office SET name = 'One'")
    as_the_program.execute("DELETE FROM office")
    row = as_the_program.execute("SELECT count(*) FROM ledger_entry").fetchone()
    assert row == (1,)


def test_even_the_owner_is_refused_by_the_triggers(as_the_program: psycopg.Connection) -> None:
    """The control: without a second role the triggers still refuse a change, though an owner could remove them."""
    with pytest.raises(Exception, match="never changed"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE ledger_entry CASCADE")
