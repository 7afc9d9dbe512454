"""`ojaq import`, `ojaq export`, `ojaq withdraw`: files in, files out, and a registrant's last word."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from ojaq.cli.printing import AsJson, answer, say

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer
    from ojaq.registry.exchange.services import Exported, Imported


class As(StrEnum):
    """What a file is taken for."""

    REGISTRATIONS = "registrations"
    ROLL = "roll"
    GEDCOM = "gedcom"
    GAZETTEER = "gazetteer"
    ALL = "all"
    XLSFORM_SUBMISSIONS = "xlsform-submissions"


class What(StrEnum):
    """What can be exported."""

    IDENTITIES = "identities"
    REGISTRATIONS = "registrations"
    GEDCOM = "gedcom"
    ROLL = "roll"
    GAZETTEER = "gazetteer"
    ALL = "all"
    XLSFORM = "xlsform"


def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files to take in.", exists=True, readable=True)
    ] = None,
    taken_as: Annotated[
        As | None, typer.Option("--as", help="What the files are; told by their names when absent.")
    ] = None,
    mapping: Annotated[
        str, typer.Option(help="Of rolls: a mapping file, or the name of a kept mapping.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen and write nothing.")
    ] = False,
    refusals: Annotated[
        Path | None, typer.Option(help="Where to write what was refused; beside the file when absent.")
    ] = None,
    office: Annotated[str, typer.Option(help="The office of testimonies that name none.")] = "",
    take_back: Annotated[
        int | None, typer.Option("--take-back", help="Take back the import with this number.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take in registrations, rolls, genealogies, gazetteers or a whole dump. Exit 1 when anything was refused or quarantined."""
    if bool(files) == (take_back is not None):
        raise typer.BadParameter("Give files, or --take-back with the number of an import.")
    from ojaq.cli.registry import opened

    with opened() as by:
        if take_back is not None:
            _take_back(take_back, by, as_json=as_json)
            return
        done = [
            _import_one(
                path, taken_as, by, mapping=mapping, dry_run=dry_run, refusals=refusals, office=office
            )
            for path in files or []
        ]
    told = [_told(path, imported, dry_run=dry_run) for path, imported in zip(files or [], done, strict=True)]
    answer(
        told[0] if len(told) == 1 else told,
        as_json=as_json,
        lines=[line for each in told for line in _lines(each)],
    )
    if not all(imported.figures.clean for imported in done):
        raise typer.Exit(1)


def _take_back(number: int, by: Viewer, *, as_json: bool) -> None:
    from ojaq.registry.exchange.services import take_back_run

    taken = take_back_run(number=number, by=by, progress=lambda count: say(f"{count} taken back"))
    answer(
        {"run": number, "taken_back": taken},
        as_json=as_json,
        lines=[f"Import {number} was taken back: {taken} testimonies."],
    )


def _import_one(
    path: Path,
    taken_as: As | None,
    by: Viewer,
    *,
    mapping: str,
    dry_run: bool,
    refusals: Path | None,
    office: str,
) -> Imported:
    from ojaq.cli.progress import progress_of
    from ojaq.registry.exchange import services
    from ojaq.registry.exchange.kinds import Kind, kind_of
    from ojaq.registry.exchange.refusals import refusals_path
    from ojaq.registry.places.gazetteer_file import is_gazetteer

    kind = Kind(taken_as.value) if taken_as else kind_of(path, gazetteer=is_gazetteer(path))
    told: dict[str, Any] = {
        "path": path,
        "by": by,
        "dry_run": dry_run,
        "refusals": refusals or refusals_path(path),
    }
    with progress_of(path) as progress:
        match kind:
            case Kind.GAZETTEER:
                return services.import_places(**told, progress=progress.rows)
            case Kind.ROLL:
                return services.import_roll(**told, mapping=mapping, office=office, progress=progress.figures)
            case Kind.GEDCOM:
                return services.import_gedcom(**told, office=office, progress=progress.figures)
            case Kind.XLSFORM_SUBMISSIONS:
                return services.import_submissions(**told, office=office, progress=progress.figures)
            case Kind.ALL:
                return services.import_dump(**told, progress=progress.figures)
            case Kind.REGISTRATIONS:
                return services.import_registrations(**told, office=office, progress=progress.figures)


def _told(path: Path, imported: Imported, *, dry_run: bool) -> dict[str, Any]:
    figures = imported.figures
    return {
        "file": path.name, "run": imported.run, "dry_run": dry_run, **figures.counted(), "flags": dict(figures.flags),
        "unknown_fields": dict(figures.unknown_fields), "refusals": str(imported.refusals) if imported.refusals else None,
    }  # fmt: skip


