"""`ojaq keys`: who and what opens this registry."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ojaq.cli import passphrase
from ojaq.cli.printing import answer
from ojaq.cli.registry import home, opened
from ojaq.errors import Conflict, NotReady

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer

keys = typer.Typer(help="Who and what opens this registry.", no_args_is_help=True)
recovery_keys = typer.Typer(
    help="Keys on paper, for when every passphrase is lost: ojaq keys recovery add --to FILE.",
    no_args_is_help=True,
)
keys.add_typer(recovery_keys, name="recovery")
_Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
_Paper = Annotated[Path, typer.Option("--key", help="The file, or what was typed from the paper.")]


class FileTaken(Conflict):
    """A recovery key is never written over anything."""

    code = "cli.file-taken"
    sentence = "There is a file %(file)s already. Nothing was written and no key was made."


class NoSuchPaper(NotReady):
    """The recovery key's file is not there."""

    code = "cli.no-such-paper"
    sentence = "The recovery key %(file)s cannot be read."


@keys.command("status")
def status(json: _Json = False) -> None:
    """Show the ways of opening this registry. Nothing secret is shown, so nothing is unlocked."""
    from ojaq.registry.vault import key_change, keyfile

    content = keyfile.read(home())
    epoch, unfinished = key_change.epoch_of(content), key_change.is_unfinished(content)
    shown = [
        {"id": copy["id"], "kind": copy["kind"], "name": copy.get("name", "")} for copy in content["copies"]
    ]
    told = {"registry": content["registry"], "file": str(keyfile.path_in(home())), "copies": shown}
    told |= {"epoch": epoch, "change_unfinished": unfinished}
    lines = [
        f"Wrapped keys: {told['file']}",
        *[f"Opened by a {copy['kind']:<10}  {copy['name']:<16}  {copy['id']}" for copy in shown],
    ]
    if epoch > 1 or unfinished:
        lines.append(
            f"Master key {epoch}." + (" The change is not ended: ojaq keys rotate" if unfinished else "")
        )
    answer(told, as_json=json, lines=lines)


@keys.command("passphrase")
def change(json: _Json = False) -> None:
    """Change the passphrase that you give. The new one is asked for, or read from OJAQ_NEW_PASSPHRASE(_FILE)."""
    known, new = passphrase.ask(), passphrase.ask_another()
    with opened(known, new) as by:
        from ojaq.registry.vault.services import ways

        copy = ways.change_passphrase(home=home(), old=known.words, new=new.words, by=by)
    _told(
        copy,
        json,
        "The passphrase was changed. Whoever knows the old one and has an older copy of this folder still opens it: "
        "ojaq keys rotate changes the keys.",
    )


@keys.command("add")
def add(name: Annotated[str, typer.Argument(help="Whose passphrase it is.")], json: _Json = False) -> None:
    """Let another operator open the registry with a passphrase of their own."""
    known, new = passphrase.ask(), passphrase.ask_another()
    with opened(known, new) as by:
        from ojaq.registry.vault.services import ways

        copy = ways.add_operator(home=home(), known=known.words, new=new.words, name=name, by=by)
    _told(copy, json, f"{name} can open the registry now.")


@recovery_keys.command("add")
def add_recovery(
    to: Annotated[Path, typer.Option("--to", help="Where to write the key: once, to be printed.")],
    name: Annotated[str, typer.Option(help="Who keeps the paper.")] = "recovery",
    json: _Json = False,
) -> None:
    """Make a recovery key: the private part goes to a file to be printed, the public part stays here."""
    if to.exists():
        raise FileTaken(file=to.name)
    known = passphrase.ask()
    with opened(known) as by:
        from ojaq.registry.vault import keyfile, recovery
        from ojaq.registry.vault.services import ways

        private = recovery.new_private()
        _write(to, recovery.page(private, registry=keyfile.read(home())["registry"], name=name))
        try:
            copy = ways.add_recovery(home=home(), known=known.words, private=private, name=name, by=by)
        except BaseException:
            to.unlink(missing_ok=True)
            raise
    _told(copy, json, f"A recovery key was made. Print {to}, put the paper away, and delete the file.")


@keys.command("recover")
def recover(
    key: _Paper,
    second: Annotated[
        str, typer.Option(help="Of a live registry: the account of a steward who is here and agrees.")
    ] = "",
    json: _Json = False,
) -> None:
    """Give the registry a new passphrase by a recovery key, when every passphrase is lost. A live one needs two people."""
    from ojaq.registry.vault import keyfile, keyring

    private = read_paper(key)
    keyring.hold_master(keyfile.open_by_recovery(home=home(), private=private), home=home())
    new = passphrase.ask_another()
    with opened() as by:
        from ojaq.cli.registry import check_state
        from ojaq.registry.vault.services import ways

        check_state(new)
        if second:
            _agree_here(second, by)
        copy = ways.recover(home=home(), private=private, new=new.words, by=by)
    _told(
        copy,
        json,
        "The new passphrase opens the registry. Take away those that are lost: ojaq keys remove ID",
    )


@keys.command("rotate")
def rotate(json: _Json = False) -> None:
    """Change the master key and all that is closed by it, while others work. Who opens the registry now opens it afterwards.

    An old copy of the folder `keys` then opens nothing that is kept from now on. Stopped on the way, run it again.
    """
    with opened() as by:
        from ojaq.registry.vault.services import rotating

        done = rotating.rotate(home=home(), by=by)
    lines = [
        f"The keys were changed: this is master key {done.epoch}. {done.wrapped:,} testimonies' keys were wrapped anew.",
        "Backups made before open by the recovery keys alone. Make a new one: ojaq backup --to FILE",
    ]
    answer({"epoch": done.epoch, "wrapped": done.wrapped}, as_json=json, lines=lines)


@keys.command("remove")
def remove(
    copy: Annotated[str, typer.Argument(help="The id that `ojaq keys status` shows.")], json: _Json = False
) -> None:
    """Take away a passphrase or a recovery key. Older copies of the key file still open by it, until `ojaq keys rotate`."""
    with opened() as by:
        from ojaq.registry.vault.services import ways

        ways.take_away(home=home(), copy=copy, by=by)
    _told(
        copy,
        json,
        "It was taken away. Older copies of this folder still open by it, and what is kept in it until now: "
        "ojaq keys rotate changes the keys.",
    )


def _agree_here(username: str, by: Viewer) -> None:
    """The second person types a password at the same terminal: nobody can serve a page for it while the registry is shut."""
    from ojaq.cli.account import log_in
    from ojaq.registry.access.services.approving import answer_proposal, ask_second
    from ojaq.registry.vault.services import ways

    asked = ask_second(proposal=ways.proposal_to("recovered"), by=by)
    agreeing = log_in(username, variable="OJAQ_SECOND_PASSWORD")
    answer_proposal(approval=asked.pk, granted=True, by=agreeing)


def read_paper(key: Path) -> bytes:
    """The private key that `key` names: a file, or the letters themselves. Raises NotARecoveryKey, NoSuchPaper."""
    from ojaq.registry.vault import recovery

    try:
        return recovery.read(key.read_text(encoding="utf-8") if key.is_file() else str(key))
    except OSError as fault:
        raise NoSuchPaper(file=key.name) from fault


def _write(to: Path, text: str) -> None:
    with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _told(copy: str, json: bool, sentence: str) -> None:
    answer({"id": copy}, as_json=json, lines=[sentence])


@recovery_keys.callback()
def _recovery_keys() -> None:
    """Keep `add` a command of its own."""
