"""The file of refusals: line, field, code and reason of everything that was not taken, beside the input or where told."""

from __future__ import annotations

import csv
from pathlib import Path
from types import TracebackType
from typing import TextIO

from ojaq.registry.exchange.cells import safe_cell
from ojaq.registry.exchange.models import Run, RunRefusal
from ojaq.registry.registration.refusal import Refusal

MOST_KEPT = 1000
"""Refusals of a run that are kept in the register, to be shown on its page; the file has all of them."""

HEADER = ("line", "field", "code", "reason")


class RefusalsFile:
    """Made with the first refusal; an earlier one of the same input is removed when there is nothing to refuse any more."""

    def __init__(self, path: Path | None, run: Run | None = None) -> None:
        self._path = path
        self._run = run
        self.kept: list[tuple[int, str, str]] = []
        self._open: TextIO | None = None

    def __enter__(self) -> RefusalsFile:
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open:
            self._open.close()
        if self._run is not None and self.kept:
            rows = [
                RunRefusal(run=self._run, line=line, field=field, code=code)
                for line, field, code in self.kept
            ]
            RunRefusal.objects.bulk_create(rows, batch_size=500)

    @property
    def written(self) -> Path | None:
        """Where refusals were written, None when there were none."""
        return self._path if self._open else None

    def add(self, refusal: Refusal) -> None:
        """Writes one line. The reason is English: the file goes to whoever made the input, with the code to look it up."""
        self.add_row(refusal.line, refusal.field, refusal.code, refusal.sentence)

    def add_row(self, line: int, field: str, code: str, reason: str = "") -> None:
        """Writes one line of what was refused elsewhere; without a reason the code says it."""
        if len(self.kept) < MOST_KEPT:
            self.kept.append((line, field[:300], code[:60]))
        if self._path is None:
            return
        if self._open is None:
            self._open = self._path.open("w", encoding="utf-8", newline="")
            csv.writer(self._open).writerow(HEADER)
        told = safe_cell(field.encode("utf-8", "replace").decode())
        csv.writer(self._open).writerow((line, told, code, reason or code.replace("-", " ")))


def refusals_path(source: Path) -> Path:
    """Where the refusals of a file go when nobody says otherwise: `list.csv` -> `list.csv.refusals.csv`."""
    return source.with_name(f"{source.name}.refusals.csv")