def _lines(told: Mapping[str, Any]) -> list[str]:
    heading = (
        f"{told['file']}: what an import would do; nothing was written."
        if told["dry_run"]
        else f"{told['file']}: import {told['run']}"
    )
    lines = [heading]
    lines += [
        f"  {name.replace('_', ' '):<15}{told[name]:>10,}"
        for name in ("read", "new", "already_there", "quarantined", "refused", "flagged")
    ]
    for name, heading in (("flags", "Flagged for review"), ("unknown_fields", "Kept, but not known here")):
        if told[name]:
            lines.append(
                f"  {heading}: " + ", ".join(f"{code} ({count:,})" for code, count in told[name].items())
            )
    if told["refusals"]:
        lines.append(f"  What was refused, and why: {told['refusals']}")
    if told["run"] and not told["dry_run"] and told["new"]:
        lines.append(f"  Taken back with: ojaq import --take-back {told['run']}")
    return lines


def export(
    what: Annotated[What, typer.Argument(help="What to write.")],
    to: Annotated[Path, typer.Option("--to", help="The file (a folder for a gazetteer).")],
    purpose: Annotated[
        str, typer.Option(help="The consent that registrations and rolls must have.")
    ] = "register",
    version: Annotated[str, typer.Option(help="Of gedcom: 7.0 or 5.5.1.")] = "7.0",
    with_living: Annotated[
        bool, typer.Option("--with-living", help="Of gedcom: show also those who may be alive.")
    ] = False,
    office: Annotated[
        str, typer.Option(help="Of xlsform: the office that what is collected is filed under.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Write identities, registrations, a genealogy, a roll, the gazetteer, the form for ODK and Kobo, or everything."""
    from ojaq.cli.registry import opened

    if version not in ("7.0", "5.5.1"):
        raise typer.BadParameter("--version is 7.0 or 5.5.1.")
    with opened() as by:
        if what is What.GEDCOM:
            exported = _export_gedcom(to, by, purpose, version, with_living=with_living)
        else:
            exported = _export(what, to, by, purpose, office)
    told = {"file": str(exported.path), **exported.figures, "stayed_inside": exported.stayed_inside}
    lines = [
        f"{exported.path}: " + ", ".join(f"{count:,} {name}" for name, count in exported.figures.items())
    ]
    if exported.stayed_inside:
        lines.append(f"{exported.stayed_inside:,} testimonies stayed inside: nobody agreed that they leave.")
    answer(told, as_json=as_json, lines=lines)


def _export(what: What, to: Path, by: Viewer, purpose: str, office: str) -> Exported:
    from ojaq.registry.exchange import services

    match what:
        case What.IDENTITIES:
            return services.export_identities(path=to, by=by)
        case What.REGISTRATIONS:
            return services.export_registrations(path=to, by=by, purpose=purpose)
        case What.ROLL:
            return services.export_roll(path=to, by=by, purpose=purpose)
        case What.GAZETTEER:
            return services.export_gazetteer(path=to, by=by)
        case What.XLSFORM:
            return services.export_xlsform(path=to, by=by, office=office)
        case What.ALL:
            return services.export_all(path=to, by=by)
        case What.GEDCOM:
            return _export_gedcom(to, by, purpose, "7.0", with_living=False)


def _export_gedcom(to: Path, by: Viewer, purpose: str, version: str, *, with_living: bool) -> Exported:
    from ojaq.registry.exchange import services

    return services.export_gedcom(
        path=to,
        by=by,
        purpose=purpose,
        version="5.5.1" if version == "5.5.1" else "7.0",
        with_living=with_living,
    )


def withdraw(
    registration: Annotated[UUID, typer.Argument(help="The id of the registration.")],
    reason: Annotated[str, typer.Option(help="Why, as a code.")] = "registrant-wished",
    as_json: AsJson = False,
) -> None:
    """Withdraw a registration: its words are gone at once and for ever; its id stays, so that it cannot come back by a file."""
    from ojaq.cli.registry import opened

    with opened() as by:
        # Django is ready only once the registry is open.
        from ojaq.registry.exchange import services

        gone = services.withdraw(registration=registration, by=by, reason=reason)
    lines = [f"Withdrawn: {uuid}" for uuid in gone] or ["It was withdrawn before. Nothing was changed."]
    answer({"withdrawn": [str(uuid) for uuid in gone]}, as_json=as_json, lines=lines)
