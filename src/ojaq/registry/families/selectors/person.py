"""The page of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.limits import OWN
from ojaq.registry.families.kin import Kin, Relative, relatives, siblings_by_parents
from ojaq.registry.families.leaving import Leaving, keys
from ojaq.registry.families.pages import Fact, LifeMark, PersonPage, RelativeShown, Source, Version
from ojaq.registry.families.selectors.rows import Rows, children_of, rows_of, shown_as
from ojaq.registry.families.versions import Saying, evidence, fact
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.selectors import answering, judgements_about
from ojaq.registry.identity.selectors.numbers import told_to
from ojaq.registry.identity.selectors.protecting import hidden_from
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import Told, fullest
from ojaq.registry.ledger import record
from ojaq.registry.places.selectors import place_ids_of
from ojaq.registry.registration.models import Departure, Mention


def person_page(*, number: int, viewer: Viewer, explained: bool = True) -> PersonPage:
    """What the register holds of the person a number answers with. The reading stands in the ledger before this returns.

    explained: with the reasons of every joining of the engine, instead of asking for them one by one.

    Raises NotPermitted, NoSuchPerson, TooManyOpened.
    """
    require(viewer, Act.OPEN_PERSON)
    with transaction.atomic():
        person = answering(number=number, viewer=viewer)
        record(
            act=Act.OPEN_PERSON,
            by=viewer,
            subjects=[("person", str(person))],
            office=viewer.office or None,
            reason=OWN if told_to(viewer, person) else "",
        )
    rows = rows_of(person=person, viewer=viewer)
    found = relatives(person, rows.ties, rows.person_of, _sexes(rows))
    hidden = hidden_from(viewer=viewer, persons=[each.person for each in found])
    found = [each for each in found if each.person not in hidden]
    shown = _relatives(person, found, rows)
    told = told_of(persons=[person])[person]
    departures = list(Departure.objects.filter(people__in=rows.mentions).distinct().order_by("pk"))
    return PersonPage(
        number=person,
        asked=number,
        name=fullest(told).name if told else Said(""),
        sex=_one_sex(told),
        names=_names(rows, told),
        facts=tuple(each for each in _facts(rows, departures, shown) if each is not None),
        relatives=shown,
        judgements=judgements_about(
            mentions=[mention.pk for mention in rows.mentions],
            person=person,
            viewer=viewer,
            explained=explained,
        ),
        life=tuple(_life(rows.mentions, departures)),
        testimonies=len(rows.sources),
        registered=any(mention.registrant for mention in rows.mentions),
        registered_at=min((m.registration.received_at for m in rows.mentions if m.registrant), default=None),
    )


def _one_sex(told: Iterable[Told]) -> str:
    said = {each.sex for each in told} - {"unknown"}
    return said.pop() if len(said) == 1 else "unknown"


def _sexes(rows: Rows) -> dict[int, str]:
    """Register number -> sex, as the mentions at the other ends of ties tell it."""
    pairs = Mention.objects.filter(pk__in=rows.person_of).exclude(sex="unknown").values_list("pk", "sex")
    return {rows.person_of[mention]: sex for mention, sex in pairs if mention in rows.person_of}


def _names(rows: Rows, told: Sequence[Told]) -> tuple[Version, ...]:
    sayings = [Saying(each.name.text, each.name, each.registration) for each in told if each.name.text]
    names = fact("name", sayings, rows.sources, exclusive=False)
    return names.versions if names else ()


def _facts(
    rows: Rows, departures: Sequence[Departure], shown: Sequence[RelativeShown]
) -> Iterable[Fact | None]:
    places = place_ids_of(_place_rows(rows.mentions, departures))
    sexes = [Saying(m.sex, Said(m.sex), m.registration_id) for m in rows.mentions if m.sex != "unknown"]
    yield fact("sex", sexes, rows.sources, exclusive=True)
    for code in ("born", "died", "missing"):
        yield fact(code, _dates(rows.mentions, code), rows.sources, exclusive=code != "missing")
    for code in ("origin", "born_in"):
        yield fact(code, _places(rows.mentions, code, places), rows.sources, exclusive=True)
    yield fact("left", _leavings(departures, places), rows.sources, exclusive=False)
    for code, kin, sex in (("father", Kin.PARENT, "male"), ("mother", Kin.PARENT, "female"), ("parent", Kin.PARENT, "unknown"),
                           ("spouse", Kin.SPOUSE, "")):  # fmt: skip
        some = [each for each in shown if each.kin == kin and sex in ("", each.sex)]
        # As estates and drawings take them: whom more testimonies name stands first.
        some.sort(key=lambda each: -len(each.sources))
        if some:
            versions = tuple(
                Version(each.name, each.evidence, each.sources, number=each.number) for each in some
            )
            yield Fact(code, versions, any(each.evidence == "contradicted" for each in some))


def _place_rows(mentions: Sequence[Mention], departures: Sequence[Departure]) -> list[int]:
    rows = [number for m in mentions for number in (m.origin_place_id, m.born_in_place_id)]
    return [number for number in (*rows, *(d.left_place_id for d in departures)) if number]


def _dates(mentions: Sequence[Mention], code: str) -> list[Saying]:
    found = []
    for mention in mentions:
        edtf, said = getattr(mention, code), getattr(mention, f"{code}_said")
        span = (getattr(mention, f"{code}_from"), getattr(mention, f"{code}_to"))
        if code == "born" and not edtf and mention.age is not None:
            said = said or f"{mention.age:g}"
        if edtf or said:
            text = Said(said or edtf, mention.registration.language if said else "")
            found.append(Saying((edtf, said), text, mention.registration_id, edtf=edtf, span=span))
    return found


def _places(mentions: Sequence[Mention], code: str, places: Mapping[int, str]) -> list[Saying]:
    found = []
    for mention in mentions:
        text, row = getattr(mention, code), getattr(mention, f"{code}_place_id")
        if text or row:
            said = Said(text, mention.registration.language)
            place = places.get(row or 0, "")
            found.append(Saying(row or text, said, mention.registration_id, place=place, unread=row is None))
    return found


def _leavings(departures: Sequence[Departure], places: Mapping[int, str]) -> list[Saying]:
    told = [
        Leaving(
            place=each.left_place_id or each.left,
            wave=each.wave,
            edtf=each.when,
            earliest=each.when_from,
            latest=each.when_to,
        )
        for each in departures
    ]
    found = []
    for each, (key, edtf) in zip(departures, keys(told), strict=True):
        place = places.get(each.left_place_id or 0, "")
        found.append(Saying(key, Said(each.left), each.registration_id, edtf=edtf, place=place))
    return found


def _relatives(person: int, found: Sequence[Relative], rows: Rows) -> tuple[RelativeShown, ...]:
    parents = [each.person for each in found if each.kin is Kin.PARENT and each.by_birth]
    others = [(each, 0) for each in found if each.kin is not Kin.SIBLING]
    others += siblings_by_parents(person, children_of(parents=parents), found)
    told = shown_as(persons=[each.person for each, _ in others])
    shown = [
        _relative(each, told[each.person], rows.sources, shared)
        for each, shared in others
        if told.get(each.person)
    ]
    order = [Kin.PARENT, Kin.SPOUSE, Kin.SIBLING, Kin.CHILD]
    return tuple(
        sorted(shown, key=lambda each: (order.index(Kin(each.kin)), each.years[0] or 9999, each.number))
    )


def _relative(
    each: Relative, told: Sequence[Told], sources: Mapping[int, Source], shared: int
) -> RelativeShown:
    said = tuple(sources[number] for number in each.registrations if number in sources)
    return RelativeShown(
        number=each.person,
        kin=str(each.kin),
        sex=_one_sex(told),
        name=fullest(told).name,
        years=years(told),
        natures=each.natures,
        evidence="contradicted" if each.contradicted else evidence(said),
        sources=said,
        parents_shared=shared,
    )


def years(told: Iterable[Told]) -> tuple[int | None, int | None]:
    """(born, died) as years where something tells them to a year or so; None else."""
    told = list(told)
    births = [((t.born_to - t.born_from).days, t.born_from.year) for t in told if t.born_from and t.born_to]
    born = min(births)[1] if births and min(births)[0] <= 400 else None
    died = min((t.died_to.year for t in told if t.died_to and t.died_to < date(9000, 1, 1)), default=None)
    return born, died


def _life(mentions: Sequence[Mention], departures: Sequence[Departure]) -> Iterable[LifeMark]:
    seen = set()
    for mention in mentions:
        for what in ("born", "died", "missing"):
            edtf, said = getattr(mention, what), getattr(mention, f"{what}_said")
            bounds = (getattr(mention, f"{what}_from"), getattr(mention, f"{what}_to"))
            if (edtf or said or any(bounds)) and (what, edtf, said) not in seen:
                seen.add((what, edtf, said))
                yield LifeMark(what, edtf, *bounds, said or edtf)
        if mention.registrant:
            told = mention.registration
            yield LifeMark(
                "registered", told.recorded_on, told.recorded_from, told.recorded_to, told.recorded_on
            )
    for each in departures:
        text, place = each.when_said or each.when, Said(each.left) if each.left else None
        yield LifeMark("left", each.when, each.when_from, each.when_to, text, place)
