"""Progress on stderr: a bar on a terminal, a plain line every few seconds otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ojaq.cli.printing import say

if TYPE_CHECKING:
    from ojaq.registry.exchange.figures import Figures

_EVERY_SECONDS = 5.0


class Progress(Protocol):
    """What an import tells while it runs."""

    def figures(self, at: int, figures: Figures) -> None:
        """How far the file was read, in bytes (0: not known), and the figures so far."""

    def rows(self, count: int) -> None:
        """How many rows were read."""


class _Lines:
    """For logs and pipes."""

    def __init__(self, name: str, size: int) -> None:
        self._name, self._size, self._told = name, size, time.monotonic()

    def figures(self, at: int, figures: Figures) -> None:
        share = f" ({100 * at // self._size} %)" if at and self._size else ""
        self._say(f"{figures.read:,} read, {figures.new:,} new{share}")

    def rows(self, count: int) -> None:
        self._say(f"{count:,} rows read")

    def _say(self, words: str) -> None:
        if time.monotonic() - self._told >= _EVERY_SECONDS:
            self._told = time.monotonic()
            say(f"{self._name}: {words}")


@contextmanager
def progress_of(path: Path) -> Iterator[Progress]:
    """The progress of one file."""
    size = path.stat().st_size if path.is_file() else 0
    if not sys.stderr.isatty():
        yield _Lines(path.name, size)
        return
    with _bar(path.name, size) as bar:
        yield bar


@contextmanager
def _bar(name: str, size: int) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[read]:,} read"),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(name, total=size or None, read=0)

        class OnTerminal:
            def figures(self, at: int, figures: Figures) -> None:
                bars.update(task, completed=at, read=figures.read)

            def rows(self, count: int) -> None:
                bars.update(task, read=count)

        yield OnTerminal()
