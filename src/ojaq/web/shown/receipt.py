"""A receipt in the visitor's language, with the office's beside it where that is another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import segno
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from ojaq.registry.desk.receipt_number import written
from ojaq.registry.desk.selectors import ReceiptShown
from ojaq.registry.desk.writing_down import line_of, place_text
from ojaq.registry.registration import codes
from ojaq.registry.registration.consent_words import MEANINGS
from ojaq.registry.registration.relation_words import relation_word
from ojaq.web.shown.both import Both, both
from ojaq.web.words.dates import day_in_words, in_words

LABELS = {
    "title": gettext_lazy("Receipt of registration"),
    "number": gettext_lazy("Register number"),
    "receipt": gettext_lazy("Receipt"),
    "told": gettext_lazy("What you told"),
    "proves": gettext_lazy("What it proves"),
    "proves_text": gettext_lazy("That what you told was written down at this office on this day."),
    "unproved": gettext_lazy("What it does not prove"),
    "unproved_text": gettext_lazy("Identity, citizenship, or title to property."),
    "agreed": gettext_lazy("You agreed"),
    "nothing_agreed": gettext_lazy("to nothing"),
    "call": gettext_lazy("Whom to call"),
    "call_text": gettext_lazy("Come to this office with this number. Correcting and withdrawing are free."),
    "code": gettext_lazy("The code holds the receipt number and nothing about anybody."),
    "home": gettext_lazy("Home"),
    "left": gettext_lazy("Left"),
    "lost": gettext_lazy("House and land"),
    "wish": gettext_lazy("Wish to return"),
    "behalf": gettext_lazy("Spoken for"),
    "own_words": gettext_lazy("Your own words are kept, sealed."),
    "fictional": gettext_lazy("FICTIONAL"),
    "fictional_text": gettext_lazy("A fictional demonstration: nobody named here exists."),
    "rehearsal_text": gettext_lazy("A rehearsal: this paper counts for nothing yet."),
    "withdrawn": gettext_lazy(
        "This registration was withdrawn by its registrant. Nothing of what was told is kept."
    ),
    "superseded": gettext_lazy("A later registration stands in the place of this one."),
    "waits": gettext_lazy("This corrects an earlier registration. Both stand until a reviewer has decided."),
}


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """One line of the family: name, what they are to the visitor in both languages, years, register number."""

    name: str
    relation: Both
    years: str
    number: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line of what else was told."""

    label: Both
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on the receipt."""

    language: str
    office_language: str
    labels: Mapping[str, Both]
    number: str
    receipt: str
    code: str
    office: str
    made: str
    name: str
    other_names: tuple[str, ...]
    people: tuple[ToldPerson, ...]
    lines: tuple[ToldLine, ...]
    agreed: Both
    notes: tuple[Both, ...]
    fictional: bool
    rehearsal: bool
    empty: bool
    registration: str


def paper(shown: ReceiptShown, *, rehearsal: bool, language: str = "") -> Paper:
    """The receipt; `language` is the visitor's, where it is to be another than was noted."""
    known = dict(settings.LANGUAGES)
    own = (
        language
        if language in known
        else shown.language
        if shown.language in known
        else get_language() or "en"
    )
    office = get_language() or "en"
    if office == own:
        office = "en" if own != "en" else ""
    told = shown.testimony
    people = list(told.get("people", ()))
    registrant = next(
        (each for each in people if each["ref"] == told.get("registrant")), people[0] if people else {}
    )
    return Paper(
        language=own,
        office_language=office,
        labels={key: both(lambda words=words: str(words), own, office) for key, words in LABELS.items()},
        number=shown.numbers.get(registrant.get("ref", ""), ""),
        receipt=written(shown.number),
        code=qr(f"R{shown.number}"),
        office=shown.office_name or shown.office,
        made=_moment(shown, own),
        name=line_of(registrant.get("name") or {}) if registrant else "",
        other_names=tuple((registrant.get("name") or {}).get("also") or ()) if registrant else (),
        people=tuple(_person(each, told, shown, own, office) for each in people),
        lines=tuple(_lines(told, own, office)),
        agreed=_agreed(told, own, office),
        notes=tuple(
            both(lambda key=key: str(LABELS[key]), own, office)
            for key in ("withdrawn", "superseded", "waits")
            if shown.state == key or (key == "waits" and shown.waits)
        ),
        fictional=shown.fictional,
        rehearsal=rehearsal and not shown.fictional,
        empty=not people,
        registration=str(shown.registration),
    )


def qr(text: str) -> str:
    """The path of a QR code (drawn in units of one module, four clear around): it holds a number and nothing else."""
    code = segno.make_qr(text, error="m")
    rows = [
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark
    ]
    return f"{len(code.matrix) + 8}|" + "".join(rows)


