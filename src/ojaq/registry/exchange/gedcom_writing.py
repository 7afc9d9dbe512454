"""GEDCOM lines out of people and families: 7.0 or 5.5.1, in UTF-8. Pure.

Tags of our own, declared in the header of version 7 and told in `docs/formats.md`: `_PNAME` below PLAC is a name the place
bore, with LANG, DATE (from when to when) and SOUR; `_PATR` below NAME is the patronymic; `_FREL` and `_MREL` below CHIL say
that a father or mother is a step one, for which GEDCOM has no word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ojaq.core.dates import NotADate, read_date
from ojaq.registry.exchange.gedcom_dates import date_of, words_of
from ojaq.registry.exchange.gedcom_families import FamilyTold
from ojaq.registry.exchange.gedcom_people import UNSAID, PersonTold, SaidDate, SaidEvent, SaidName, best_first
from ojaq.registry.exchange.gedcom_reading import HOME

OWN_TAGS = {
    "_PNAME": "place-name",
    "_PATR": "patronymic",
    "_FREL": "father-relation",
    "_MREL": "mother-relation",
}
_LONGEST_551 = 200
_PEDIGREES = {"birth": "birth", "adoptive": "adopted", "foster": "foster"}


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name a place bore: EDTF begin and end, "" unknown, and who says so."""

    name: str
    language: str = ""
    begins: str = ""
    ends: str = ""
    source: str = ""


@dataclass(frozen=True)
class Book:
    """Everything one file holds. `open_people` are those whose details are shown; sources: testimony -> its id."""

    people: Mapping[int, PersonTold]
    open_people: frozenset[int]
    families: Sequence[FamilyTold]
    sources: Mapping[int, str]
    place_names: Mapping[int, Sequence[DatedName]] = field(default_factory=dict)
    seven: bool = True
    stamp: str = ""
    made_on: date = date.min


def lines_of(book: Book) -> Iterator[str]:
    """The lines of the file, without their ends."""
    yield from _head(book)
    belongs: dict[int, list[str]] = {}
    for at, family in enumerate(book.families, start=1):
        for child, nature in family.children.items():
            belongs.setdefault(child, []).append(f"1 FAMC @F{at}@")
            if (said := _PEDIGREES.get(nature)) is not None:
                belongs[child].append(f"2 PEDI {said.upper() if book.seven else said}")
        for partner in family.partners:
            belongs.setdefault(partner, []).append(f"1 FAMS @F{at}@")
    for number, person in book.people.items():
        yield from _person(person, book)
        yield from belongs.get(number, ())
    for at, family in enumerate(book.families, start=1):
        yield from _family(at, family, book)
    for number, name in book.sources.items():
        yield from (f"0 @S{number}@ SOUR", f"1 TITL Testimony {name}")
    yield "0 TRLR"


def _head(book: Book) -> Iterator[str]:
    yield "0 HEAD"
    yield from ("1 GEDC", f"2 VERS {'7.0' if book.seven else '5.5.1'}")
    if book.seven:
        yield "1 SCHMA"
        yield from (f"2 TAG {tag} urn:ojaq:gedcom:{name}" for tag, name in OWN_TAGS.items())
    else:
        yield from ("2 FORM LINEAGE-LINKED", "1 CHAR UTF-8", "1 SUBM @U1@")
    yield from ("1 SOUR OJAQ", "2 NAME Ojaq")
    if book.made_on != date.min:
        yield f"1 DATE {_words(SaidDate(edtf=book.made_on.isoformat()), book)}"
    if book.stamp:
        yield f"1 NOTE {book.stamp}"
    if not book.seven:
        yield from ("0 @U1@ SUBM", "1 NAME Ojaq")


def _person(person: PersonTold, book: Book) -> Iterator[str]:
    yield f"0 @I{person.number}@ INDI"
    if person.number not in book.open_people:
        yield "1 NAME Living"
        return
    for name in best_first(person.names):  # type: ignore[arg-type]
        yield from _name(name, book, _cited(2, person.names[name], book))  # type: ignore[arg-type,index]
    if person.sex != "unknown":
        yield f"1 SEX {person.sex[0].upper()}"
    for tag, versions in (("BIRT", person.births), ("DEAT", person.deaths), ("RESI", person.origins)):
        for event in best_first(versions):  # type: ignore[arg-type]
            yield from _event(tag, event, book, _cited(2, versions[event], book))  # type: ignore[arg-type,index]
    if person.told_dead and not person.deaths:
        yield "1 DEAT Y"


