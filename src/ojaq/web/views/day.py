"""A day of an office in figures, for whoever heads it: on the page, and as a PDF. It names nobody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ojaq.registry.access import Act
from ojaq.registry.access.selectors import is_fictional
from ojaq.registry.desk.selectors.office import registered_on
from ojaq.registry.diary.selectors import day_figures_of
from ojaq.web.documents import Sheet, set_document
from ojaq.web.door import Visit
from ojaq.web.shown.day import DayOfOffice, day_of_office, report_values
from ojaq.web.shown.diary import day_asked
from ojaq.web.shown.offices import office_asked, office_choices


@require_safe
def show(request: Visit) -> HttpResponse:
    """The page."""
    office, shown = _day(request)
    choices = office_choices(Act.READ_DAY, request.viewer)
    return render(request, "ojaq/day.html", {"day": shown, "office": office, "choices": choices})


@require_safe
def paper(request: Visit) -> HttpResponse:
    """The report, on A4."""
    office, shown = _day(request)
    values, sheet = report_values(shown, fictional=is_fictional())
    answer = HttpResponse(set_document("day", values, sheet=Sheet(**sheet)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="day-{office}-{shown.written}.pdf"'
    return answer


def _day(request: Visit) -> tuple[str, DayOfOffice]:
    office, day = office_asked(request.GET, Act.READ_DAY, request.viewer), day_asked(request.GET)
    told, appointments = day_figures_of(office=office, day=day, viewer=request.viewer)
    registered = registered_on(office=office, day=day, viewer=request.viewer)
    names = {each.code: each.name for each in office_choices(Act.READ_DAY, request.viewer)}
    return office, day_of_office(names.get(office, office), day, told, appointments, registered=registered)
