"""The ledger becomes append-only in the database itself. Written by hand: Django's models know no triggers."""

from django.db import migrations

from ojaq.registry.ledger import triggers


def install(apps, schema_editor):
    """Install the triggers of this engine."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Take them away again."""
    for statement in triggers.removal(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Depends on the tables."""

    dependencies = [("ojaq", "0001_first_register")]
    operations = [migrations.RunPython(install, remove)]
