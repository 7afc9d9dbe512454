"""Write the table of docs/trust-figures.json into docs/trust.md; with --check only say whether it stands there already."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE, TABLE = ROOT / "docs/trust.md", ROOT / "docs/trust-figures.json"
PLACE = re.compile(r"(<!-- figures -->\n)(.*?)(<!-- end of figures -->)", re.DOTALL)


def rendered() -> str:
    """The table as Markdown."""
    told = json.loads(TABLE.read_text(encoding="utf-8"))
    lines = ["| | what is asked | bar | found | holds |", "|---|---|---|---|---|"]
    lines += [
        f"| {each['id']} | {each['what']} | {each['asked']} | {each['found']} | {each['holds']} |"
        for each in told["figures"]
    ]
    return "\n".join([told["machine"], "", *lines, ""])


def main() -> int:
    """0 when the page agrees or was written."""
    page = PAGE.read_text(encoding="utf-8")
    wanted = PLACE.sub(lambda found: found[1] + rendered() + found[3], page)
    if "--check" in sys.argv:
        return int(page != wanted)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
