"""Importing a genealogy: a tree becomes an archive registration, or several that its own ids hold together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.exchange.errors import FileRefused
from ojaq.registry.exchange.gedcom_bundles import Bundle, bundles, seams
from ojaq.registry.exchange.gedcom_lines import LARGEST, NotATree
from ojaq.registry.exchange.gedcom_reading import read_tree
from ojaq.registry.exchange.refusals import RefusalsFile
from ojaq.registry.exchange.services.carrying import Carrier, Progress, Read
from ojaq.registry.exchange.services.importing import Imported, close_run, run_of
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.services import judge
from ojaq.registry.registration.models import Mention
from ojaq.registry.registration.reading import read_content
from ojaq.registry.registration.refusal import Refusal

SAME_SOURCE = "same-source"


def import_gedcom(
    *, path: Path, by: Viewer, dry_run: bool = False, refusals: Path | None = None, office: str = "",
    progress: Progress | None = None,
) -> Imported:  # fmt: skip
    """Import a GEDCOM file of version 5.5.1 or 7. It came without anybody's consent, so nothing of it leaves again.

    A group in which somebody would be their own ancestor is refused with its line and the rest goes in. People whom several
    registrations describe are joined by a judgement of whoever imports, because the file gives them one id; it can be taken
    back like any other. Raises FileRefused (with the line) when the file as a whole cannot be taken, NotPermitted.
    """
    require(by, Act.IMPORT)
    data = _content(path)
    try:
        made = bundles(read_tree(data, name=path.name), data)
    except NotATree as fault:
        raise FileRefused(problem=fault.problem, file=path.name, line=fault.line) from None
    shared = seams(made)
    if shared:
        require(by, Act.JUDGE)
    with run_of("gedcom", path, by=by, dry_run=dry_run) as run, RefusalsFile(refusals, run) as refused:
        carrier = Carrier(
            by=by, run=run.uuid if run else None, refusals=refused, office=office, progress=progress
        )
        figures = carrier.carry(_documents(made))
        if run is not None:
            _join(shared, run.uuid, by)
        close_run(run, figures, by=by)
        return Imported(run.pk if run else None, figures, refused.written)


def _content(path: Path) -> bytes:
    with path.open("rb") as source:
        data = source.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FileRefused(problem="tree-too-large", file=path.name)
    return data


def _documents(made: list[Bundle]) -> Iterator[Read]:
    for bundle in made:
        if bundle.document is None:
            yield bundle.line, Refusal("cycle")
        else:
            yield bundle.line, read_content(bundle.document, channel="archive")


def _join(shared: list[tuple[str, list[UUID]]], run: UUID, by: Viewer) -> None:
    """One judgement for each seam that this run brought. An earlier run's were said then, and may have been taken back since."""
    uuids = {uuid for _, each in shared for uuid in each}
    rows = Mention.objects.filter(registration__uuid__in=uuids, registration__run=run)
    mention = {(uuid, ref): pk for pk, uuid, ref in rows.values_list("pk", "registration__uuid", "ref")}
    for ref, each in shared:
        stored = [mention[uuid, ref] for uuid in each if (uuid, ref) in mention]
        for other in stored[1:]:
            judge(pair=(stored[0], other), verdict=Verdict.SAME, reason=SAME_SOURCE, by=by)
