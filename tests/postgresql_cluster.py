"""A throw-away PostgreSQL cluster from the system's own packages: on a socket, gone afterwards.

Without fsync, because what a test wrote need not outlive it; the tests that kill the server ask for one that keeps its word.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg


class NoPostgresql(RuntimeError):
    """PostgreSQL is not installed; the tests that were asked for cannot run."""


HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""What makes a cluster fast that may lose everything."""


@dataclass
class Cluster:
    """A running server. `url` is the owner's, who may make databases and roles but is no superuser."""

    folder: Path
    process: subprocess.Popen[bytes]
    settings: dict[str, str]

    @property
    def url(self) -> str:
        """The URL of the role that owns the test databases."""
        return self.url_of("ojaq_owner")

    def url_of(self, role: str, database: str = "postgres") -> str:
        """The URL of any role."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.folder), safe='')}"

    def kill(self) -> None:
        """End every process of the server without warning, as a machine does that crashes."""
        ours = [self.process.pid, *_children_of(self.process.pid)]
        for number in ours:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.process.wait()

    def begin(self) -> None:
        """Start the server (again) and wait until it answers."""
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        with (self.folder / "log").open("ab") as log:
            self.process = _serve(self.folder, self.settings, log)
        _await(self)

    def stop(self) -> None:
        """End the server at once and remove its files."""
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start(settings: dict[str, str] | None = None) -> Cluster:
    """Start a server and wait until it answers; `settings` replace the hasty ones. Raises NoPostgresql without one."""
    settings = HASTY if settings is None else settings
    initdb = _program("initdb")
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
        process = _serve(folder, settings, log)
    cluster = Cluster(folder, process, settings)
    try:
        _await(cluster)
        with psycopg.connect(cluster.url_of("postgres"), autocommit=True) as connection:
            connection.execute("CREATE ROLE ojaq_owner LOGIN CREATEDB CREATEROLE NOSUPERUSER")
    except BaseException:
        cluster.stop()
        raise
    return cluster


def _serve(folder: Path, settings: dict[str, str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    chosen = {
        "listen_addresses": "", "max_connections": "60", "shared_buffers": "64MB", **settings,
    }  # fmt: skip
    words = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
    return subprocess.Popen(
        [_program("postgres"), "-D", folder / "data", "-k", folder, *words],
        user=_user(), cwd=folder, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True,
    )  # fmt: skip


def _await(cluster: Cluster) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(cluster.url_of("postgres")).close()
            return
        except psycopg.OperationalError:
            if cluster.process.poll() is not None or time.monotonic() > until:
                raise NoPostgresql((cluster.folder / "log").read_text(errors="replace")) from None
            time.sleep(0.05)


def _children_of(parent: int) -> list[int]:
    """Process numbers of the children of a process; PostgreSQL's have no children of their own."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(number) for number in found.split()]


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
