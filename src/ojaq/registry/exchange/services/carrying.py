"""Carries documents from a file into the register, batch by batch. Each batch is one transaction: whole or not there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from ojaq.registry.access import Viewer
from ojaq.registry.exchange.figures import Figures
from ojaq.registry.exchange.models import Run, RunState
from ojaq.registry.exchange.refusals import RefusalsFile
from ojaq.registry.registration.place_reading import place_reader
from ojaq.registry.registration.places_said import PlaceReader
from ojaq.registry.registration.reading import Document
from ojaq.registry.registration.refusal import Refusal
from ojaq.registry.registration.services import Outcome, Verdict, preview_many, register_many

# The counter waits while a batch holds the write lock, which is less than half of the time that a batch takes (names and
# places are read before). A batch is made larger or smaller until it takes about this long.
_WANTED_SECONDS = 0.25
_FIRST, _FEWEST, _MOST = 40, 20, 400
# Documents of a batch are held in memory with their rows; a few very long ones fill a batch by themselves.
_MOST_BYTES = 8 * 1024 * 1024

Progress = Callable[[int, Figures], None]
Read = tuple[int, Document | Refusal]
Arrange = Callable[[Sequence[Document]], Sequence[Document | Outcome | Refusal]]


@dataclass(slots=True)
class Carrier:
    """One import under way. Without a run it is a preview, and writes nothing."""

    by: Viewer
    run: UUID | None
    refusals: RefusalsFile
    office: str = ""
    at_once: bool = False
    arrange: Arrange | None = None
    progress: Progress | None = None
    figures: Figures = field(default_factory=Figures)
    _batch: list[Read] = field(default_factory=list)
    _bytes: int = 0
    _size: int = _FIRST
    _met: dict[UUID, bytes] = field(default_factory=dict)
    _read_place: PlaceReader = field(default_factory=place_reader)

    def carry(self, source: Iterable[Read], *, at: Callable[[], int] = lambda: 0) -> Figures:
        """Takes everything in; `at` says how far the file was read, for the progress. Returns the figures."""
        for line, read in source:
            self.figures.read += 1
            if isinstance(read, Refusal):
                self._refuse(read.at(line))
                continue
            self.figures.unknown_fields.update(_without_numbers(path) for path in read.unknown)
            self._batch.append((line, read))
            self._bytes += len(read.canonical)
            if len(self._batch) >= self._size or self._bytes >= _MOST_BYTES:
                self._commit(at())
        self._commit(at())
        return self.figures

    def _refuse(self, refusal: Refusal) -> None:
        self.figures.refused += 1
        self.refusals.add(refusal)

    def _commit(self, at: int) -> None:
        if not self._batch:
            return
        started = time.monotonic()
        batch, self._batch, self._bytes = self._batch, [], 0
        self._store(batch)
        taken = time.monotonic() - started
        self._size = int(min(_MOST, max(_FEWEST, len(batch) * min(2.0, _WANTED_SECONDS / max(taken, 0.001)))))
        if self.progress:
            self.progress(at, self.figures)

    def _store(self, batch: list[Read]) -> None:
        documents = [document for _, document in batch if isinstance(document, Document)]
        arranged = self.arrange(documents) if self.arrange else documents
        wanted = [each for each in arranged if isinstance(each, Document)]
        outcomes = iter(self._kept(wanted) if wanted else ())
        for (line, _), each in zip(batch, arranged, strict=True):
            outcome = next(outcomes) if isinstance(each, Document) else each
            if isinstance(outcome, Refusal):
                self._refuse(outcome.at(line))
                continue
            self.figures.count(outcome)
            if outcome.verdict is Verdict.WITHDRAWN:
                self.refusals.add(Refusal("withdrawn", "id", line))

    def _kept(self, documents: Sequence[Document]) -> Sequence[Outcome]:
        if self.run is None:
            return preview_many(documents=documents, met=self._met, by=self.by)
        return register_many(
            documents=documents, by=self.by, run=self.run, office=self.office, read_place=self._read_place,
            supersede_at_once=self.at_once,
        )  # fmt: skip


def _without_numbers(path: str) -> str:
    """people[3].nickname -> people[].nickname, so that a field is reported once."""
    out, inside = [], False
    for sign in path:
        inside = inside and sign != "]"
        if not inside:
            out.append(sign)
        inside = inside or sign == "["
    return "".join(out)


def finish(run: Run, figures: Figures, *, state: str = RunState.DONE) -> None:
    """Writes the last figures of a run."""
    run.figures, run.unknown_fields = figures.counted(), dict(figures.unknown_fields.most_common(100))
    run.state, run.finished_at = state, timezone.now()
    run.save(update_fields=["figures", "unknown_fields", "state", "finished_at"])
