"""The family form in words: the person shown, what was understood, the sketch, advice, consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ojaq.core.dates import Calendar
from ojaq.registry.access.selectors import languages_offered
from ojaq.registry.desk.advice import Advice
from ojaq.registry.desk.form import Form, parents_of, person, spouses_of
from ojaq.registry.desk.names_said import LONGEST_NAME, hear_name, split_years
from ojaq.registry.desk.selectors import Understood
from ojaq.registry.registration.consent_words import FIRST, MEANINGS, read_aloud
from ojaq.registry.registration.relation_words import relation_word
from ojaq.web.drawing.sketch import Kin, Sketch, sketch
from ojaq.web.shown.place import namesake
from ojaq.web.shown.village import Namesake
from ojaq.web.shown.words import counted
from ojaq.web.words.dates import in_words

KEYS = (
    ("father", "f"),
    ("mother", "m"),
    ("spouse", "h"),
    ("son", "s"),
    ("daughter", "d"),
    ("brother", "b"),
    ("sister", "z"),
)


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of a name as it was read."""

    label: str
    text: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of several."""

    value: str
    label: str
    chosen: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One purpose of consent: the words to read aloud, what they mean, the answer so far."""

    purpose: str
    words: str
    means: str
    answer: str


@dataclass(frozen=True, slots=True)
class Told:
    """One relative in the list beside the sketch."""

    ref: str
    name: str
    label: str
    now: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """One key of the next relative."""

    relation: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """One leaving: its place in the form, what was typed, what the date was read as, who left."""

    place: int
    at: str
    typed: Form
    read: str
    people: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """One house or plot: its place in the form and what was typed."""

    place: int
    typed: Form


@dataclass(frozen=True, slots=True)
class FamilyForm:
    """Everything the page shows beside the typed values themselves."""

    title: str
    relation: str
    chips: tuple[Chip, ...]
    carried_from: str
    read: dict[str, str]
    sexes: tuple[Choice, ...]
    todays: tuple[Choice, ...]
    natures: tuple[Choice, ...]
    other_parents: tuple[Choice, ...]
    places: tuple[Namesake, ...]
    people: tuple[Told, ...]
    letters: tuple[Letter, ...]
    of: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    sketch: Sketch
    advice: tuple[str, ...]
    odd: tuple[str, ...]
    leavings: tuple[Leaving, ...]
    losses: tuple[Loss, ...]
    consent: tuple[Asked, ...]
    more_consent: tuple[Asked, ...]
    summary: str
    elapsed: str


def family_form(told: Understood, places: tuple[Namesake, ...]) -> FamilyForm:
    """The form as the page shows it."""
    form = told.draft.form
    now = person(form, form["now"])
    labels = {each["ref"]: _label(each, form, told) for each in form["people"]}
    names = {each["ref"]: short_name(each, form, told) for each in form["people"]}
    kin = [Kin(ref, names[ref], form["language"], labels[ref]) for ref in names]
    asked = [
        Asked(purpose, words, str(MEANINGS[purpose]), form["consent"].get(purpose, ""))
        for purpose, words in read_aloud(form["language"]).items()
    ]
    odd = [each for each in told.advice if each.odd]
    return FamilyForm(
        title=names[now["ref"]] if now.get("name") else _("Name not told yet"),
        relation=_relation(now, form, names),
        chips=_chips(now, form, told),
        carried_from=names[form["people"][0]["ref"]] if "origin" in now.get("carried", ()) else "",
        read=_read(now, told),
        sexes=_choices((("female", _("woman")), ("male", _("man")), ("", _("not told"))), now.get("sex", "")),
        todays=_choices(
            (("living", _("Living")), ("died", _("Died")), ("missing", _("Missing")), ("", _("Not told"))),
            now.get("today", ""),
        ),
        natures=_natures(now, form),
        other_parents=_other_parents(now, form, names),
        places=places,
        people=tuple(Told(ref, names[ref], labels[ref], ref == form["now"]) for ref in names),
        letters=tuple(Letter(relation, key, relation_word(relation)) for relation, key in KEYS),
        of=_choices(tuple(names.items()), form.get("of") or form["people"][0]["ref"]),
        languages=tuple(
            Choice(code, str(name), code == form["language"], code) for code, name in languages_offered()
        ),
        sketch=sketch(kin, form["ties"], form["now"]),
        advice=tuple(advice_words(each, names) for each in told.advice if not each.odd),
        odd=tuple(advice_words(each, names) for each in odd),
        leavings=tuple(_leaving(place, each, names, told) for place, each in enumerate(form["leavings"])),
        losses=tuple(Loss(place, each) for place, each in enumerate(form["losses"])),
        consent=tuple(each for each in asked if each.purpose in FIRST),
        more_consent=tuple(each for each in asked if each.purpose not in FIRST),
        summary=_summary(told),
        elapsed=_elapsed(told),
    )


