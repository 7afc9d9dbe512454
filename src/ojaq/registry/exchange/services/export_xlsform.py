"""The intake form for ODK and Kobo as a workbook."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from ojaq.registry.access import Viewer
from ojaq.registry.access.selectors import languages_offered, the_registry
from ojaq.registry.access.services import office_called
from ojaq.registry.exchange import xlsform
from ojaq.registry.exchange.cells import safe_cell
from ojaq.registry.exchange.services.leaving import Exported, permit, whole_file, write_about
from ojaq.registry.registration.waves import waves


def export_xlsform(*, path: Path, by: Viewer, office: str = "") -> Exported:
    """Write the form, in every language of the interface. `office` is the code its testimonies are filed under.

    It asks questions and holds no answer. Raises NotPermitted, NeedsSecondPerson, UnknownOffice.
    """
    permit(by, "xlsform")
    if office:
        office_called(office)
    registry = the_registry()
    made = xlsform.sheets(
        languages=languages_offered(),
        waves=waves(),
        office=office,
        stamp=bool(registry and registry.fictional),
    )
    book = Workbook()
    del book["Sheet"]
    for name in ("survey", "choices", "settings"):
        sheet = book.create_sheet(name)
        for row in getattr(made, name):
            sheet.append([safe_cell(text) or None for text in row])
    with whole_file(path) as target:
        book.save(target)
    figures = {"questions": made.questions}
    write_about(path, kind="xlsform", figures=figures)
    return Exported(path, figures)
