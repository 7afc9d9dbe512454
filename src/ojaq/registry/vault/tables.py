"""Are the tables of the database those of this version? Reads the list of migrations and no other table."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ojaq.registry.vault.errors import TablesNewer


def waiting() -> list[str]:
    """The changes of this version that the database does not have yet, in order; empty when it is up to date."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]


def is_founded() -> bool:
    """Whether any version of Ojaq made tables here."""
    applied = MigrationExecutor(connection).loader.applied_migrations
    return any(app == "ojaq" for app, _ in applied)


def refuse_newer() -> None:
    """Raise TablesNewer when the database has a change that this version does not know."""
    loader = MigrationExecutor(connection).loader
    known = set(loader.disk_migrations)
    if any(app == "ojaq" and (app, name) not in known for app, name in loader.applied_migrations):
        raise TablesNewer
