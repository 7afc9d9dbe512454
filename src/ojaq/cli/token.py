"""`ojaq token`: programs that ask through the API."""

from __future__ import annotations

from typing import Annotated

import typer

from ojaq.cli.printing import AsJson, answer, tell
from ojaq.cli.registry import opened

token = typer.Typer(
    help="Tokens of programs that ask through the API: add, list, revoke.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(help="The name of the client.")]


@token.command("add")
def add(
    name: Name,
    account: Annotated[str, typer.Option(help="The log-in name of the account it acts for.")],
    reach: Annotated[
        list[str], typer.Option(help="register, ask, read, review or figures; may be given several times.")
    ],
    days: Annotated[int, typer.Option(min=0, help="How many days it holds; 0 until it is revoked.")] = 0,
    json: AsJson = False,
) -> None:
    """Give a program a token. It is told once and kept nowhere."""
    with opened() as by:
        from ojaq.registry.clients.services import add_client

        added = add_client(name=name, username=account, reaches=reach, days=days, by=by)
        told = {"client": name, "account": account, "reaches": added.client.reaches, "token": added.token}
    lines = [
        f"{name} may ask for {account}: {', '.join(added.client.reaches)}.",
        f"The token is {added.token}",
    ]
    answer(told, as_json=json, lines=lines)


@token.command("list")
def list_(json: AsJson = False) -> None:
    """Show all clients; never a token."""
    with opened() as by:
        from ojaq.registry.clients.selectors import clients

        rows = clients(viewer=by)
    told = [
        {
            "client": row.name,
            "account": row.account,
            "reaches": row.reaches,
            "made": row.made_at,
            "until": row.until,
            "revoked": row.revoked_at,
            "standing": row.standing,
        }
        for row in rows
    ]
    lines = [
        f"{row.name}  {row.account}  {', '.join(row.reaches)}{'' if row.standing else '  ended'}"
        for row in rows
    ]
    answer(told, as_json=json, lines=lines)


@token.command("revoke")
def revoke(name: Name) -> None:
    """End a token; the next question with it is refused."""
    with opened() as by:
        from ojaq.registry.clients.services import revoke_client

        revoke_client(name=name, by=by)
    tell(f"The token of {name} holds no more.")
