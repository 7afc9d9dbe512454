"""Many rows into one table at once, as plain values: a model object for each of a hundred thousand rows costs minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models

Row = dict[str, Any]
_AS_IT_IS = (
    models.TextField, models.CharField, models.IntegerField, models.BooleanField, models.FloatField, models.ForeignKey,
)  # fmt: skip


def new_ids(table: type[models.Model], count: int) -> range | list[int]:
    """Numbers for `count` new rows, ascending, never used before. Inside a writing transaction."""
    if not count:
        return []
    name = table._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The transaction holds the only write lock, so the table's counter stands still until the rows are in.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
            found = cursor.fetchone()
            first = (found[0] if found else 0) + 1
            return range(first, first + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [name, count]
        )
        return sorted(row[0] for row in cursor.fetchall())


def insert(table: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows given by column; a column that a row does not name has its default. Ids must be there or not for all alike."""
    if not rows:
        return
    columns = [
        column for column in _columns(table, connection.vendor) if column[0] != "id" or "id" in rows[0]
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for _, column, _, _ in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(table._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 (names of our own)
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [
                [
                    as_kept(row[name]) if name in row and as_kept else row.get(name, default)
                    for name, _, default, as_kept in columns
                ]
                for row in rows
            ],
        )


_Column = tuple[str, str, Any, Callable[[Any], Any] | None]


@cache
def _columns(table: type[models.Model], _vendor: str) -> list[_Column]:
    """Of each column: what rows call it, its name in the database, its default as kept, how a value is made ready."""
    columns: list[_Column] = []
    for field in table._meta.concrete_fields:
        as_kept = None if isinstance(field, _AS_IT_IS) else _keeper(field)
        default = (
            field.get_db_prep_save(field.get_default(), connection)
            if field.has_default() or not field.null
            else None
        )
        columns.append((field.attname, str(field.column), default, as_kept))
    return columns


def _keeper(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    def as_kept(value: Any) -> Any:
        return None if value is None else field.get_db_prep_save(value, connection)

    if isinstance(field, models.DateField):
        # The same days, and the same moment for a whole batch, come again and again.
        return lru_cache(maxsize=20_000)(as_kept)
    if isinstance(field, models.JSONField):
        nothing = as_kept([])
        return lambda value: nothing if value == [] else as_kept(value)
    return as_kept
