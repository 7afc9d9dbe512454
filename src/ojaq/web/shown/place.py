"""Places in words: names as equals in the reader's order, districts from near to far."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ojaq.core.places.languages import short_code
from ojaq.registry.places.selectors import NameShown, PlaceBrief, PlacePage
from ojaq.web.shown.village import Namesake, PlaceName
from ojaq.web.shown.words import Said
from ojaq.web.words.dates import in_words

TITLES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One place of a list of answers: like a namesake, with how surely it is meant."""

    place: Namesake
    hundredths: int


def namesake(brief: PlaceBrief) -> Namesake:
    """A place in a list."""
    return Namesake(brief.place, brief.name.name, short_code(brief.name.lang), ", ".join(brief.districts))


def titles(page: PlacePage, language: str) -> tuple[Said, ...]:
    """The names at the head of the page: one of the reader's language, then of the others in the order of the menu."""
    chosen: list[Said] = []
    ours = [code for code, _ in settings.LANGUAGES if code not in (language, "en")]
    order = {code: place for place, code in enumerate([language, *ours])}
    names = sorted(page.names, key=lambda name: order.get(short_code(name.lang), len(order)))
    for name in names:
        said = Said(name.name, short_code(name.lang))
        if not any(other.text == said.text or other.language == said.language for other in chosen):
            chosen.append(said)
    return tuple(chosen[:TITLES])


def names(page: PlacePage) -> tuple[PlaceName, ...]:
    """All names with language and years; the same name of several languages stays several names."""
    return tuple(
        PlaceName(name.name, short_code(name.lang), language_words(name.lang), kind_words(name), _years(name))
        for name in page.names
    )


def language_words(code: str) -> str:
    """A language in the words of the reader; one that has no word here stands by its code."""
    if not code:
        return _("not known")
    try:
        return str(get_language_info(short_code(code))["name_translated"])
    except KeyError:
        return code


def kind_words(name: NameShown) -> str:
    """What kind of name, where that says something to a reader."""
    known = {
        "official": _("official"),
        "colloquial": _("as people say"),
        "former": _("former"),
        "historic": _("former"),
        "variant": _("another spelling"),
        "short": _("short"),
        "abbreviation": _("short"),
    }
    return known.get(name.kind, "")


def _years(name: NameShown) -> str:
    if not name.dates_known:
        return ""
    begins, ends = in_words(name.begins), in_words(name.ends)
    if begins and ends:
        return _("%(first)s to %(last)s") % {"first": begins, "last": ends}
    if begins:
        return _("since %(date)s") % {"date": begins}
    return _("until %(date)s") % {"date": ends} if ends else ""
