"""`ojaq keys`: what opens this registry. Nothing secret is shown, so nothing is unlocked."""

from __future__ import annotations

from typing import Annotated

import typer

from ojaq.cli.printing import answer
from ojaq.cli.registry import home

keys = typer.Typer(help="What opens this registry.", no_args_is_help=True)


@keys.command("status")
def status(json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False) -> None:
    """Show the ways of opening this registry."""
    from ojaq.registry.vault import keyfile

    content = keyfile.read(home())
    copies = [{"id": copy["id"], "kind": copy["kind"]} for copy in content["copies"]]
    told = {"registry": content["registry"], "file": str(keyfile.path_in(home())), "copies": copies}
    lines = [
        f"Wrapped keys: {told['file']}",
        *[f"Opened by a {copy['kind']} ({copy['id']})" for copy in copies],
    ]
    answer(told, as_json=json, lines=lines)


@keys.callback()
def _keys() -> None:
    """Keep `status` a command of its own: more ways of opening will stand beside it."""
