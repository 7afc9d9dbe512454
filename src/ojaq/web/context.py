"""What every page is given: the stamp, the doors this viewer may open, the languages, who looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.selectors import languages_offered, the_registry, viewer_of


@dataclass(frozen=True, slots=True)
class Door:
    """One entry of the navigation."""

    name: str
    label: str
    icon: str


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor. A registry that cannot be read is stamped as a rehearsal rather than as live."""
    registry = the_registry()
    viewer = _viewer(request)
    match = request.resolver_match
    return {
        "viewer": viewer,
        "viewer_office": viewer.office if viewer else "",
        "doors": doors(viewer) if viewer else [],
        "here": match.url_name if match else "",
        "watching": watching(viewer) if viewer else [],
        "office_day": office_day(viewer) if viewer else [],
        "languages": languages_offered(),
        "language_name": _own_name(get_language() or "en"),
        "fictional": bool(registry and registry.fictional),
        "rehearsal": registry is None or registry.state == "rehearsal",
    }


def _viewer(request: HttpRequest) -> Viewer | None:
    """Who looks: as the door found out, or, on a page of trouble before any door, as the session says."""
    known: Viewer | None = getattr(request, "viewer", None)
    if known is None and hasattr(request, "user") and request.user.is_authenticated:
        return viewer_of(request.user)
    return known


def doors(viewer: Viewer) -> list[Door]:
    """The navigation of this viewer: only what exists and may be opened."""
    every = (
        (Act.READ_FIGURES, Door("home", _("Today"), "home")),
        (Act.ASK_COUNTER, Door("counter", _("Counter"), "counter")),
        (Act.REGISTER, Door("register", _("Register"), "register")),
        (Act.OPEN_REVIEW, Door("review", _("Review"), "review")),
        (Act.SERVE_QUEUE, Door("queue", _("Queue"), "queue")),
        (Act.OPEN_VILLAGE, Door("villages", _("Villages"), "villages")),
        (Act.WATCH, Door("watch", _("Watch"), "lock")),
        (Act.IMPORT, Door("imports", _("Imports"), "imports")),
        (Act.MANAGE_ACCOUNTS, Door("administration", _("Administration"), "administration")),
        (Act.OPEN_ESTATE, Door("estates", _("Estates"), "estates")),
    )
    return [door for act, door in every if viewer.may(act)]


def office_day(viewer: Viewer) -> list[tuple[str, str]]:
    """The pages of an office's day, those of them that this viewer may open."""
    every = (
        (Act.SERVE_QUEUE, "queue", _("Queue")),
        (Act.OPEN_DIARY, "diary", _("Diary")),
        (Act.OPEN_DIARY, "diary-week", _("The week")),
        (Act.READ_DAY, "day", _("In figures")),
        (Act.HANG_SCREEN, "screens", _("Screens")),
    )
    return [(name, words) for act, name, words in every if viewer.may(act)]


def watching(viewer: Viewer) -> list[tuple[str, str]]:
    """The pages of a steward, those of them that this viewer may open."""
    every = (
        (Act.WATCH, "watch", _("Alarms")),
        (Act.APPROVE, "approvals", _("Two people")),
        (Act.READ_LEDGER, "readers", _("Who read")),
        (Act.READ_LEDGER, "breach", _("Breach")),
        (Act.ANSWER_CONSENT, "consents", _("Consents")),
        (Act.PROTECT_PERSON, "protected", _("Protected people")),
    )
    return [(name, words) for act, name, words in every if viewer.may(act)]


def _own_name(code: str) -> str:
    """A language in its own words, as the settings say it or as Django knows it."""
    named = dict(settings.LANGUAGES)
    return str(named.get(code) or get_language_info(code)["name_local"])
