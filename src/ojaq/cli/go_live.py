"""`ojaq go-live`: the end of the rehearsal, with two stewards at the keys."""

from __future__ import annotations

from typing import Annotated

import typer

from ojaq.cli import passphrase
from ojaq.cli.passphrase import LiveTakesNoEnvironment
from ojaq.cli.printing import AsJson, answer
from ojaq.cli.registry import home, opened


def go_live(
    steward: Annotated[
        list[str] | None, typer.Option(help="The log-in name of a steward who is here; give two.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Say what is missing, and change nothing.")] = False,
    with_what_is_there: Annotated[
        bool,
        typer.Option("--with-what-is-there", help="The testimonies of the rehearsal are real; keep them."),
    ] = False,
    json: AsJson = False,
) -> None:
    """End the rehearsal for good. Two stewards give their passwords (OJAQ_STEWARD_1_FILE and _2_FILE where nobody types)."""
    given = passphrase.ask()
    with opened(given):
        from ojaq.registry.exchange.services import going_live

        lacks = going_live.missing(home=home(), with_what_is_there=with_what_is_there)
        if check:
            lines = [f"- {each}" for each in lacks] or [
                "Nothing is missing. Two stewards may let it go live."
            ]
            answer({"missing": lacks}, as_json=json, lines=lines)
            raise typer.Exit(1 if lacks else 0)
        if given.source == "environment":
            raise LiveTakesNoEnvironment
        if lacks:
            from ojaq.registry.access.errors import NotReadyForLife

            raise NotReadyForLife(missing="\n".join(f"- {each}" for each in lacks))
        if len(steward or []) != going_live.STEWARDS:
            raise typer.BadParameter("Two stewards are needed: --steward NAME --steward NAME")
        from ojaq.cli.account import log_in

        here = [log_in(name, variable=f"OJAQ_STEWARD_{at}") for at, name in enumerate(steward or [], start=1)]
        registry = going_live.go_live(home=home(), stewards=here, with_what_is_there=with_what_is_there)
    answer(
        {"registry": str(registry.uuid), "live_at": registry.live_at},
        as_json=json,
        lines=[
            "This registry is live. What is told from now on counts.",
            "Commands ask for an account now: OJAQ_ACCOUNT. `ojaq serve` asks for the passphrase at a terminal or a file.",
        ],
    )
