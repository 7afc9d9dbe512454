"""`ojaq office`: where people work."""

from __future__ import annotations

from typing import Annotated

import typer

from ojaq.cli.printing import AsJson, answer, tell
from ojaq.cli.registry import opened

office = typer.Typer(help="Offices: add, list.", no_args_is_help=True)


@office.command("add")
def add(
    code: Annotated[str, typer.Argument(help="The code that registrations name.")],
    name: Annotated[str, typer.Option(help="The name shown.")] = "",
    parent: Annotated[str, typer.Option(help="The code of the office above.")] = "",
) -> None:
    """Add an office."""
    with opened() as by:
        from ojaq.registry.access import services

        services.add_office(code=code, name=name, parent=parent or None, by=by)
    tell(f"The office {code} was added.")


@office.command("list")
def list_(json: AsJson = False) -> None:
    """Show all offices."""
    with opened() as by:
        from ojaq.registry.access.selectors import offices

        rows = offices(viewer=by)
    told = [
        {"code": row.code, "name": row.name, "parent": row.parent.code if row.parent else None}
        for row in rows
    ]
    lines = [
        f"{row.code}  {row.name}" + (f"  (below {row.parent.code})" if row.parent else "") for row in rows
    ]
    answer(told, as_json=json, lines=lines)
