"""Write `0001_first_register` anew from all models. Only before the first landing; afterwards migrations are added.

Made in a folder beside and moved into place at once, so that nobody sees the migrations half-written.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "ojaq" / "migrations" / "0001_first_register.py"


def main() -> None:
    """Generate, compare, move."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OJAQ_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "ojaq.config.settings"
        package = Path(folder) / "first_migrations"
        package.mkdir()
        (package / "__init__.py").touch()
        sys.path.insert(0, folder)
        import django
        from django.conf import settings
        from django.core.management import call_command

        from ojaq.registry.vault import create_keys

        create_keys(home=Path(folder), passphrase=secrets.token_hex())
        settings.MIGRATION_MODULES = {"ojaq": "first_migrations"}
        django.setup()
        call_command("makemigrations", "ojaq", name="first_register", verbosity=0)
        made = package / "0001_first_register.py"
        beside = TARGET.with_suffix(".new")
        text = made.read_text(encoding="utf-8").split("\n", 1)
        beside.write_text(
            '"""The first register: every table of the first landing."""\n' + text[1], encoding="utf-8"
        )
        shutil.move(beside, TARGET)
    print(f"{TARGET.relative_to(ROOT)} written")


if __name__ == "__main__":
    main()
