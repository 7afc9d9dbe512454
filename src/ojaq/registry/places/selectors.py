"""Reading places. None of it is about a person, so nothing is written to the ledger; the viewer is asked all the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ojaq.core.places import PlaceBook
from ojaq.core.places.languages import short_code
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.places.errors import NoSuchPlace
from ojaq.registry.places.keeping import current_book
from ojaq.registry.places.models import NamingAct, Place, PlaceName

_AT_ONCE = 500
_MOST_NAMESAKES = 50


@dataclass(frozen=True, slots=True)
class NameShown:
    """One name of a place as it is shown. `lang` is the gazetteer's code, "" unknown; `script` ISO 15924.

    `begins`, `ends`: EDTF, "" unknown; `dates_known` False means that nobody has said when the name was in use.
    `source` is "" where the gazetteer as a whole is the source; `added_here` when somebody of this register added it.
    """

    number: int | None
    name: str
    lang: str
    script: str
    kind: str
    begins: str
    ends: str
    dates_known: bool
    source: str
    added_here: bool


@dataclass(frozen=True, slots=True)
class PlaceBrief:
    """A place in a list: its id, the name the viewer's languages put first, its districts from near to far."""

    place: str
    row: int
    name: NameShown
    districts: tuple[str, ...]
    lat: float | None
    lon: float | None
    placetype: str


@dataclass(frozen=True, slots=True)
class ActShown:
    """A naming act as a source tells it; "" for what the source does not say."""

    old_name: str
    new_name: str
    kind: str
    authority: str
    number: str
    signed_on: str
    source: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    """The part of a village page that is about the place: every name in the viewer's order, none called the true one."""

    brief: PlaceBrief
    names: tuple[NameShown, ...]
    acts: tuple[ActShown, ...]
    namesakes: tuple[PlaceBrief, ...]
    attribution: str
    gazetteer: str


def book() -> PlaceBook:
    """The book that turns texts into places: of this process, made anew when places changed."""
    return current_book()


def rows_of(place_ids: Iterable[str]) -> dict[str, int]:
    """Gazetteer id -> row of the place (its primary key), for those ids that are there."""
    wanted = list(dict.fromkeys(place_ids))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        found.update(Place.objects.filter(gazetteer_id__in=part).values_list("gazetteer_id", "id"))
    return found


def place_ids_of(rows: Iterable[int]) -> dict[int, str]:
    """Row of a place -> gazetteer id, for those rows that are there."""
    wanted = list(dict.fromkeys(rows))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        found.update(Place.objects.filter(id__in=part).values_list("id", "gazetteer_id"))
    return found


def find_place(given: str) -> str | None:
    """The gazetteer id for an id as people write it ("wof:1125819727" or "1125819727"); None when there is none."""
    bare = given.partition(":")[2]
    known = rows_of([given, bare] if bare else [given])
    return next((one for one in (given, bare) if one in known), None)


def place_names(*, place: str, viewer: Viewer, languages: Sequence[str] = ()) -> tuple[NameShown, ...]:
    """All names of a place, those of the viewer's languages first; languages not asked for stand by their code."""
    require(viewer, Act.LOOK_UP_PLACE)
    return _names(_place(place), _order(viewer, languages))


def namesakes(*, place: str, viewer: Viewer, languages: Sequence[str] = ()) -> tuple[PlaceBrief, ...]:
    """Other places that bear one of this place's names, written the same; at most fifty, by district."""
    require(viewer, Act.LOOK_UP_PLACE)
    return _namesakes(_place(place), _order(viewer, languages))


def place_page(*, place: str, viewer: Viewer, languages: Sequence[str] = ()) -> PlacePage:
    """What a village page says about its place. `languages` is the order the reader chose; empty: the viewer's own.

    Raises NoSuchPlace.
    """
    require(viewer, Act.LOOK_UP_PLACE)
    kept, order = _place(place), _order(viewer, languages)
    return PlacePage(
        brief=_briefs([kept], order)[0],
        names=_names(kept, order),
        acts=_acts(kept),
        namesakes=_namesakes(kept, order),
        attribution=kept.source.attribution,
        gazetteer=kept.source.title,
    )


def briefs(*, places: Sequence[str], viewer: Viewer, languages: Sequence[str] = ()) -> dict[str, PlaceBrief]:
    """Gazetteer id -> the place in short, for lists; ids that are not there are left out."""
    require(viewer, Act.LOOK_UP_PLACE)
    kept = Place.objects.filter(gazetteer_id__in=places[:_AT_ONCE])
    return {brief.place: brief for brief in _briefs(list(kept), _order(viewer, languages))}


