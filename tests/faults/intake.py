"""A process that takes testimonies in by the real service and acknowledges each on its output; made to be killed.

    python tests/faults/intake.py        with OJAQ_HOME and OJAQ_PASSPHRASE; then lines on its input:
        sound | hasty            a child registers and acknowledges until it is killed; "hasty" is the control:
                                 it acknowledges before the commit
        narrow | full | un...    a child meets a file that may not grow, a disk without room, a disk that fails
        look                     says what is stored

It starts once and forks for each round, so that a thousand kills take minutes. The parent never opens the register while
a child lives.
"""

from __future__ import annotations

import os
import resource
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4


def tell(*words: object) -> None:
    """One line, written at once and whole."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def testimony() -> dict[str, object]:
    """A small testimony: a child and a father of its own, and words that are sealed."""
    uuid = uuid4()
    letters = iter(uuid.bytes)
    # A family of its own, so that a thousand testimonies are not a thousand about one man.
    family = "".join("bdgklmnprstvz"[next(letters) % 13] + "aeiou"[next(letters) % 5] for _ in range(4))
    return {
        "ojaq": "registration/1",
        "id": str(uuid),
        "people": [
            {"ref": "p1", "name": {"given": "Maro", "family": family.capitalize()}, "origin": "Sarıdərə"},
            {"ref": "p2", "name": {"given": "Aram", "family": family.capitalize()}},
        ],
        "ties": [{"parent": "p2", "child": "p1"}],
        "statement": "The walnut tree stood behind the house.",
        "consent": [
            {
                "purpose": "register",
                "given": True,
                "on": "2023-01-23",
                "words": "I agree.",
                "version": "1",
                "language": "en",
                "by": "p1",
                "basis": "consent",
            }
        ],
    }


def register_one() -> str:
    """Register one testimony; answers its id once the service came back."""
    from ojaq.registry.access import operator
    from ojaq.registry.registration import services

    words = testimony()
    services.register(testimony=words, by=operator())
    return str(words["id"])


def sound() -> None:
    """Acknowledge what the service acknowledged."""
    while True:
        tell("ack", register_one())


def some() -> None:
    """Thirty, and the first three of them withdrawn."""
    from ojaq.registry.access import operator
    from ojaq.registry.exchange.services.withdrawing import withdraw

    for number in range(30):
        uuid = register_one()
        if number < 3:
            withdraw(registration=UUID(uuid), by=operator())
        tell("ack" if number >= 3 else "withdrawn", uuid)


def hasty() -> None:
    """The control: acknowledge inside the transaction. The commit of the third one waits for longer than anybody lives.

    A fast disk commits before a kill can fall between the two; so where three are awaited, the third is surely lost.
    """
    from django.db import transaction

    for number in count(1):
        with transaction.atomic():
            tell("ack", register_one())
            time.sleep(3600 if number == 3 else 0)


def narrow() -> None:
    """Register until nothing more fits, three refusals long; then, with room again, three times more."""
    from ojaq.errors import OjaqError

    home = Path(os.environ["OJAQ_HOME"])
    largest = max(file.stat().st_size for file in home.iterdir())
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 200_000, hard))
    refused = 0
    for _ in count():
        try:
            tell("ack", register_one())
        except OjaqError as refusal:
            tell("refused", refusal.code, refusal)
            refused += 1
            if refused == 3:
                break
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    for _ in range(3):
        tell("later", register_one())


def full() -> None:
    """Register until the disk itself is full; a file that takes the room is removed, and it goes on."""
    from ojaq.errors import OjaqError

    refused = 0
    while refused < 3:
        try:
            tell("ack", register_one())
        except OjaqError as refusal:
            tell("refused", refusal.code, refusal)
            refused += 1
    (Path(os.environ["OJAQ_HOME"]) / "ballast").unlink()
    for _ in range(3):
        tell("later", register_one())


def failing(call: str) -> None:
    """Register while the disk works, while one of its calls fails with an input/output error, and when it is mended."""
    import disk

    from ojaq.errors import OjaqError

    watched = disk.watch()
    watched.noting = False
    for _ in range(3):
        tell("ack", register_one())
    watched.refuse.add(call)
    for _ in range(3):
        try:
            tell("ack", register_one())
        except OjaqError as refusal:
            tell("refused", refusal.code, refusal)
    watched.refuse.clear()
    for _ in range(3):
        tell("later", register_one())


def look() -> None:
    """What is stored: every id that opens in full with its ledger entry, and whether the file is whole."""
    from django.db import connection

    from ojaq.registry.access import operator
    from ojaq.registry.ledger.models import EntrySubject
    from ojaq.registry.ledger.selectors import broken_entries
    from ojaq.registry.registration.models import Mention, Registration, State
    from ojaq.registry.registration.selectors import sealed_lines

    entered = set(EntrySubject.objects.filter(kind="registration").values_list("number", flat=True))
    for row, line in sealed_lines(viewer=operator(), states=(State.CURRENT,)):
        whole = b"walnut" in line and Mention.objects.filter(registration=row.pk).count() == 2
        tell("stored" if whole and str(row.uuid) in entered else "half", row.uuid)
    tell("entries", len(entered), "registrations", Registration.objects.count())
    damaged = list(broken_entries())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            damaged += cursor.execute("PRAGMA cipher_integrity_check").fetchall()
            damaged += [row for row in cursor.execute("PRAGMA integrity_check").fetchall() if row != ("ok",)]
    tell("damaged" if damaged else "whole")


ROUNDS: dict[str, Callable[[], None]] = {
    "sound": sound, "some": some, "hasty": hasty, "narrow": narrow, "full": full, "look": look,
    "unroomed": partial(failing, "room"),
    "unwritten": partial(failing, "write"), "unsynced": partial(failing, "sync"), "unfailing": partial(failing, ""),
}  # fmt: skip


def _make_ready() -> None:
    """Load here what every child would load anew: code, names and places."""
    from ojaq.registry.registration.place_reading import place_reader
    from ojaq.registry.registration.prepared import prepare
    from ojaq.registry.registration.reading import Document, read_content

    document = read_content(testimony(), channel="counter")
    assert isinstance(document, Document)
    prepare(document, place_reader())


def main() -> None:
    """Read one word a line, and fork a child for each."""
    from django.db import connections

    from ojaq.cli.registry import home, unlocked

    unlocked(home())
    _make_ready()
    connections.close_all()
    tell("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                ROUNDS[line.strip()]()
                code = 0
            except Exception:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                connections.close_all()
                os._exit(code)
        tell("child", child)
        tell("gone", os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
