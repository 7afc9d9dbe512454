"""Importing what ODK or Kobo collected with our form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ojaq.registry.access import Viewer
from ojaq.registry.exchange.refusals import RefusalsFile
from ojaq.registry.exchange.services.carrying import Carrier, Progress, Read
from ojaq.registry.exchange.services.import_roll import arrange_editions
from ojaq.registry.exchange.services.importing import Imported, close_run, run_of
from ojaq.registry.exchange.submission_files import read_submissions
from ojaq.registry.exchange.submissions import submission_document
from ojaq.registry.registration.refusal import Refusal


def import_submissions(
    *, path: Path, by: Viewer, dry_run: bool = False, refusals: Path | None = None, office: str = "",
    progress: Progress | None = None,
) -> Imported:  # fmt: skip
    """Import filled forms. Each is known by its instance id: sent twice, it is kept once; changed on the server since, it asks
    to stand in the place of the earlier words, and a reviewer decides.

    Raises FileRefused when the file as a whole is none of our form, NotPermitted.
    """
    with (
        run_of("xlsform-submissions", path, by=by, dry_run=dry_run) as run,
        RefusalsFile(refusals, run) as refused,
    ):
        carrier = Carrier(
            by=by, run=run.uuid if run else None, refusals=refused, office=office, arrange=arrange_editions,
            progress=progress,
        )  # fmt: skip
        figures = carrier.carry(_documents(path))
        close_run(run, figures, by=by)
        return Imported(run.pk if run else None, figures, refused.written, tuple(refused.kept))


def _documents(path: Path) -> Iterator[Read]:
    for told in read_submissions(path):
        yield told.line, told if isinstance(told, Refusal) else submission_document(told)
