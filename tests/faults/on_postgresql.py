"""A registry on a PostgreSQL cluster of its own, with intake at work there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg

import postgresql_cluster
from faults.conftest import PASSPHRASE, Intake


class Served:
    """A cluster, a registry on it, and intake at work there."""

    def __init__(self, home: Path, outside: dict[str, str], settings: dict[str, str]) -> None:
        self.cluster = postgresql_cluster.start(settings)
        try:
            self.intake = self._found(home, outside)
        except BaseException:
            self.cluster.stop()
            raise

    def _found(self, home: Path, outside: dict[str, str]) -> Intake:
        with psycopg.connect(self.cluster.url, autocommit=True) as owner:
            owner.execute("CREATE DATABASE register")
            owner.execute("CREATE ROLE ojaq_app LOGIN NOSUPERUSER NOBYPASSRLS")
        given = {
            "OJAQ_HOME": str(home),
            "OJAQ_PASSPHRASE": PASSPHRASE,
            "OJAQ_DATABASE_OWNER_URL": self.cluster.url_of("ojaq_owner", "register"),
        }
        program = self.cluster.url_of("ojaq_app", "register")
        words = ("init", "--no-gazetteer", "--fictional", "--database", program)
        subprocess.run([sys.executable, "-m", "ojaq.cli.main", *words], env=outside | given, check=True)
        # Intake asks as the whole register's operator does; the rows of an office are shut to others.
        return Intake(home, outside | {"PGOPTIONS": "-c ojaq.offices=*"})

    def end(self) -> None:
        """Stop both."""
        self.intake.end()
        self.cluster.stop()
