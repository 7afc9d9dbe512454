"""Second screens: hung and taken down by an office, read by whoever has the link. The link opens numbers and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_noop, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ojaq.registry.access import Act
from ojaq.registry.diary.errors import NoSuchScreen
from ojaq.registry.diary.selectors import screen_now, screens
from ojaq.registry.diary.services import hang_screen, take_down_screen
from ojaq.web.door import Visit
from ojaq.web.shown.offices import office_asked, office_choices
from ojaq.web.shown.queue import words_of_all_languages
from ojaq.web.shown.screen import called_shown
from ojaq.web.trouble import trouble

ASK_AT_A_WINDOW = gettext_noop("This screen is out of order. Please ask at a window.")
TURNS = 1_000_000
"""Where the turns of the languages begin anew."""


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Visit) -> HttpResponse:
    """The screens of an office; on POST a new one, whose link is shown this once."""
    given = request.POST if request.method == "POST" else request.GET
    office, link = office_asked(given, Act.HANG_SCREEN, request.viewer), ""
    if request.method == "POST":
        hung = hang_screen(office=office, name=request.POST.get("name", ""), by=request.viewer)
        link = request.build_absolute_uri(reverse("screen", args=[hung.token]))
    shown = {
        "office": office,
        "choices": office_choices(Act.HANG_SCREEN, request.viewer),
        "screens": screens(office=office, viewer=request.viewer),
        "link": link,
        "done": "down" in request.GET,
    }
    return render(request, "ojaq/screens.html", shown)


@require_POST
def take_down(request: Visit, screen: int) -> HttpResponse:
    """End the link of a screen."""
    row = take_down_screen(screen=screen, by=request.viewer)
    return HttpResponseRedirect(f"{reverse('screens')}?office={row.office.code}&down")


@require_safe
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """The screen itself, in large type; it asks for its numbers again every few seconds."""
    return _numbers(request, token, "ojaq/screen.html")


@require_safe
def now(request: HttpRequest, token: str) -> HttpResponse:
    """The numbers alone, in the language whose turn it is."""
    return _numbers(request, token, "ojaq/parts/called.html")


def _numbers(request: HttpRequest, token: str, page: str) -> HttpResponse:
    try:
        told = screen_now(token=token)
    except NoSuchScreen:
        return trouble(request, 404)
    text = request.GET.get("turn", "")
    turn = int(text) % TURNS if text.isdecimal() and len(text) < 12 else 0
    language = settings.LANGUAGES[turn % len(settings.LANGUAGES)][0]
    with override(language):
        bidi = get_language_info(language)["bidi"]
        shown = {
            "screen": called_shown(told, language),
            "direction": "rtl" if bidi else "ltr",
            "token": token,
            "following": (turn + 1) % TURNS,
            "lost": words_of_all_languages(ASK_AT_A_WINDOW),
        }
        return render(request, page, shown)
