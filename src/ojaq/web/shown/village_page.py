"""The page of a village, from what places and families tell of it."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from ojaq.core.places.languages import short_code
from ojaq.registry.families.pages import Generation as ToldGeneration
from ojaq.registry.families.pages import VillagePeople
from ojaq.registry.places.selectors import PlacePage
from ojaq.web.shown import place as places
from ojaq.web.shown.kin import years
from ojaq.web.shown.map import Spot, spot, spots
from ojaq.web.shown.village import Generation, Villager, VillageShown
from ojaq.web.shown.words import Figure, counted, figure
from ojaq.web.words.dates import in_words


def village_shown(page: PlacePage, people: VillagePeople, language: str) -> VillageShown:
    """Everything on the page. `language`: whose names the reader wants first."""
    widest = max((one.told for one in people.generations), default=1) or 1
    return VillageShown(
        id=page.brief.place,
        title=places.titles(page, language),
        order=_("Names in %(language)s stand first, as you set it.")
        % {"language": places.language_words(language)},
        where=", ".join(page.brief.districts),
        figures=(
            Figure(_("people told of"), figure(people.told)),
            Figure(_("registered themselves"), figure(people.registered)),
        ),
        names=places.names(page),
        languages=_languages(page),
        language=language,
        attribution=page.attribution,
        namesakes=tuple(places.namesake(brief) for brief in page.namesakes),
        generations=tuple(generation_shown(one, widest) for one in people.generations),
        people_words=counted(
            ngettext, "from %(count)s testimony", "from %(count)s testimonies", people.testimonies
        )
        if people.testimonies
        else "",
        spots=_spots(page),
        map_says=_("Filled: this place. Rings: others of the same name.") if page.namesakes else "",
    )


def _spots(page: PlacePage) -> tuple[Spot, ...]:
    """This place and its namesakes, each with its districts; nothing where nobody knows where this one lies."""
    here = spot(page.brief, beside=", ".join(page.brief.districts))
    others = (spot(each, kind="other", beside=", ".join(each.districts)) for each in page.namesakes)
    return spots([here, *others]) if here else ()


def _languages(page: PlacePage) -> tuple[tuple[str, str], ...]:
    """The languages this place has names in, each in its own words, after those of the pages."""
    known = dict(settings.LANGUAGES)
    for name in page.names:
        code = short_code(name.lang)
        if code and code not in known:
            try:
                known[code] = str(get_language_info(code)["name_local"])
            except KeyError:
                continue
    return tuple(known.items())


UNTOLD = "untold"
"""In an address, the decade of those whose decade of birth nobody told."""


def generation_shown(told: ToldGeneration, widest: int) -> Generation:
    """One decade; `widest` is the number of people of the largest one."""
    more = told.told - len(told.people)
    return Generation(
        label=_("born in a decade not told") if told.decade is None else in_words(f"{told.decade // 10}X"),
        words=_("%(came)s of %(told)s") % {"came": figure(told.registered), "told": figure(told.told)},
        told_share=round(100 * told.told / widest),
        came_share=round(100 * told.registered / widest),
        people=tuple(
            Villager(str(one.number), one.name.text, one.name.language, years(one.years))
            for one in told.people
        ),
        more=counted(ngettext, "and %(count)s more", "and %(count)s more", more) if more > 0 else "",
        code=UNTOLD if told.decade is None else str(told.decade),
        following=told.following,
    )
