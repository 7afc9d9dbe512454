"""A throw-away PostgreSQL cluster from the system's own packages: on a socket, without fsync, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg


class NoPostgresql(RuntimeError):
    """PostgreSQL is not installed; the tests that were asked for cannot run."""


@dataclass
class Cluster:
    """A running server. `url` is the owner's, who may make databases and roles but is no superuser."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """The URL of the role that owns the test databases."""
        return self.url_of("ojaq_owner")

    def url_of(self, role: str, database: str = "postgres") -> str:
        """The URL of any role."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.folder), safe='')}"

    def stop(self) -> None:
        """End the server at once and remove its files."""
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Cluster:
    """Start a server and wait until it answers. Raises NoPostgresql when it is not installed."""
    initdb, postgres = _program("initdb"), _program("postgres")
    folder = Path(tempfile.mkdtemp(prefix="ojaq-pg-", dir="/tmp"))
    user = _user()
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    _run(
        [initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        user,
        folder,
    )
    with (folder / "log").open("wb") as log:
        process = _serve(postgres, data, folder, user, log)
    cluster = Cluster(folder, process)
    try:
        _make_owner(cluster)
    except BaseException:
        cluster.stop()
        raise
    return cluster


def _serve(
    postgres: str, data: Path, folder: Path, user: str | None, log: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [postgres, "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60",
         "-c", "shared_buffers=64MB", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"],
        user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True,
    )  # fmt: skip


def _make_owner(cluster: Cluster) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            with psycopg.connect(cluster.url_of("postgres"), autocommit=True) as connection:
                connection.execute("CREATE ROLE ojaq_owner LOGIN CREATEDB CREATEROLE NOSUPERUSER")
                return
        except psycopg.OperationalError:
            if cluster.process.poll() is not None or time.monotonic() > until:
                raise NoPostgresql((cluster.folder / "log").read_text(errors="replace")) from None
            time.sleep(0.05)


def _program(name: str) -> str:
    """The path of one of PostgreSQL's programs, newest version first."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: -float(path.parts[4])
    )
    found = str(versions[0]) if versions else shutil.which(name)
    if not found:
        raise NoPostgresql(
            "PostgreSQL is not installed. `make test` installs it as root; else install `postgresql`."
        )
    return found


def _user() -> str | None:
    """PostgreSQL refuses to run as root: another user then, who needs nothing but to exist."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(command: list[str | Path], user: str | None, folder: Path) -> None:
    done = subprocess.run(command, user=user, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        raise NoPostgresql(done.stderr.decode(errors="replace"))