def short_name(typed: Form, form: Form, told: Understood) -> str:
    """What somebody is called on the page: the given name, else whatever was typed."""
    if typed.get("given"):
        return str(typed["given"])
    line, _born, _died = split_years(typed.get("name", ""))
    heard = hear_name(line, form["language"], told.reading.knowledge)
    return heard.given or heard.family or line[:60] or "…"


def _choices(every: tuple[tuple[str, str], ...], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in every)


def _label(typed: Form, form: Form, told: Understood) -> str:
    """The word under a name in the sketch: what they are to the visitor, and a year."""
    first = typed["ref"] == form["people"][0]["ref"]
    word = _("visitor") if first else relation_word(typed.get("relation", ""), typed.get("sex", ""))
    said = next((each for each in told.testimony["people"] if each["ref"] == typed["ref"]), {})
    born, died = _edtf(said.get("born")), _edtf(said.get("died"))
    if died or typed.get("today") == "died":
        return f"{word}, " + (_("died %(date)s") % {"date": in_words(died)} if died else _("died"))
    return f"{word}, {in_words(born)}" if born else word


def _edtf(value: Any) -> str:
    return str(value.get("edtf") or "") if isinstance(value, dict) else str(value or "")


def _relation(now: Form, form: Form, names: dict[str, str]) -> str:
    if now["ref"] == form["people"][0]["ref"]:
        return _("the visitor")
    word = relation_word(now.get("relation", ""), now.get("sex", ""))
    of = names.get(now.get("of", ""), "")
    return _("%(relation)s, to %(name)s") % {"relation": word, "name": of} if of else word


def _chips(now: Form, form: Form, told: Understood) -> tuple[Chip, ...]:
    line, born, died = (
        split_years(now.get("name", "")) if not now.get("born") else (now.get("name", ""), "", "")
    )
    if len(line) > LONGEST_NAME:
        return ()
    heard = hear_name(line, form["language"], told.reading.knowledge)
    family = now.get("family") or heard.family
    found = [
        Chip(_("given"), now.get("given") or heard.given),
        Chip(_("father"), heard.father or now.get("patronymic", "")),
        Chip(_("family"), family),
        Chip(_("family"), "" if family else now.get("carried_family", ""), carried=True),
        Chip(_("born"), born),
        Chip(_("died"), died),
    ]
    return tuple(chip for chip in found if chip.text)


def _read(now: Form, told: Understood) -> dict[str, str]:
    """What each date of the person shown was understood as."""
    return {
        field: date_read(now.get(field, ""), told, told.reading.today)
        for field in ("born", "died", "missing")
    }


def _leaving(place: int, typed: Form, names: dict[str, str], told: Understood) -> Leaving:
    gone = tuple(Choice(ref, name, ref not in typed.get("without", ())) for ref, name in names.items())
    read = date_read(typed.get("when", ""), told, told.reading.today)
    return Leaving(place, f"when{place}-read", typed, read, gone)


