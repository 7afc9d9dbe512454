"""Where the passphrase comes from: the environment (once, then dropped), a credential file, or the person at the keys."""

from __future__ import annotations

import ctypes
import getpass
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ojaq.errors import NotPermitted, NotReady, Refused


class NoPassphrase(NotReady):
    """Nobody is there to be asked."""

    code = "cli.no-passphrase"
    sentence = (
        "The registry is locked. Type its passphrase at a terminal, or name a file in OJAQ_PASSPHRASE_FILE."
    )


class PassphrasesDiffer(Refused):
    """Typed twice, and not the same."""

    code = "cli.passphrases-differ"
    sentence = "The two passphrases are not the same. Nothing was made."


class LiveTakesNoEnvironment(NotPermitted):
    """A live registry's passphrase must not stand in the environment of a process."""

    code = "cli.live-takes-no-environment"
    sentence = "A live registry takes no passphrase from OJAQ_PASSPHRASE. Type it, or name a file in OJAQ_PASSPHRASE_FILE."


@dataclass(frozen=True, slots=True)
class Passphrase:
    """The words, and where they came from: a live registry takes none from the environment."""

    words: str
    source: Literal["environment", "file", "terminal"]

    def __repr__(self) -> str:
        return f"Passphrase(source={self.source!r})"


def ask(
    *, new: bool = False, variable: str = "OJAQ_PASSPHRASE", prompt: str = "Passphrase of the registry: "
) -> Passphrase:
    """The passphrase; asked twice when it is a new one. Raises NoPassphrase, PassphrasesDiffer."""
    given = os.environ.get(variable)
    if given:
        _drop(variable)
        return Passphrase(given, "environment")
    file = os.environ.get(f"{variable}_FILE")
    if file:
        return Passphrase(Path(file).read_text(encoding="utf-8").rstrip("\r\n"), "file")
    if not sys.stdin.isatty():
        raise NoPassphrase
    typed = getpass.getpass(prompt)
    if new and getpass.getpass("Once more: ") != typed:
        raise PassphrasesDiffer
    if not typed:
        raise NoPassphrase
    return Passphrase(typed, "terminal")


def will_be_typed() -> bool:
    """Whether `ask` will ask the person at the keys."""
    return not any(os.environ.get(name) for name in ("OJAQ_PASSPHRASE", "OJAQ_PASSPHRASE_FILE"))


def ask_another() -> Passphrase:
    """A new passphrase beside the one that opens now. Raises NoPassphrase, PassphrasesDiffer."""
    return ask(new=True, variable="OJAQ_NEW_PASSPHRASE", prompt="New passphrase: ")


def _drop(name: str) -> None:
    """Take a secret out of the environment, and out of the memory in which the system still shows it to others."""
    if sys.platform != "win32":
        library = ctypes.CDLL(None)
        library.getenv.restype = ctypes.c_void_p
        place = library.getenv(name.encode())
        if place:
            ctypes.memset(place, 0, len(ctypes.string_at(place)))
    del os.environ[name]
