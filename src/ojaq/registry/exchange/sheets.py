"""Reads one sheet of a workbook in a process of its own, with little memory and little time, and writes its rows as JSON lines.

Run as `python -I -m ojaq.registry.exchange.sheets FILE [SHEET]`. Strangers make workbooks, so the parser never runs where
the keys are. A formula comes as the text or number that was saved with it; nothing is ever computed.
"""

from __future__ import annotations

import datetime
import json
import sys

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
NO_SUCH_SHEET, UNREADABLE, LOCKED = 3, 4, 5


def main(arguments: list[str]) -> int:
    """Writes [row number, [cells]] a line to stdout; answers with an exit code."""
    _limit()
    import python_calamine as calamine

    path, wanted = arguments[0], arguments[1] if len(arguments) > 1 else ""
    try:
        with calamine.load_workbook(path) as book:
            if (wanted and wanted not in book.sheet_names) or not book.sheet_names:
                return NO_SUCH_SHEET
            sheet = book.get_sheet_by_name(wanted or book.sheet_names[0])
            first = sheet.start[0] if sheet.start else 0
            for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=first + 1):
                sys.stdout.write(json.dumps([number, [_text(cell) for cell in row]]) + "\n")
    except calamine.PasswordError:
        return LOCKED
    except (calamine.CalamineError, ValueError, OSError):
        return UNREADABLE
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on this system; the size was checked before
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _text(cell: object) -> str:
    """A cell as it stands for a reader: whole numbers without a point, days as YYYY-MM-DD."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
