"""The imports, one verb for each kind of file. All of them end with figures, and leave a run that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.exchange.figures import Figures
from ojaq.registry.exchange.lines import lines
from ojaq.registry.exchange.models import Run, RunState
from ojaq.registry.exchange.refusals import RefusalsFile
from ojaq.registry.exchange.services.carrying import Carrier, Progress, Read, finish
from ojaq.registry.ledger import record
from ojaq.registry.registration.reading import LONGEST_LINE, read
from ojaq.registry.registration.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Imported:
    """What one import did. `run` is its number, None of a preview; `refusals` the file that was written, if any; `refused` the
    first of them as (line, field, code)."""

    run: int | None
    figures: Figures
    refusals: Path | None
    refused: tuple[tuple[int, str, str], ...] = ()


@contextmanager
def run_of(kind: str, path: Path, *, by: Viewer, dry_run: bool) -> Iterator[Run | None]:
    """A run around an import; none for a preview. A run that is broken off says so."""
    require(by, Act.IMPORT)
    if dry_run:
        yield None
        return
    with transaction.atomic():
        run = Run.objects.create(
            kind=kind,
            file=path.name[:300],
            account=by.account,
            started_at=timezone.now(),
            bytes_total=_size(path),
        )
    try:
        yield run
    except BaseException:
        Run.objects.filter(pk=run.pk).update(state=RunState.STOPPED, finished_at=timezone.now())
        raise


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def close_run(run: Run | None, figures: Figures, *, by: Viewer) -> None:
    """Ends a run with its figures and one ledger entry about the whole."""
    if run is None:
        return
    with transaction.atomic():
        finish(run, figures)
        counted = {name.replace("_", "-"): figure for name, figure in figures.counted().items()}
        record(act=Act.IMPORT, by=by, subjects=[("run", str(run.pk))], figures=counted, reason=run.kind)


def import_registrations(
    *,
    path: Path,
    by: Viewer,
    dry_run: bool = False,
    refusals: Path | None = None,
    office: str = "",
    progress: Progress | None = None,
    held: BinaryIO | None = None,
) -> Imported:
    """Import a file of registration/1 lines, or what is `held` in memory under that name.

    Raises NotPermitted, OSError; a bad line is refused and the rest goes in.
    """
    with (
        run_of("registrations", path, by=by, dry_run=dry_run) as run,
        path.open("rb") if held is None else nullcontext(held) as source,
        RefusalsFile(refusals, run) as refused,
    ):
        carrier = Carrier(
            by=by, run=run.uuid if run else None, refusals=refused, office=office, progress=progress
        )
        figures = carrier.carry(_documents(source), at=_position(source))
        close_run(run, figures, by=by)
        return Imported(run.pk if run else None, figures, refused.written, tuple(refused.kept))


def _documents(source: BinaryIO) -> Iterator[Read]:
    for line in lines(source, longest=LONGEST_LINE):
        yield (
            line.number,
            Refusal("too-long") if line.content is None else read(line.content, channel="import"),
        )


def _position(source: BinaryIO) -> Callable[[], int]:
    return source.tell
