"""`ojaq demo`: a throw-away registry in rehearsal with two fictional communities, served and opened.

Everything in it is made up: people, testimonies, offices. Its key lies beside it in the open, which only a throw-away may do.
A second run finds the registry and serves it at once; a registry made by another version of the demonstration is made anew.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import threading
import time
import webbrowser
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Annotated

import typer

from ojaq import __version__
from ojaq.cli.printing import say
from ojaq.errors import Conflict

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer

EDITION = f"{__version__}/2"
"""Raise the number when the demonstration's content or tables change: registries of other editions are made anew."""
NOTE = "demo.json"
PROGRAMMES = ("displaced-from-armenia", "displaced-from-azerbaijan")
OFFICE = "centre"
ACCOUNTS = (
    ("clerk", ("clerk",)),
    ("reviewer", ("clerk", "reviewer")),
    ("steward", ("steward", "clerk", "reviewer")),
)


class NotADemonstration(Conflict):
    """The folder holds something that no demonstration made."""

    code = "demo.not-a-demonstration"
    sentence = "%(folder)s holds something else. Nothing was touched: choose another folder with --home."


@dataclass(frozen=True, slots=True)
class Note:
    """What a demonstration keeps beside its registry, in the open: it protects nothing."""

    edition: str
    passphrase: str
    passwords: dict[str, str]
    heirs: list[str] = field(default_factory=list)
    fictional: str = (
        "FICTIONAL: a throw-away registry of made-up people. Its key stands here because it protects nothing."
    )


def demo(
    home: Annotated[Path, typer.Option("--home", help="The folder of the throw-away registry.")] = Path(
        ".demo"
    ),
    port: Annotated[int, typer.Option(help="The port; the next free one is taken when it is in use.")] = 8000,
    registrations: Annotated[int, typer.Option(min=10, help="Testimonies of each community.")] = 300,
    open_browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Only make the registry with --no-serve.")
    ] = True,
) -> None:
    """A throw-away registry with two fictional communities, served and opened. Nothing in it is real but the villages."""
    folder = home.resolve()
    note = standing(folder)
    if note is None:
        note = make(folder, registrations)
    os.environ["OJAQ_HOME"], os.environ["OJAQ_PASSPHRASE"] = str(folder), note.passphrase
    for line in greeting(note):
        say(line)
    if serve:
        _serve(free_port(port), open_browser)


def greeting(note: Note) -> list[str]:
    """How to log in."""
    return [
        "FICTIONAL: nobody here exists. Log in as",
        *(f"  {name:<10} password {password}" for name, password in note.passwords.items()),
        *(
            f"Heirs of a house lost in 1918, told to a child of today: /people/{number}/heirs"
            for number in note.heirs
        ),
    ]


def standing(folder: Path) -> Note | None:
    """The note of a finished demonstration of this edition; None when one is to be made. Raises NotADemonstration."""
    path = folder / NOTE
    if not path.is_file():
        if folder.exists() and any(folder.iterdir()):
            raise NotADemonstration(folder=str(folder))
        return None
    note = Note(**json.loads(path.read_text(encoding="utf-8")))
    if note.edition == EDITION:
        return note
    say("This demonstration is of another edition and is made anew.")
    shutil.rmtree(folder)
    return None


