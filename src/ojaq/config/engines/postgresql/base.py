"""The engine that Django loads by `ENGINE = "ojaq.config.engines.postgresql"`."""

from __future__ import annotations

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlWrapper


class DatabaseWrapper(PostgresqlWrapper):
    """A connection that broke and was opened again in the middle of a page shows the same offices as before."""

    def init_connection_state(self) -> None:
        """Called by Django once for each new connection."""
        # Django loads its engines before it has read the tables, which the register's access knows.
        from ojaq.registry.access import reach

        super().init_connection_state()  # type: ignore[no-untyped-call]
        reach.begin_on(self.connection)
