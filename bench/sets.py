"""The sets the bench measures on, simulated with printed seeds into bench/out/sets."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from measured import run

HERE = Path(__file__).parent
OUT = HERE / "out"
OJAQ = Path(sys.executable).with_name("ojaq")


@dataclass(frozen=True, slots=True)
class Set:
    """A set by name, and the options of `ojaq simulate` that make it."""

    name: str
    what: str
    options: tuple[str, ...]


def tree() -> Path:
    """royal92.ged: of the folder in OJAQ_BENCH_DATA when given, else the one beside this file."""
    import os

    return Path(os.environ.get("OJAQ_BENCH_DATA", HERE / "data")) / "royal92.ged"


def accuracy_sets() -> list[Set]:
    """Trees in one and in four scripts, and simulated communities."""
    royal = ("--from", str(tree()), "--registrations", "1100")
    return [
        Set("royal-latin", "royal92, one script", (*royal, "--seed", "105")),
        Set("royal-scripts", "royal92, four scripts", (*royal, "--seed", "106", "--scripts", "4")),
        Set("from-armenia", "community displaced from Armenia", _community("displaced-from-armenia", 107)),
        Set(
            "from-azerbaijan",
            "community displaced from Azerbaijan",
            _community("displaced-from-azerbaijan", 108),
        ),
        Set("greek", "community with Greek names", _community("rehearsal-greek-names", 109)),
        Set("georgian", "community with Georgian names", _community("rehearsal-georgian-names", 110)),
    ]


def _community(number: str, seed: int, registrations: int = 1000) -> tuple[str, ...]:
    return ("--programme", number, "--registrations", str(registrations), "--seed", str(seed))


def register_set(registrations: int) -> Set:
    """The set of the register's bench."""
    return Set(f"register-{registrations}", "", _community("displaced-from-armenia", 111, registrations))


def made(one: Set) -> Path:
    """The folder of a set, simulated now unless the same options made it before."""
    folder = OUT / "sets" / one.name
    note = folder / "options.txt"
    said = " ".join(one.options)
    if not (note.is_file() and note.read_text() == said):
        run(OJAQ, "simulate", *one.options, "--to", folder, "--json")
        note.write_text(said)
    return folder
