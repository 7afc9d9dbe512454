"""`ojaq`: the command line. Commands are found by name and imported when called, so that each starts fast.

To add a command, add a line to COMMANDS. The target is a function with Typer annotations, or a `typer.Typer` of its own.
"""

from __future__ import annotations

import sys

import typer

from ojaq.cli.lazily import Command, LazyGroup
from ojaq.errors import OjaqError

COMMANDS: dict[str, Command] = {
    "demo": Command(
        "ojaq.cli.demo:demo", "A throw-away registry with a fictional community, served and opened."
    ),
    "init": Command("ojaq.cli.init:init", "Make a new registry in OJAQ_HOME."),
    "serve": Command("ojaq.cli.serve:serve", "Serve the registry to browsers."),
    "import": Command("ojaq.cli.exchange:import_", "Take in registrations, rolls or gazetteers."),
    "export": Command("ojaq.cli.exchange:export", "Write registrations, identities or everything to files."),
    "withdraw": Command("ojaq.cli.exchange:withdraw", "Withdraw a registration at its registrant's wish."),
    "resolve": Command("ojaq.cli.resolve:resolve", "Find out who is who among what is new, or among all."),
    "find": Command("ojaq.cli.find:find", "Ask whether a person is already registered."),
    "match": Command(
        "ojaq.cli.match:match", "Group the rows of files that speak of one person; needs no registry."
    ),
    "names": Command("ojaq.cli.names:names", "Say how likely two written names are one; needs no registry."),
    "places": Command("ojaq.cli.places:places", "Say which place a text means."),
    "heirs": Command("ojaq.cli.heirs:heirs", "Reckon exact shares of an estate, with the proof."),
    "kin": Command("ojaq.cli.kin:kin", "Say how two persons are related."),
    "simulate": Command(
        "ojaq.cli.simulate:simulate", "Cut testimonies out of a genealogy, with the truth beside."
    ),
    "score": Command("ojaq.cli.score:score", "Compare identities with the truth."),
    "user": Command("ojaq.cli.user:user", "Accounts: add, list, disable, give and take roles."),
    "token": Command("ojaq.cli.token:token", "Programs that ask through the API: add, list, revoke."),
    "webhook": Command("ojaq.cli.webhook:webhook", "Where programs are told of what happened."),
    "office": Command("ojaq.cli.office:office", "Offices: add, list."),
    "keys": Command("ojaq.cli.keys:keys", "What opens this registry."),
    "verify": Command("ojaq.cli.verify:verify", "Recompute every digest of the ledger."),
    "backup": Command(
        "ojaq.cli.backup:backup", "Write a sealed, verified copy of a registry, while it works on."
    ),
    "upgrade": Command(
        "ojaq.cli.upgrade:upgrade", "Bring the tables to this version, after a verified backup."
    ),
    "restore": Command("ojaq.cli.backup:restore", "Make a registry out of a backup."),
    "go-live": Command("ojaq.cli.go_live:go_live", "End the rehearsal, with two stewards at the keys."),
    "protect": Command("ojaq.cli.protect:protect", "Keep a person in danger out of every answer and list."),
    "doctor": Command("ojaq.cli.doctor:doctor", "Say what is wrong with a registry and what to do."),
}


class Ojaq(LazyGroup):
    """The commands of this file."""

    table = COMMANDS


app = typer.Typer(cls=Ojaq, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def ojaq() -> None:
    """The register of a displaced community: testimonies, persons, families, villages."""


def main() -> None:
    """Run one command. A refusal is one sentence on stderr and exit 1; wrong usage is exit 2."""
    try:
        app(prog_name="ojaq")
    except OjaqError as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has heard enough.
        sys.stderr.close()
        sys.exit(1)
    except Exception as fault:
        if not _is_refusal_of_the_database(fault):
            raise
        # Only the first line, and never a constraint's message: that could quote what was written.
        sys.stderr.write(f"The database does not answer as it should: {str(fault).splitlines()[0]}\n")
        sys.exit(1)


def _is_refusal_of_the_database(fault: Exception) -> bool:
    """Whether the database could not be reached or could not write; asked without importing Django."""
    database = sys.modules.get("django.db.utils")
    return database is not None and isinstance(fault, database.OperationalError)


if __name__ == "__main__":
    main()
