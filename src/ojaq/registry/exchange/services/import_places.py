"""Importing a gazetteer: read and kept by `registry.places`; here it becomes a run with a refusals file like any import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.exchange.figures import Figures
from ojaq.registry.exchange.refusals import RefusalsFile
from ojaq.registry.exchange.services.importing import Imported, close_run, run_of
from ojaq.registry.places.gazetteer_file import Row, read_gazetteer
from ojaq.registry.places.refusals import RowRefusal
from ojaq.registry.places.services import GazetteerFigures, load_gazetteer


def import_places(
    *,
    path: Path,
    by: Viewer,
    dry_run: bool = False,
    refusals: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Import a gazetteer file or folder. A preview reads every row and stores none. Raises GazetteerRefused, NotPermitted."""
    require(by, Act.KEEP_PLACES)
    with run_of("gazetteer", path, by=by, dry_run=dry_run) as run, RefusalsFile(refusals, run) as refused:
        rows = read_gazetteer(path)
        loaded = (
            _previewed(rows)
            if dry_run
            else load_gazetteer(rows=rows, code=path.name, by=by, progress=progress)
        )
        for refusal in loaded.refusals:
            refused.add_row(refusal.line, refusal.field, refusal.code)
        figures = _figures(loaded)
        close_run(run, figures, by=by)
        return Imported(run.pk if run else None, figures, refused.written)


def _previewed(rows: Iterator[Row]) -> GazetteerFigures:
    figures = GazetteerFigures()
    for row in rows:
        if isinstance(row, RowRefusal):
            figures.refuse(row)
        else:
            figures.places_new += 1
    return figures


def _figures(loaded: GazetteerFigures) -> Figures:
    figures = Figures(
        new=loaded.places_new + loaded.names_new,
        already_there=loaded.places_there + loaded.names_there,
        refused=loaded.refused,
    )
    figures.read = figures.new + figures.already_there + figures.refused
    return figures