def _moment(shown: ReceiptShown, own: str) -> str:
    with override(own):
        at = timezone.localtime(shown.made_at)
        return f"{day_in_words(at.date())}, {at:%H:%M}"


def _person(
    each: Mapping[str, Any], told: Mapping[str, Any], shown: ReceiptShown, own: str, office: str
) -> ToldPerson:
    def years() -> str:
        born, died = _edtf(each.get("born")), _edtf(each.get("died"))
        if died:
            return (
                f"{in_words(born)} – {in_words(died)}"
                if born
                else _("died %(date)s") % {"date": in_words(died)}
            )
        return in_words(born)

    return ToldPerson(
        name=_whole(each.get("name") or {}),
        relation=both(lambda: _relation(each, told), own, office),
        years=both(years, own, "").own,
        number=shown.numbers.get(each["ref"], ""),
    )


def _whole(name: Mapping[str, Any]) -> str:
    """A name in one line, with the family name that was carried from a relative where the line has none."""
    line, family = line_of(name), str(name.get("family") or "")
    return line if family in line else f"{line} {family}"


def _edtf(value: Any) -> str:
    return (
        str(value.get("edtf") or value.get("as_said") or "")
        if isinstance(value, Mapping)
        else str(value or "")
    )


def _relation(each: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    """What a person is to the registrant, by the ties told; a word for others where it takes more than one step."""
    me, ref, sex = told.get("registrant"), each["ref"], each.get("sex", "")
    if ref == me:
        return _("yourself")
    for tie in told.get("ties", ()):
        if tie.get("child") == me and tie.get("parent") == ref:
            return relation_word("mother" if sex == "female" else "father" if sex == "male" else "")
        if tie.get("parent") == me and tie.get("child") == ref:
            return relation_word("daughter" if sex == "female" else "son" if sex == "male" else "")
        if {me, ref} == set(tie.get("couple") or ()):
            return relation_word("spouse", sex)
        if {me, ref} <= set(tie.get("siblings") or ()):
            return relation_word("sister" if sex == "female" else "brother" if sex == "male" else "")
    return relation_word("")


def _lines(told: Mapping[str, Any], own: str, office: str) -> Any:
    homes = dict.fromkeys(place_text(each.get("origin"))[0] for each in told.get("people", ()))
    if home := ", ".join(text for text in homes if text):
        yield ToldLine(_label("home", own, office), home)
    for leaving in told.get("departures", ()):
        when = both(
            lambda leaving=leaving: in_words(_edtf(leaving.get("when"))) or str(leaving.get("wave", "")),
            own,
            "",
        ).own
        # A dash and no arrow: it points the same way in every direction of writing, and every font for paper has it.
        where = " – ".join(
            text for text in (place_text(leaving.get(end))[0] for end in ("from", "to")) if text
        )
        yield ToldLine(_label("left", own, office), ", ".join(filter(None, (when, where))))
    for loss in told.get("losses", ()):
        kind = both(lambda loss=loss: codes.said(codes.loss_kinds(), loss.get("kind", "")), own, "").own
        yield ToldLine(
            _label("lost", own, office), f"{kind}: {loss['described']}" if loss.get("described") else kind
        )
    for wish in told.get("wishes", ())[:1]:
        text = both(lambda wish=wish: codes.said(codes.wishes(), wish.get("intention", "")), own, "").own
        yield ToldLine(_label("wish", own, office), text)
    if told.get("statement"):
        yield ToldLine(_label("told", own, office), both(lambda: str(LABELS["own_words"]), own, "").own)


def _label(key: str, own: str, office: str) -> Both:
    return both(lambda: str(LABELS[key]), own, office)


def _agreed(told: Mapping[str, Any], own: str, office: str) -> Both:
    given = [
        each["purpose"] for each in told.get("consent", ()) if each["given"] and each["purpose"] in MEANINGS
    ]
    if not given:
        return _label("nothing_agreed", own, office)
    return both(lambda: " · ".join(str(MEANINGS[purpose]) for purpose in given), own, office)


def receipt_values(shown: Paper) -> tuple[dict[str, Any], dict[str, Any]]:
    """(values of the template, the sheet) of the paper."""
    size, _, path = shown.code.partition("|")
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
    values = {**asdict(shown), "code": drawn}
    foot = shown.labels["fictional_text" if shown.fictional else "rehearsal_text"].own
    sheet = {
        "title": shown.labels["title"].own, "language": shown.language, "on": timezone.localdate(),
        "stamp": (shown.labels["fictional"].own,) if shown.fictional else (),
        "foot": (foot,) if shown.fictional or shown.rehearsal else (),
    }  # fmt: skip
    return values, sheet
