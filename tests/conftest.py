"""What every test stands on: a throw-away registry folder, an unlocked vault, a test database, people to act as.

SQLCipher by default; `OJAQ_TEST_DATABASE=postgresql` starts a throw-away cluster and runs the same tests on it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connections

import postgresql_cluster
from ojaq.registry import vault
from ojaq.registry.vault.keyfile import Effort

PASSPHRASE = "a passphrase for tests only"
ON_POSTGRESQL = os.environ.get("OJAQ_TEST_DATABASE") == "postgresql"
CHEAP = Effort(time=1, memory=8, parallelism=1)

pytest_plugins = ["registry_fixtures", "trust_gate"]

# The same examples every time, so that a red build is red for everybody; `--hypothesis-profile=search` looks for new ones.
SLOW = [
    hypothesis.HealthCheck.too_slow,
    hypothesis.HealthCheck.filter_too_much,
    hypothesis.HealthCheck.data_too_large,
]
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=SLOW)
hypothesis.settings.register_profile("search", deadline=None, suppress_health_check=SLOW)
hypothesis.settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """Point the settings, which are read by now, at a folder and a database of this process."""
    if hasattr(config, "_ojaq_home"):
        return
    home = Path(tempfile.mkdtemp(prefix="ojaq-test-"))
    config._ojaq_home = home  # type: ignore[attr-defined]
    os.environ["OJAQ_HOME"] = str(home)
    settings.OJAQ_HOME = home
    # What day it is must not depend on where the tests run.
    os.environ["OJAQ_TIME_ZONE"] = settings.TIME_ZONE = "UTC"
    vault.create_keys(home=home, passphrase=PASSPHRASE, effort=CHEAP)
    # The worth of a password hash is its cost; tests log in often.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if ON_POSTGRESQL and not hasattr(config, "workerinput"):
        config._ojaq_cluster = postgresql_cluster.start()  # type: ignore[attr-defined]
        os.environ["OJAQ_TEST_POSTGRESQL"] = config._ojaq_cluster.url  # type: ignore[attr-defined]
    _use_database(home)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    cluster = getattr(config, "_ojaq_cluster", None)
    if cluster:
        cluster.stop()
    shutil.rmtree(getattr(config, "_ojaq_home", "/nonexistent"), ignore_errors=True)


def _use_database(home: Path) -> None:
    from ojaq.config import databases

    if ON_POSTGRESQL:
        database = databases.postgresql(os.environ["OJAQ_TEST_POSTGRESQL"])
        # What a test itself asks shows every office; pages and commands begin with none all the same (`access.reach`).
        database["OPTIONS"]["options"] = "-c ojaq.offices=*"
    else:
        database = databases.sqlcipher(home / "register.db") | {
            "TEST": {"NAME": str(home / "test-register.db")}
        }
    settings.DATABASES = {"default": database}
    connections.__dict__.pop("settings", None)
    connections._settings = None
    if hasattr(connections._connections, "default"):
        del connections["default"]


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Migrations when there are any and they say what the models say; a test of its own fails when they do not."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None, ignore_no_migrations=True)
    if ("ojaq", "0001_first_register") not in loader.disk_migrations:
        return False
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
        graph=loader.graph
    )
    return not changes


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each worker has its own database."""


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, django_db_use_migrations: bool
) -> Iterator[None]:
    """The test database, with the ledger's triggers even where the migrations were left out."""
    from django.db import connection

    from ojaq.registry.ledger import triggers

    with django_db_blocker.unblock():
        if not django_db_use_migrations:
            with connection.cursor() as cursor:
                for statement in [*triggers.statements(connection.vendor), *_row_security(connection.vendor)]:
                    cursor.execute(statement)
    _let_tests_empty_the_ledger(connection)
    yield
    with django_db_blocker.unblock():
        connection.close()


def _row_security(vendor: str) -> list[str]:
    from django.apps import apps

    from ojaq.registry.access import row_security

    return row_security.statements(apps.get_app_config("ojaq").get_models()) if vendor == "postgresql" else []


def _let_tests_empty_the_ledger(connection: Any) -> None:
    """A test that commits is cleaned up by emptying every table; the triggers step aside for that moment only."""
    from ojaq.registry.ledger import triggers

    flush = connection.ops.execute_sql_flush

    def flush_without_triggers(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in triggers.removal(connection.vendor):
                cursor.execute(statement)
        flush(statements)
        with connection.cursor() as cursor:
            for statement in triggers.statements(connection.vendor):
                cursor.execute(statement)

    connection.ops.execute_sql_flush = flush_without_triggers