def date_read(text: str, told: Understood, today: date) -> str:
    """The echo under a date: what it was read as, or that it is kept as said; a date in the future is asked about."""
    if not text.strip():
        return ""
    understood = told.reading.read_date(text)
    if understood is None:
        return _("No year is understood. Kept as said.")
    words = in_words(understood.edtf)
    year = understood.edtf[:4]
    if year.isdigit() and int(year) > today.year:
        return _("%(date)s lies in the future. Correct it, or keep it as said.") % {"date": words}
    if understood.age is not None:
        return _("Born %(date)s. Kept as said.") % {"date": in_words(f"{int(year)}/{int(year) + 1}")}
    if understood.calendar is Calendar.JULIAN:
        return _("%(date)s, by the Julian calendar. Kept as said.") % {"date": words}
    return _("%(date)s. Kept as said.") % {"date": words[:1].upper() + words[1:]}


def _natures(now: Form, form: Form) -> tuple[Choice, ...]:
    tie = next(
        (
            tie
            for tie in form["ties"]
            if "parent" in tie and {tie["parent"], tie["child"]} == {now["ref"], now.get("of")}
        ),
        None,
    )
    if tie is None:
        return ()
    every = (
        ("", _("not told")),
        ("birth", _("by birth")),
        ("adoptive", _("adopted")),
        ("step", _("step")),
        ("foster", _("foster")),
    )
    return _choices(every, tie.get("nature") or "")


def _other_parents(now: Form, form: Form, names: dict[str, str]) -> tuple[Choice, ...]:
    if now.get("relation") not in ("son", "daughter"):
        return ()
    other = next((ref for ref in parents_of(form, now["ref"]) if ref != now.get("of")), "")
    spouses = spouses_of(form, now.get("of", ""))
    return _choices((*((ref, names[ref]) for ref in spouses), ("", _("not told"))), other) if spouses else ()


def advice_words(said: Advice, names: dict[str, str]) -> str:
    """One thing worth asking, or one that reads oddly, as a sentence."""
    sentences = {
        "future": _("%(name)s: a date lies in the future. Correct it, or keep it as said."),
        "child-older": _(
            "%(name)s would be older than the parent, or nearly. Kept as said and marked for review."
        ),
        "twice": _("%(name)s stands twice in this family with the same name. Is it one person?"),
        "too-long": _(
            "The name of %(name)s is longer than 200 letters. Was something else pasted? Your text is still in the field."
        ),
        "father": _("What was the father called?"),
        "mother": _("What was the mother called?"),
        "mothers-family": _("What was the own family name of %(name)s?"),
        "birth-family": _("What was the family name of %(name)s before marriage?"),
        "born": _("When was %(name)s born, roughly?"),
        "origin": _("Which village or town was home?"),
        "which-place": _("Several places bear this name. Which one is meant?"),
        "leaving": _("In which year did the family leave?"),
        "house": _("Which house, beside whose?"),
        "phone": _("Whom may we call?"),
    }
    return sentences[said.code] % {"name": names.get(said.ref, "…")[:60]}


def _summary(told: Understood) -> str:
    said = told.testimony
    counts = (
        counted(ngettext, "%(count)s person", "%(count)s people", len(said["people"])),
        counted(
            ngettext, "%(count)s house or plot", "%(count)s houses or plots", len(said.get("losses", ()))
        ),
        counted(ngettext, "%(count)s leaving", "%(count)s leavings", len(said.get("departures", ()))),
    )
    return ", ".join(counts)


def _elapsed(told: Understood) -> str:
    seconds = int((timezone.now() - told.draft.begun_at).total_seconds())
    if seconds > 3600:
        return ""
    return _("%(minutes)s min %(seconds)s s") % {"minutes": seconds // 60, "seconds": seconds % 60}


def places_shown(found: Any) -> tuple[Namesake, ...]:
    """Places a text may mean, as a list to choose from."""
    return tuple(namesake(brief) for brief, _probability in found)


def reader_language() -> str:
    """The language of the page."""
    return get_language() or "en"