def _name(name: SaidName, book: Book, cited: Sequence[str]) -> Iterator[str]:
    given = " ".join(part for part in (name.given, name.patronymic) if part)
    whole = " ".join(part for part in (given, f"/{name.family}/" if name.family else "") if part)
    yield from _line(1, "NAME", whole or name.as_written, book)
    for tag, part in (("GIVN", name.given), ("SURN", name.family), ("_PATR", name.patronymic)):
        if part:
            yield from _line(2, tag, part, book)
    yield from cited
    others = [(f"{given} /{name.birth_family}/".strip(), "birth")] if name.birth_family else []
    others += [(text, "aka") for text in name.also]
    for text, kind in others:
        yield from _line(1, "NAME", text, book)
        yield f"2 TYPE {kind.upper() if book.seven else kind}"
        yield from cited


def _event(tag: str, event: SaidEvent, book: Book, cited: Sequence[str]) -> Iterator[str]:
    yield f"1 {tag}"
    if tag == "RESI":
        yield f"2 TYPE {HOME}"
    yield from _date(event.when, book)
    if event.place:
        yield from _line(2, "PLAC", event.place, book)
        for name in book.place_names.get(event.place_row or 0, ()):
            yield from _line(3, "_PNAME", name.name, book)
            if name.language:
                yield f"4 LANG {name.language}"
            if since := _since(name, book):
                yield f"4 DATE {since}"
            if name.source:
                yield from _line(4, "SOUR", name.source, book)
    yield from cited


def _since(name: DatedName, book: Book) -> str:
    begins, ends = (_words(SaidDate(edtf=day), book) if day else "" for day in (name.begins, name.ends))
    plain = [text if text and text.split()[0].isalnum() and not text.startswith(("BET", "AFT", "BEF", "ABT")) else ""
             for text in (begins, ends)]  # fmt: skip
    return " ".join(f"{word} {text}" for word, text in zip(("FROM", "TO"), plain, strict=True) if text)


def _date(when: SaidDate, book: Book) -> Iterator[str]:
    words = _words(when, book)
    if words:
        yield f"2 DATE {words}"
    elif when.said and book.seven:
        yield "2 DATE"
        yield from _line(3, "PHRASE", when.said, book)
    elif when.said:
        yield from _line(2, "DATE", when.said if when.said.startswith("(") else f"({when.said})", book)


def _words(when: SaidDate, book: Book) -> str:
    """The words a date came in, when they are GEDCOM's own; else its form or its bounds."""
    if when.said and not (book.seven and ("@" in when.said or "(" in when.said)):
        told = date_of(when.said)
        if isinstance(told, dict) and told.get("edtf") == when.edtf != "":
            return when.said
    earliest, latest = when.earliest, when.latest
    if when.edtf and earliest is None and latest is None:
        try:
            moment = read_date(when.edtf)
        except NotADate:
            return ""
        earliest, latest = moment.earliest, moment.latest
    if not when.edtf and not (earliest or latest):
        return ""
    return words_of(when.edtf, calendar=when.calendar, earliest=earliest, latest=latest, seven=book.seven)


def _family(at: int, family: FamilyTold, book: Book) -> Iterator[str]:
    yield f"0 @F{at}@ FAM"
    roles = _roles(family.partners, book)
    for role, partner in roles.items():
        yield f"1 {role} @I{partner}@"
    for child, nature in family.children.items():
        yield f"1 CHIL @I{child}@"
        if nature == "step":
            yield from (f"2 {'_FREL' if role == 'HUSB' else '_MREL'} Step" for role in roles)
    if family.couple and set(family.partners) <= book.open_people:
        yield "1 MARR"
        yield from _date(family.began, book)
        if family.ended != UNSAID:
            yield "1 DIV"
            yield from _date(family.ended, book)
    yield from _cited(1, list(family.sources), book)


def _roles(partners: Sequence[int], book: Book) -> dict[str, int]:
    """Husband and wife as GEDCOM calls them, by the sexes told; of two alike the first is written first."""
    sexes = {number: book.people[number].sex for number in partners}
    if len(partners) == 1:
        return {"WIFE" if sexes[partners[0]] == "female" else "HUSB": partners[0]}
    if len(partners) == 2:
        first, second = partners
        turned = sexes[first] == "female" or sexes[second] == "male"
        if turned and sexes[first] != sexes[second]:
            first, second = second, first
        return {"HUSB": first, "WIFE": second}
    return {}


def _cited(level: int, sources: Iterable[int], book: Book) -> list[str]:
    return [f"{level} SOUR @S{number}@" for number in dict.fromkeys(sources) if number in book.sources]


def _line(level: int, tag: str, text: str, book: Book) -> Iterator[str]:
    """One line, or several where version 5.5.1 does not take so long a one. Signs that mean something else are doubled."""
    text = " ".join(text.split())
    text = text.replace("@", "@@") if not book.seven else f"@{text}" if text.startswith("@") else text
    if book.seven or len(text) <= _LONGEST_551:
        yield f"{level} {tag} {text}"
        return
    pieces = [text[at : at + _LONGEST_551] for at in range(0, len(text), _LONGEST_551)]
    yield f"{level} {tag} {pieces[0]}"
    yield from (f"{level + 1} CONC {piece}" for piece in pieces[1:])
