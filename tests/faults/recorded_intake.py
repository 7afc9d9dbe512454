"""A process that takes testimonies in by the real service while every write of its encrypted register is noted.

    python tests/faults/recorded_intake.py SYNCHRONOUS COUNT FILE        with OJAQ_HOME and OJAQ_PASSPHRASE

FILE gets what a power cut needs to be imitated: the register's file as it was, and the list of writes, syncs and
acknowledgements since. SYNCHRONOUS is FULL, as the product has it, or the control: NORMAL or OFF.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

import disk
import intake


def main(synchronous: str, count: int, file: Path) -> None:
    """Take testimonies in and write the log."""
    from ojaq.cli.registry import home, unlocked

    watched = disk.watch()
    watched.noting = False
    unlocked(home())
    from django.db import connection

    with connection.cursor() as cursor:
        # A short log of the database, so that cuts fall into its emptying as well.
        cursor.execute("PRAGMA wal_autocheckpoint = 60")
        cursor.execute(f"PRAGMA synchronous = {synchronous}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = (Path(os.environ["OJAQ_HOME"]) / "register.db").read_bytes()
    watched.noting = True
    for _ in range(count):
        watched.note("ack", intake.register_one())
    watched.noting = False
    file.write_bytes(pickle.dumps((before, watched.done)))
    # The library would still call our functions while the interpreter takes itself apart.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
