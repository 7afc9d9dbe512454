"""Row-level security in PostgreSQL: whoever asks without a context gets no row. Run by migration 0003.

Every table with a column `office` shows the rows of the offices in the context only; FORCE binds the tables' owner too. Tables
about people that have no office (who is who) show their rows in any context, and none without. SQLite has one user and one
key: there the selectors alone keep offices apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

POLICY = "office_reach"

WITHOUT = {
    "account": "whoever logs in is looked up before anybody knows their offices",
    "access_grant": "the context itself is made of it",
    "broken_glass": "the context itself is made of it",
}
"""Tables with an office that are read before a context can be there, each with its reason."""

PERSONAL = (
    "judgement",
    "person",
    "belonging",
    "coded_mention",
    "protection",
    "departure_person",
    "approval",
    "alarm",
    "succession_case",
    "estate_version",
    "estate_member",
)
"""Tables whose rows are the register's as a whole: no office, or only the one where somebody sat who judged or asked."""

_ANY = "(SELECT coalesce(current_setting('ojaq.offices', true), '')) <> ''"
# Both questions are asked once for a statement, not once for a row.
_ITS_OWN = (
    "(SELECT current_setting('ojaq.offices', true) = '*') OR {column} = ANY (ARRAY(SELECT id FROM office "
    "WHERE code = ANY (string_to_array((SELECT current_setting('ojaq.offices', true)), ','))))"
)


def tables_with_an_office(models: Iterable[type[Model]]) -> dict[str, str]:
    """Table -> column, of every table whose rows belong to an office; without those of `WITHOUT`."""
    found = {}
    for model in models:
        named = {field.name: field for field in model._meta.concrete_fields}
        if "office" in named and named["office"].is_relation:
            found[model._meta.db_table] = str(named["office"].column)
    return {table: column for table, column in sorted(found.items()) if table not in WITHOUT}


def statements(models: Iterable[type[Model]]) -> list[str]:
    """The statements that shut the tables of these models. They may be run again."""
    made = []
    for table, column in tables_with_an_office(models).items():
        if table not in PERSONAL:
            made += _shut(table, _ITS_OWN.format(column=column))
    for table in PERSONAL:
        made += _shut(table, _ANY)
    return made


def removal(models: Iterable[type[Model]]) -> list[str]:
    """The statements that open them again."""
    made = []
    for table in sorted({*tables_with_an_office(models), *PERSONAL}):
        made.append(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
        made.append(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
    return made


def _shut(table: str, condition: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {POLICY} ON {table}",
        f"CREATE POLICY {POLICY} ON {table} USING ({condition}) WITH CHECK ({condition})",
    ]
