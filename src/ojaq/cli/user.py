"""`ojaq user`: accounts and their roles."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import Annotated

import typer

from ojaq.cli.printing import AsJson, answer, tell
from ojaq.cli.registry import opened

user = typer.Typer(help="Accounts: add, list, disable, give and take roles.", no_args_is_help=True)

Username = Annotated[str, typer.Argument(help="The log-in name.")]
Office = Annotated[str, typer.Option(help="The code of an office.")]
Role = Annotated[
    str, typer.Option(help="clerk, reviewer, legal_officer, archivist, analyst, steward, administrator")
]
Scope = Annotated[str, typer.Option(help="own, subtree or all")]


@user.command("add")
def add(
    username: Username,
    office: Office,
    role: Role = "",
    scope: Scope = "own",
    name: Annotated[str, typer.Option(help="The name shown to others.")] = "",
    language: Annotated[str, typer.Option(help="en, az, hy, ru, tr, ka or fa")] = "en",
    json: AsJson = False,
) -> None:
    """Add an account. The password is asked at a terminal; elsewhere one is made and printed once."""
    with opened() as by:
        from ojaq.registry.access import services

        password, made = _password()
        services.add_account(
            username=username, password=password, office=office, name=name, language=language, by=by
        )
        if role:
            services.grant(username=username, role=role, office=office, scope=scope, by=by)
    told = {"user": username, "office": office, **({"password": password} if made else {})}
    lines = [f"{username} was added at {office}.", *([f"The password is {password}"] if made else [])]
    answer(told, as_json=json, lines=lines)


@user.command("list")
def list_(json: AsJson = False) -> None:
    """Show all accounts."""
    with opened() as by:
        from ojaq.registry.access.selectors import accounts

        rows = accounts(viewer=by)
    told = [
        {
            "user": row.username,
            "uuid": row.uuid,
            "office": row.office,
            "active": row.active,
            "roles": row.grants,
        }
        for row in rows
    ]
    lines = [
        f"{row.username}  {row.office}  {'' if row.active else 'disabled  '}"
        + ", ".join(f"{role} at {office} ({scope})" for role, office, scope in row.grants)
        for row in rows
    ]
    answer(told, as_json=json, lines=lines)


@user.command("disable")
def disable(username: Username) -> None:
    """Close an account; what it did stays."""
    with opened() as by:
        from ojaq.registry.access import services

        services.disable_account(username=username, by=by)
    tell(f"{username} can log in no more.")


@user.command("role")
def role(
    username: Username,
    role: Role,
    office: Office,
    scope: Scope = "own",
    take: Annotated[bool, typer.Option("--take", help="Take the role instead of giving it.")] = False,
) -> None:
    """Give an account a role at an office, or take it."""
    with opened() as by:
        from ojaq.registry.access import services

        if take:
            services.revoke(username=username, role=role, office=office, by=by)
        else:
            services.grant(username=username, role=role, office=office, scope=scope, by=by)
    tell(f"{username} is {'no longer ' if take else ''}{role} at {office}.")


@user.command("password")
def password(username: Username) -> None:
    """Give an account another password; its sessions end."""
    with opened() as by:
        from ojaq.registry.access import services

        words, made = _password()
        services.set_password(username=username, password=words, by=by)
    tell(f"The password is {words}" if made else f"{username} has another password.")


def _password() -> tuple[str, bool]:
    """A password typed at the terminal, or a made one; and whether it was made."""
    if sys.stdin.isatty():
        return getpass.getpass("Password of the account: "), False
    return secrets.token_urlsafe(12), True