def search(
    *, text: str, viewer: Viewer, district: str | None = None, languages: Sequence[str] = ()
) -> tuple[tuple[PlaceBrief, float], ...]:
    """Places a written text may mean, best first, each with its probability."""
    require(viewer, Act.LOOK_UP_PLACE)
    answer = book().resolve(text, district=district)
    known = briefs(places=[c.place_id for c in answer.candidates], viewer=viewer, languages=languages)
    return tuple((known[c.place_id], c.probability) for c in answer.candidates if c.place_id in known)


def attributions() -> tuple[str, ...]:
    """What must be shown wherever names of places are shown: one line a gazetteer that asks for it."""
    from ojaq.registry.places.models import Gazetteer

    lines = Gazetteer.objects.exclude(attribution="").order_by("code").values_list("attribution", flat=True)
    return tuple(dict.fromkeys(lines))


def _place(given: str) -> Place:
    found = find_place(given)
    kept = Place.objects.select_related("source").filter(gazetteer_id=found).first() if found else None
    if kept is None:
        raise NoSuchPlace
    return kept


def _order(viewer: Viewer, languages: Sequence[str]) -> dict[str, int]:
    asked = [short_code(code) for code in (*languages, viewer.language)]
    return {code: place for place, code in reversed(list(enumerate(asked)))}


def _names(place: Place, order: dict[str, int]) -> tuple[NameShown, ...]:
    shown = [_shown(name) for name in place.names.all()]
    if place.name not in {name.name for name in shown}:
        shown.append(_main_name(place))
    return tuple(sorted(shown, key=lambda name: _rank(name, order)))


def _rank(name: NameShown, order: dict[str, int]) -> tuple[int, str, int, str, str]:
    lang = short_code(name.lang)
    # "Preferred" is the gazetteer's word for the usual spelling within one language, so it counts only there.
    return (
        order.get(lang, len(order)),
        lang or "~",
        0 if name.kind == "preferred" else 1,
        name.script,
        name.name,
    )


def _shown(name: PlaceName) -> NameShown:
    return NameShown(
        number=name.pk,
        name=name.name,
        lang="" if name.lang == "und" else name.lang,
        script=name.script,
        kind=name.kind,
        begins=name.begins,
        ends=name.ends,
        dates_known=bool(name.begins or name.ends),
        source=name.source,
        added_here=name.added_by is not None,
    )


def _main_name(place: Place) -> NameShown:
    from ojaq.registry.places.scripts import script_code

    return NameShown(None, place.name, "", script_code(place.name), "", "", "", False, "", False)


def _acts(place: Place) -> tuple[ActShown, ...]:
    acts = (
        NamingAct.objects.filter(place=place)
        .select_related("old_name", "new_name")
        .order_by("signed_on", "id")
    )
    return tuple(
        ActShown(
            old_name=act.old_name.name if act.old_name else "",
            new_name=act.new_name.name if act.new_name else "",
            kind=act.kind,
            authority=act.authority,
            number=act.number,
            signed_on=act.signed_on,
            source=act.source,
        )
        for act in acts
    )


def _namesakes(place: Place, order: dict[str, int]) -> tuple[PlaceBrief, ...]:
    names = {place.name, *place.names.values_list("name", flat=True)}
    # The book finds them by the folded name; asking the tables for every spelling would miss other cases and scripts.
    known = book()
    rows = [row for name in sorted(names) for row in known.written_alike(name)]
    ids = [one for one in dict.fromkeys(rows) if one != place.gazetteer_id][:_MOST_NAMESAKES]
    found = _briefs(list(Place.objects.filter(gazetteer_id__in=ids)), order)
    return tuple(sorted(found, key=lambda brief: (brief.districts, brief.name.name, brief.place)))


def _briefs(places: Sequence[Place], order: dict[str, int]) -> list[PlaceBrief]:
    districts = {d for place in places for d in (place.county, place.region) if d}
    above = {d.gazetteer_id: d for d in Place.objects.filter(gazetteer_id__in=districts)}
    titles = _titles([*places, *above.values()], order)
    briefs = []
    for place in places:
        chain = [d for d in dict.fromkeys((place.county, place.region)) if d and d != place.gazetteer_id]
        told = tuple(titles[above[d].pk].name if d in above else d for d in chain)
        briefs.append(
            PlaceBrief(
                place.gazetteer_id, place.pk, titles[place.pk], told, place.lat, place.lon, place.placetype
            )
        )
    return briefs


def _titles(places: Sequence[Place], order: dict[str, int]) -> dict[int, NameShown]:
    """The name of each place that comes first in the viewer's order; its main name where no language asked for has one."""
    best = {place.pk: _main_name(place) for place in places}
    ranked: dict[int, tuple[int, str, int, str, str]] = {}
    for name in PlaceName.objects.filter(place_id__in=list(best)):
        shown = _shown(name)
        if short_code(name.lang) in order:
            rank = _rank(shown, order)
            if name.place_id not in ranked or rank < ranked[name.place_id]:
                ranked[name.place_id], best[name.place_id] = rank, shown
    return best
