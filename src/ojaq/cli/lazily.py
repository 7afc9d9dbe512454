"""A group of commands that imports a command's module only when it is called."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command is ("module:function") and what it does, in one line for `ojaq --help`."""

    target: str
    does: str


class LazyGroup(TyperGroup):
    """A group whose commands are in `table`. What is not built yet is simply absent."""

    table: ClassVar[dict[str, Command]] = {}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 -- click hands it in.
        """The names of all commands, in the order of the table."""
        return [name for name, command in self.table.items() if _is_there(command)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 -- click hands it in.
        """The command of this name, imported now; None when there is none."""
        command = self.table.get(cmd_name)
        return _load(cmd_name, command) if command and _is_there(command) else None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Plain help from the table: nothing is imported to show it."""
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS]...")
        formatter.write_paragraph()
        formatter.write_text(self.help or "")
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.table[name].does) for name in self.list_commands(ctx)])
        formatter.write_paragraph()
        formatter.write_text("`ojaq COMMAND --help` says more. Exit codes: 0 done, 1 refused, 2 wrong usage.")


def _is_there(command: Command) -> bool:
    module, _, _ = command.target.partition(":")
    return importlib.util.find_spec(module) is not None


def _load(name: str, command: Command) -> Any:
    module, _, attribute = command.target.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(name)(found)
        found = alone
    loaded = typer.main.get_command(found)
    loaded.name = name
    return loaded