def make(folder: Path, registrations: int) -> Note:
    """Make the registry, its communities, offices and accounts. A broken attempt leaves nothing behind."""
    began = time.monotonic()
    note = Note(
        edition=EDITION,
        passphrase=secrets.token_urlsafe(18),
        passwords={name: secrets.token_urlsafe(9) for name, _ in ACCOUNTS},
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written first and under another edition, so that a run that was broken off is recognised and made anew.
    _write(folder, Note(**{**asdict(note), "edition": "unfinished"}))
    _found(folder, note.passphrase)
    from ojaq.registry.access import operator

    by = operator()
    _people(by, note)
    say(f"{time.monotonic() - began:.0f} s: the registry and its places are there; the communities come in.")
    _communities(folder, registrations, by)
    say(f"{time.monotonic() - began:.0f} s: everybody has testified.")
    _resolved(by)
    say(f"{time.monotonic() - began:.0f} s: persons and families are put together.")
    note = Note(**{**asdict(note), "heirs": _heirs(folder, by)})
    say(
        f"{time.monotonic() - began:.0f} s: the estates of two houses are kept, and a cousin has told of another branch."
    )
    _write(folder, note)
    return note


def _write(folder: Path, note: Note) -> None:
    path = folder / NOTE
    path.write_text(json.dumps(asdict(note), indent=1) + "\n", encoding="utf-8")
    path.chmod(0o600)


def _found(folder: Path, passphrase: str) -> None:
    from ojaq.cli.founding import found

    say("A throw-away registry is being made; the first time takes up to a minute.")
    found(folder=folder, passphrase=passphrase, programme="demonstration", fictional=True)


def _people(by: Viewer, note: Note) -> None:
    """Offices of both communities, and accounts that see all of them."""
    from ojaq.registry.access import services
    from ojaq.resources.programmes import programme

    for number in PROGRAMMES:
        for office in programme(number)["offices"]:
            services.add_office(code=office["code"], name=office["title"]["en"], parent=OFFICE, by=by)
    for name, roles in ACCOUNTS:
        services.add_account(
            username=name,
            password=note.passwords[name],
            office=OFFICE,
            name=f"{name.title()} (fictional)",
            by=by,
        )
        for role in roles:
            services.grant(username=name, role=role, office=OFFICE, scope="subtree", by=by)


def _communities(folder: Path, registrations: int, by: Viewer) -> None:
    from ojaq.registry.exchange.services import import_registrations

    path = folder / "communities.jsonl"
    write_communities(path, registrations)
    import_registrations(path=path, by=by, refusals=folder / "communities.refusals.csv")
    path.unlink()


def write_communities(path: Path, registrations: int) -> None:
    """Both communities as registration/1 lines: the family shown first, then everybody else."""
    from ojaq.core.rehearsal import Speller, line_of_a_house, setting_of, showcase, simulate_community
    from ojaq.resources.programmes import family_shown_first, line_shown, programme
    from ojaq.resources.rehearsal import spellings

    speller = Speller.of(spellings())
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for seed, number in enumerate(PROGRAMMES):
            setting = setting_of(programme(number))
            told = simulate_community(
                setting=setting,
                speller=speller,
                registrations=registrations,
                rnd=Random(seed + 2023),  # noqa: S311
            )
            shown = showcase(setting, speller, family_shown_first(number))
            line = line_of_a_house(setting, speller, line_shown(number))[:-1]
            for document in (*shown, *line, *(one.document for one in told)):
                stream.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")


def _heirs(folder: Path, by: Viewer) -> list[str]:
    """Keep the estate of each line; then a cousin tells of another branch, and the desk has a notice. Numbers of the children."""
    from ojaq.cli.demo_line import cousins_tell, keep_estates

    children = keep_estates(PROGRAMMES, by)
    path = folder / "cousins.jsonl"
    cousins_tell(PROGRAMMES, path, by)
    _resolved(by)
    path.unlink()
    return children


def _resolved(by: Viewer) -> None:
    from ojaq.registry.review.services import resolve

    resolve(by=by)


def free_port(wished: int) -> int:
    """The wished port, or the next of twenty that is free."""
    for port in range(wished, wished + 20):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return wished


def _serve(port: int, open_browser: bool) -> None:
    from ojaq.cli.serve import run

    if open_browser:
        threading.Thread(target=_open_when_up, args=(port,), daemon=True).start()
    run(host="127.0.0.1", port=port)


def _open_when_up(port: int) -> None:
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    # A machine without a browser has the address on its screen.
    webbrowser.open(f"http://127.0.0.1:{port}/")
