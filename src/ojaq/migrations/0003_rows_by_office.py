"""PostgreSQL shows the rows of an office in its context only. Written from the tables: each that carries `office` is shut."""

from django.db import migrations

from ojaq.registry.access import row_security


def shut(apps, schema_editor):
    """Shut the tables; SQLite has no such thing."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in row_security.statements(apps.get_app_config("ojaq").get_models()):
            schema_editor.execute(statement, params=None)


def open_again(apps, schema_editor):
    """Open them again."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in row_security.removal(apps.get_app_config("ojaq").get_models()):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Depends on the tables."""

    dependencies = [("ojaq", "0002_ledger_kept")]
    operations = [migrations.RunPython(shut, open_again)]
