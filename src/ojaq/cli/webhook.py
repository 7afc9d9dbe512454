"""`ojaq webhook`: where programs are told of what happened."""

from __future__ import annotations

from typing import Annotated

import typer

from ojaq.cli.printing import AsJson, answer, tell
from ojaq.cli.registry import opened

webhook = typer.Typer(
    help="Where programs are told of registrations and persons: set, list, wake, remove.",
    no_args_is_help=True,
)

Client = Annotated[str, typer.Argument(help="The name of the client, as `ojaq token list` shows it.")]


@webhook.command("set")
def set_(
    client: Client,
    address: Annotated[str, typer.Option(help="An https address, or http on this machine.")],
    event: Annotated[
        list[str], typer.Option(help="registration.received, person.changed; may be given twice.")
    ],
    json: AsJson = False,
) -> None:
    """Tell a client of events at an address. The secret that bodies are signed with is told once; an earlier one ends."""
    with opened() as by:
        from ojaq.registry.clients.services import set_webhook

        made = set_webhook(name=client, address=address, events=event, by=by)
        told = {"client": client, "address": address, "events": made.webhook.events, "secret": made.secret}
    lines = [
        f"{client} is told of {', '.join(told['events'])} while `ojaq serve` runs.",
        f"The secret is {made.secret}",
    ]
    answer(told, as_json=json, lines=lines)


@webhook.command("list")
def list_(json: AsJson = False) -> None:
    """Show where clients are told, what waits for them and what went wrong; never a secret."""
    with opened() as by:
        from ojaq.registry.clients.selectors import webhooks

        rows = webhooks(viewer=by)
    told = [
        {
            "client": row.client,
            "address": row.address,
            "events": row.events,
            "waiting": row.waiting,
            "told": row.told_at,
            "failures": row.failures,
            "fault": row.fault,
            "rests_until": row.rests_until,
            "given_up": row.stopped_at,
        }
        for row in rows
    ]
    lines = [
        f"{row.client}  {row.address}  {row.waiting} waiting"
        f"{f'  {row.fault}' if row.fault else ''}{'  given up' if row.stopped_at else ''}"
        for row in rows
    ]
    answer(told, as_json=json, lines=lines)


@webhook.command("wake")
def wake(client: Client) -> None:
    """Try again at once what rests or was given up."""
    with opened() as by:
        from ojaq.registry.clients.services import wake_webhook

        wake_webhook(name=client, by=by)
    tell(f"{client} is told again while `ojaq serve` runs.")


@webhook.command("remove")
def remove(client: Client) -> None:
    """Tell a client nothing any more; what waits for it is dropped."""
    with opened() as by:
        from ojaq.registry.clients.services import remove_webhook

        remove_webhook(name=client, by=by)
    tell(f"{client} is told nothing any more.")
