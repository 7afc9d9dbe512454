"""Why one row of a gazetteer was not taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Control characters, lone surrogates, and bidi overrides, which make a name read as another one. Zero-width joiners
# are kept: Persian needs them.
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class RowRefusal:
    """One row that was not taken: its line (counted from 1; of Linked Places, the feature), the column, a code.

    Codes: missing, too-long, forbidden-character, not-utf-8, line-too-long, not-a-number-there, not-a-feature,
    not-a-date, unknown-place.
    """

    line: int
    field: str
    code: str
