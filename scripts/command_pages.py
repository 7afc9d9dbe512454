"""Write docs/commands.md from the commands themselves. With --check: say whether the page still tells the truth."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from ojaq.cli.main import COMMANDS, app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# The command line

Written from the commands themselves by `scripts/command_pages.py`; a test compares the two.
Exit codes: 0 done, 1 refused with a clear message, 2 wrong usage. Progress goes to stderr.
Without OJAQ_PASSPHRASE (rehearsal only) or OJAQ_PASSPHRASE_FILE the passphrase of the registry in OJAQ_HOME is asked for.
"""


def page() -> str:
    """The whole page as Markdown."""
    group: Any = typer.main.get_command(app)
    context = typer.Context(group, info_name="ojaq")
    parts = [HEAD]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            parts.append(_told(f"ojaq {name}", command, COMMANDS[name].does))
    return "\n".join(parts)


def _told(name: str, command: Any, does: str) -> str:
    lines = [f"## `{name}`", "", does, ""]
    lines += [_row(option) for option in command.params if _row(option)]
    for verb, below in getattr(command, "commands", {}).items():
        lines += [f"- `{name} {verb}`: {(below.help or '').strip().splitlines()[0] if below.help else ''}"]
        lines += [f"  {_row(option)}" for option in below.params if _row(option)]
    return "\n".join(lines).rstrip() + "\n"


def _row(option: Any) -> str:
    if "--help" in option.opts:
        return ""
    said = (
        ", ".join(f"`{name}`" for name in option.opts)
        if option.opts[0].startswith("-")
        else f"`{option.name}`"
    )
    about = (getattr(option, "help", None) or "").strip()
    return f"- {said}{': ' + about if about else ''}"


def main() -> int:
    """Write the page, or compare it."""
    if "--check" in sys.argv:
        return 0 if PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
