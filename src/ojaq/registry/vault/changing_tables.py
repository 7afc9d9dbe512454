"""Bringing tables to this version so that a kill leaves each change either made and noted, or not made at all.

Django makes some statements of a change (indexes, foreign keys) only at its end, and then notes the change in a transaction of
its own. Killed between the two, the tables are changed and nobody knows: every later upgrade fails on "already exists".
"""

from __future__ import annotations

from typing import Any

from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


class _WholeChanges(MigrationExecutor):
    """Runs what a change put off, and notes the change, before its transaction ends."""

    def apply_migration(
        self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False
    ) -> Any:
        """One change of the tables, as one transaction."""
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake, fake_initial)
        if self.progress_callback:
            self.progress_callback("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement)
            editor.deferred_sql.clear()
            # The stubs still know the form that two arguments had.
            self.record_migration(migration)  # type: ignore[call-arg]
        if self.progress_callback:
            self.progress_callback("apply_success", migration, fake)
        return state


def change_tables(*, database: str) -> None:
    """Make every change that the database named `database` does not have yet, each whole or not at all."""
    connection = connections[database]
    connection.prepare_database()
    executor = _WholeChanges(connection)
    executor.loader.check_consistent_history(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    # Django makes its rows of permissions and kinds of content after the tables.
    emit_post_migrate_signal(verbosity=0, interactive=False, db=database)
