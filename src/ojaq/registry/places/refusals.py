"""Why one row of a gazetteer was not taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowRefusal:
    """One row that was not taken: its line (counted from 1; of Linked Places, the feature), the column, a code.

    Codes: missing, too-long, forbidden-character, not-utf-8, line-too-long, not-a-number-there, not-a-feature,
    not-a-date, unknown-place.
    """

    line: int
    field: str
    code: str
