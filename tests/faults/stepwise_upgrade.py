"""The real `ojaq upgrade`, killed at its first statement, at its second, and so on to the last; each followed by another.

    python tests/faults/stepwise_upgrade.py FOLDER        with OJAQ_PASSPHRASE_FILE; FOLDER is an earlier registry

Writes one line for each: the statement, how the killed one ended, how the next one ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any


def upgrade(kill_at: int) -> None:
    """Upgrade the registry in OJAQ_HOME and die at so many statements that change something; 0 for never."""
    from django.db.backends.signals import connection_created

    from ojaq.cli import upgrade as command

    counted = count(1)

    def dying(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(None, 1)[0].upper() in CHANGING and next(counted) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    def watch(connection: Any, **_: Any) -> None:
        connection.execute_wrappers.append(dying)

    if kill_at:
        connection_created.connect(watch)
    command.upgrade()


CHANGING = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")


def apart(home: Path, kill_at: int) -> int:
    """In a process of its own; answers how it ended: 0, or minus the signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        os.environ["OJAQ_HOME"] = str(home)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        upgrade(kill_at)
        code = 0
    except BaseException as ending:
        from ojaq.cli.upgrade import NothingToDo

        # Everything was done before the kill: the next one rightly finds nothing.
        code = 0 if isinstance(ending, NothingToDo) else 1
        if code:
            traceback.print_exc()
    finally:
        os._exit(code)


def main(earlier: Path) -> None:
    """One after the other, each on a copy of the earlier registry."""
    for number in count(1):
        home = earlier.with_name(f"step{number}")
        shutil.copytree(earlier, home)
        killed = apart(home, number)
        os.write(1, f"{number} {killed} {apart(home, 0)}\n".encode())
        if killed != -signal.SIGKILL:
            return


if __name__ == "__main__":
    # What every step would load anew; nothing of a registry is opened here.
    import django.core.management
    import django.db.migrations.executor  # noqa: F401

    main(Path(sys.argv[1]))
