"""Before the first question: everything a process reckons once is reckoned, so that no visitor waits for it."""

from __future__ import annotations

import numpy as np

from ojaq.core.matching import Described, Testimony, Tie, TieKind, code_testimonies, find, keys_of
from ojaq.registry.desk.question import understand
from ojaq.registry.identity.services import engine
from ojaq.registry.places.selectors import book

_LINE = "Məmmədova Gülnarə Əli qızı, 1957, Tutluca"


def warm() -> None:
    """Read the book of places, the dictionary and the weights, and load every kernel, on an invented family.

    Asks nothing about anybody of the register, so it writes no entry. Does little where nothing was resolved yet.
    """
    places, (known, weights) = book(), engine.ready()
    understood = understand(_LINE, engine.knowledge(), lambda text: places.resolve(text).best is not None)
    if weights is None:
        return
    tokens = known.fork()
    asked = code_testimonies([_family(understood.name, -1)], tokens)
    keys_of(asked, tokens)
    others = code_testimonies([_family(understood.name, key) for key in (1, 2)], tokens)
    find(asked, others, np.arange(len(others), dtype=np.int64), tokens, weights)


def _family(name: str, key: int) -> Testimony:
    """A daughter, her parents, a brother, a husband and a son."""
    people = (
        Described("she", {"as_written": name}, sex="female", born="1957", place="Tutluca"),
        Described("father", {"given": "Əli", "family": "Məmmədov"}, sex="male"),
        Described("mother", {"given": "Fatma"}, sex="female"),
        Described("brother", {"given": "Vaqif"}, sex="male", born="1960"),
        Described("husband", {"given": "Rəşid"}, sex="male"),
        Described("son", {"given": "Elçin"}, sex="male"),
    )
    ties = (
        Tie(TieKind.PARENT, 1, 0), Tie(TieKind.PARENT, 2, 0), Tie(TieKind.SIBLINGS, 0, 3), Tie(TieKind.COUPLE, 0, 4),
        Tie(TieKind.PARENT, 0, 5), Tie(TieKind.PARENT, 4, 5),
    )  # fmt: skip
    return Testimony(key, people, ties)
