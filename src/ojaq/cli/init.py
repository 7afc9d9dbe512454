"""`ojaq init`: a new registry."""

from __future__ import annotations

from typing import Annotated

import typer

from ojaq.cli import passphrase
from ojaq.cli.printing import AsJson, answer


def init(
    programme: Annotated[str, typer.Option(help="Which community: the name of a programme.")] = "",
    database: Annotated[
        str, typer.Option(help="postgresql://... of the application; else an encrypted file.")
    ] = "",
    fictional: Annotated[bool, typer.Option(help="Stamp everything as fictional.")] = False,
    pack: Annotated[bool, typer.Option("--gazetteer/--no-gazetteer", help="Load the shipped places.")] = True,
    json: AsJson = False,
) -> None:
    """Make a new registry in OJAQ_HOME, in rehearsal. The owner's URL for PostgreSQL is read from OJAQ_DATABASE_OWNER_URL."""
    from ojaq.cli.founding import found
    from ojaq.cli.registry import home
    from ojaq.registry.vault import keyfile
    from ojaq.registry.vault.errors import KeysExist

    folder = home()
    if keyfile.path_in(folder).exists():
        raise KeysExist
    given = passphrase.ask(new=True)
    made = found(
        folder=folder,
        passphrase=given.words,
        programme=programme,
        url=database,
        fictional=fictional,
        pack=pack,
    )
    told = {"home": str(made.home), "user": made.username, "password": made.password, "places": made.places}
    answer(
        told,
        as_json=json,
        lines=[
            f"A registry in rehearsal was made in {made.home}, with {made.places} places.",
            f"Log in as {made.username} with the password {made.password}",
            "Keep the passphrase: without it nothing here can ever be read.",
            "Now: ojaq serve, and log in at http://127.0.0.1:8000/ . The first page says what comes first.",
        ],
    )
