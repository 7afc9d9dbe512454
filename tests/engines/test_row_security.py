"""PostgreSQL shows no row of another office, and none at all without a context: whoever forgot to ask finds nothing.

Collected on PostgreSQL only. The program's role owns nothing here; the controls show that the policies are what holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction

from ojaq.registry.access import Act, Viewer, database_rights, reach, require, row_security
from ojaq.registry.access.models import Office
from ojaq.registry.registration.models import Flag, Mention, Registration

pytestmark = [pytest.mark.engines, pytest.mark.django_db(transaction=True), pytest.mark.trust("T2.7")]
ROLE = "ojaq_app"
SHUT = sorted(
    {*row_security.tables_with_an_office(apps.get_app_config("ojaq").get_models()), *row_security.PERSONAL}
)


@pytest.fixture
def two_offices(transactional_db: None, office: Office, other_office: Office) -> None:
    """One registration with one person and one flag at each of two offices."""
    for place in (office, other_office):
        kept = Registration.objects.create(
            uuid=uuid4(), office=place, channel="counter", received_at=dt.datetime.now(dt.UTC)
        )
        Mention.objects.create(registration=kept, office=place, ref="p1", position=0, given="Aram")
        Flag.objects.create(registration=kept, office=place, code="age", raised_at=dt.datetime.now(dt.UTC))


@pytest.fixture
def program(two_offices: None) -> Iterator[psycopg.Connection]:
    """A connection of the role that `ojaq serve` uses where another role owns the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
    database_rights.give(connection, role=ROLE)
    with psycopg.connect(
        dbname=connection.settings_dict["NAME"],
        host=connection.settings_dict["HOST"],
        user=ROLE,
        autocommit=True,
    ) as opened:
        yield opened


def offices_seen(opened: psycopg.Connection, table: str = "registration") -> set[str]:
    rows = opened.execute(f"SELECT o.code FROM {table} t JOIN office o ON o.id = t.office_id").fetchall()
    return {code for (code,) in rows}


def not_shut() -> list[str]:
    """Tables that should be shut and are not: no policy of both kinds, or the owner is let through."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policies p ON p.tablename = c.relname "
            "WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.qual IS NOT NULL AND p.with_check IS NOT NULL"
        )
        shut = {name for (name,) in cursor.fetchall()}
    return sorted(set(SHUT) - shut)


def test_every_table_with_an_office_is_shut_even_for_its_owner(two_offices: None) -> None:
    assert not_shut() == []
    assert {"registration", "mention", "tie", "consent", "quarantined"} <= set(SHUT)


@pytest.mark.parametrize("table", ["mention", "belonging"])
def test_a_table_left_open_is_seen(two_offices: None, table: str) -> None:
    """The control: one policy taken away, or the owner let through, and the test above names the table."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        try:
            assert not_shut() == [table]
        finally:
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def test_tables_left_out_say_why() -> None:
    carried = {model._meta.db_table for model in apps.get_app_config("ojaq").get_models()}
    assert set(row_security.WITHOUT) <= carried
    assert all(len(reason) > 20 for reason in row_security.WITHOUT.values())


@pytest.mark.parametrize("table", SHUT)
def test_without_a_context_there_is_no_row(program: psycopg.Connection, table: str) -> None:
    assert program.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_with_its_office_it_sees_that_office_only(program: psycopg.Connection) -> None:
    program.execute("SELECT set_config('ojaq.offices', 'nasimi-2', false)")
    assert offices_seen(program) == offices_seen(program, "mention") == {"nasimi-2"}
    program.execute("SELECT set_config('ojaq.offices', 'nasimi-2,avan-1', false)")
    assert offices_seen(program) == {"nasimi-2", "avan-1"}
    program.execute("SELECT set_config('ojaq.offices', 'nowhere', false)")
    assert offices_seen(program) == set()
    program.execute("SELECT set_config('ojaq.offices', '*', false)")
    assert offices_seen(program, "flag") == {"nasimi-2", "avan-1"}


def test_it_neither_changes_nor_adds_rows_of_another_office(program: psycopg.Connection) -> None:
    program.execute("SELECT set_config('ojaq.offices', 'nasimi-2', false)")
    assert program.execute("UPDATE flag SET code = 'x'").rowcount == 1
    assert program.execute("DELETE FROM flag").rowcount == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        program.execute("UPDATE mention SET office_id = (SELECT id FROM office WHERE code = 'avan-1')")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        program.execute("ALTER TABLE registration DISABLE ROW LEVEL SECURITY")


def test_a_query_without_a_filter_finds_its_own_office_only(two_offices: None, clerk: Viewer) -> None:
    """The selectors' filters taken away: what a permission opened is all there is."""
    with reach.nothing_yet():
        assert not Registration.objects.exists()
        require(clerk, Act.OPEN_REGISTRATION)
        assert set(Registration.objects.values_list("office__code", flat=True)) == {"nasimi-2"}
        require(clerk, Act.OPEN_PERSON)
        assert Registration.objects.count() == 2
    with reach.nothing_yet():
        assert not Registration.objects.exists()


def test_without_the_policies_the_same_query_finds_everything(two_offices: None, clerk: Viewer) -> None:
    """The control: the very query of the test above, where the database does not help."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registration DISABLE ROW LEVEL SECURITY")
        try:
            with reach.nothing_yet():
                assert Registration.objects.count() == 2
        finally:
            cursor.execute("ALTER TABLE registration ENABLE ROW LEVEL SECURITY")


def test_what_a_rolled_back_transaction_opened_is_opened_again(two_offices: None, clerk: Viewer) -> None:
    with reach.nothing_yet():
        with transaction.atomic():
            require(clerk, Act.OPEN_PERSON)
            transaction.set_rollback(True)
        require(clerk, Act.OPEN_PERSON)
        assert Registration.objects.count() == 2


def test_a_connection_that_broke_shows_the_same_offices_as_before(two_offices: None, clerk: Viewer) -> None:
    with reach.nothing_yet():
        require(clerk, Act.OPEN_REGISTRATION)
        connection.close()
        assert set(Registration.objects.values_list("office__code", flat=True)) == {"nasimi-2"}
