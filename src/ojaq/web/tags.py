"""Template tags of the pages: names as said, evidence marks, pips, icons, versioned files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ojaq.web.shown.both import Both
from ojaq.web.shown.village import Villager
from ojaq.web.words.dates import day_in_words, in_words
from ojaq.web.words.numbers import grouped

register = template.Library()

EVIDENCE: Final = {
    "told": gettext_lazy("told once"),
    "corroborated": gettext_lazy("corroborated"),
    "documented": gettext_lazy("documented"),
    "contradicted": gettext_lazy("contradicted"),
    "absent": gettext_lazy("no document"),
}
ICONS: Final = {
    "counter": "M4 20v-8h16v8M4 12l2-6h12l2 6M9 16h6",
    "home": "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
    "register": "M5 3h10l4 4v14H5zM9 11h6M9 15h6M12 8v6",
    "review": "M4 5h7v14H4zM13 5h7v14h-7zM6 9h3M15 9h3",
    "imports": "M12 4v10M8 10l4 4 4-4M4 16v4h16v-4",
    "administration": "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20c0-3.500 2-6 5-6s5 2.500 5 6M16 7h5M16 12h5M16 17h5",
    "more": "M4 7h16M4 12h16M4 17h16",
    "villages": "M3 20v-7l5-4 5 4v7zM13 20v-9l4-3 4 3v9zM7 20v-4h2v4",
    "queue": "M7 8a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM3 20v-5c0-3 2-5 4-5s4 2 4 5v5M14 6h7M14 12h7M14 18h7",
    "estates": "M12 3v5M12 8H5v4M12 8h7v4M12 8v4M3 12h4v5H3zM10 12h4v5h-4zM17 12h4v5h-4z",
    "help": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.500 0 1 1 3.500 2.300c-.7.4-1 .8-1 1.700M12 16.500v.5",
    "lock": "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
}


@register.simple_tag
def said(text: str, language: str = "", style: str = "") -> SafeString:
    """What a person said, in its own script and direction: serif, `bdi`, with its language."""
    if not text:
        # Nobody said it, so the register speaks: sans, not serif.
        return format_html('<span class="oj-nottold">{}</span>', _("not told"))
    classes = f"oj-voice {style}".strip()
    if language:
        return format_html('<bdi class="{}" lang="{}">{}</bdi>', classes, language, text)
    return format_html('<bdi class="{}">{}</bdi>', classes, text)


@register.simple_tag
def evidence(kind: str, words: str = "") -> SafeString:
    """The mark of how well something is proved. A mark never stands without words."""
    words = words or str(EVIDENCE[kind])
    return format_html('<span class="oj-ev" data-ev="{}">{}</span>', kind, words)


@register.simple_tag
def pips(count: int) -> SafeString:
    """Five pips, `count` of them filled; the words beside them say it to those who do not see them."""
    marks = format_html_join(
        "", "<i{}></i>", ((mark_safe(' class="is-full"') if n < count else "",) for n in range(5))
    )
    return format_html('<span class="oj-pips" aria-hidden="true">{}</span>', marks)


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own line drawings; says nothing to a screen reader, the label beside it does."""
    return format_html(
        '<svg class="oj-icon" width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def people(listed: Iterable[Villager]) -> SafeString:
    """Lines of a list of people, each leading to its page. In one tag: a village page has hundreds of them."""
    address = reverse("person", args=["0"])[:-1]
    return format_html_join(
        "",
        '<li><a href="{}{}">{}</a>{}</li>',
        ((address, one.number, said(one.name, one.language), _beside(one.years)) for one in listed),
    )


def _beside(years: str) -> SafeString:
    return format_html(' <span class="oj-quiet oj-small">{}</span>', years) if years else SafeString("")


@register.filter
def number(value: str) -> SafeString:
    """A register number, grouped to be read aloud."""
    return format_html('<span class="oj-number">{}</span>', grouped(value))


@register.filter
def date(value: str) -> str:
    """An EDTF date in words of the reader's language."""
    return in_words(value)


@register.filter
def moment(value: datetime) -> str:
    """A day and an hour of today's calendar, as the reader's language writes them."""
    at = timezone.localtime(value)
    return f"{day_in_words(at.date())}, {at:%H:%M}"


@register.simple_tag
def asset(path: str) -> str:
    """The address of a shipped file, with a mark of its content, so that it may be kept for a year."""
    return f"{static(path)}?v={_digest(path)}"


@lru_cache(maxsize=64)
def _digest(path: str) -> str:
    return hashlib.sha256((Path(settings.STATIC_ROOT) / path).read_bytes()).hexdigest()[:12]


@register.simple_tag
def office(label: Both) -> SafeString:
    """The office's words beside the visitor's, where they are others."""
    if not label.office:
        return SafeString("")
    return format_html(
        '<span class="oj-rc-office-words" lang="{}" dir="auto">{}</span>', label.office_language, label.office
    )


@register.simple_tag
def qr(code: str, words: str) -> SafeString:
    """A QR code with the words that say what it holds."""
    size, _, path = code.partition("|")
    return format_html(
        '<svg class="oj-qr" role="img" aria-label="{}" viewBox="0 0 {} {}"><path d="{}"/></svg>',
        words,
        size,
        size,
        path,
    )
