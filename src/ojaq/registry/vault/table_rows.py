"""Every row of the register from one database into another, whatever their engines: into a backup, and out of one.

Rows are carried as values of the tables' fields, with their numbers; nothing is reckoned anew on the way. What Django keeps
for itself (kinds of content, sessions) is not the register's and stays behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Model
from django.db.models.sql import InsertQuery

from ojaq.registry.vault.errors import BackupDamaged

COPY = "copy"
"""The name under which Django knows an encrypted file beside the register's own database."""

_ENGINE = "ojaq.config.engines.sqlcipher"
_VALUES_AT_ONCE = 12_000


@contextmanager
def encrypted_file(file: Path) -> Iterator[str]:
    """A database in an encrypted file, by this process's keys; answers the name Django knows it by. It may not exist yet."""
    described = {
        "ENGINE": _ENGINE,
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
    every = connections.configure_settings({"default": connections.settings["default"], COPY: described})
    connections.settings[COPY] = every[COPY]
    try:
        yield COPY
    finally:
        # The last one to close an encrypted file empties its log into it.
        connections[COPY].close()
        del connections[COPY]
        del connections.settings[COPY]


def carry(*, source: str, target: str) -> dict[str, int]:
    """Copy every row as it is at one moment, in one transaction; answers how many by table.

    Raises BackupDamaged when one did not arrive.
    """
    models = apps.get_app_config("ojaq").get_models(include_auto_created=True)
    carried = {}
    with _one_moment(source), transaction.atomic(using=target):
        for model in sorted(models, key=lambda each: each._meta.db_table):
            carried[model._meta.db_table] = _carry(model, source, target)
            if model._base_manager.using(target).count() != carried[model._meta.db_table]:
                raise BackupDamaged
        _count_on(target)
    return carried


def _carry(model: type[Model], source: str, target: str) -> int:
    fields = model._meta.local_concrete_fields
    at_once = max(1, _VALUES_AT_ONCE // len(fields))
    rows, done = model._base_manager.using(source).order_by("pk").iterator(at_once), 0
    while batch := list(islice(rows, at_once)):
        query = InsertQuery(model)
        # As they are: a moment that a table notes by itself stays the one it noted.
        query.insert_values(fields, batch, raw=True)
        query.get_compiler(using=target).execute_sql()
        done += len(batch)
    return done


@contextmanager
def _one_moment(name: str) -> Iterator[None]:
    """Everything read is of one moment, while others write."""
    with transaction.atomic(using=name):
        if connections[name].vendor == "postgresql":
            with connections[name].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _count_on(name: str) -> None:
    """New rows get numbers after those that came with theirs."""
    models = list(apps.get_app_config("ojaq").get_models(include_auto_created=True))
    with connections[name].cursor() as cursor:
        for statement in connections[name].ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
