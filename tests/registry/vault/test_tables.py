"""The tables are those of this version, of an earlier one, or of a newer one that is left alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from ojaq.registry.vault import tables
from ojaq.registry.vault.errors import TablesNewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder(django_db_use_migrations: bool) -> MigrationRecorder:
    """The list of changes; the tests' own database may have been made without it."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for name in ("0001_first_register", "0003_rows_by_office"):
        recorder.migration_qs.get_or_create(app="ojaq", name=name)
    return recorder


def test_a_change_that_was_not_made_is_waiting(recorder: MigrationRecorder) -> None:
    assert not any(each.startswith("ojaq ") for each in tables.waiting())
    recorder.record_unapplied("ojaq", "0003_rows_by_office")
    assert "ojaq 0003_rows_by_office" in tables.waiting()
    assert tables.is_founded()


def test_a_newer_version_is_left_alone(recorder: MigrationRecorder) -> None:
    tables.refuse_newer()
    recorder.record_applied("ojaq", "9999_of_tomorrow")
    with pytest.raises(TablesNewer):
        tables.refuse_newer()
