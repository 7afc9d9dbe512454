"""Everything held on one person, in words: for the page and for the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.desk.receipt_number import written
from ojaq.registry.desk.selectors import Held, HeldMention
from ojaq.registry.desk.writing_down import line_of
from ojaq.registry.registration.consent_words import MEANINGS
from ojaq.web.shown.words import counted
from ojaq.web.words.dates import day_in_words, in_words


@dataclass(frozen=True, slots=True)
class Line:
    """One thing held: what it is, and what stands there. `said`: a person said it."""

    label: str
    text: str
    said: bool = True


@dataclass(frozen=True, slots=True)
class Telling:
    """One testimony that speaks of the person."""

    mention: int
    title: str
    note: str
    receipt: str
    own: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class HeldShown:
    """The report."""

    number: str
    day: str
    tellings: tuple[Telling, ...]
    judged: str
    readings: tuple[Line, ...]


def held_shown(told: Held) -> HeldShown:
    """The report in the reader's language."""
    judged = counted(
        ngettext,
        "%(count)s judgement says which testimonies speak of this person.",
        "%(count)s judgements say which testimonies speak of this person.",
        told.judgements,
    )
    return HeldShown(
        number=told.number,
        day=day_in_words(timezone.localdate()),
        tellings=tuple(_telling(each) for each in told.mentions),
        judged=judged,
        readings=tuple(
            Line(
                in_words(each.day),
                f"{_act(each.act)}, {_role(each.role)}, {each.office} · {each.times}",
                said=False,
            )
            for each in told.readings
        ),
    )


def _telling(each: HeldMention) -> Telling:
    states = {
        "superseded": _("A later registration stands in its place."),
        "taken-back": _("Its import was taken back."),
    }
    objected = counted(
        ngettext,
        "%(count)s objection is kept beside it.",
        "%(count)s objections are kept beside it.",
        each.objections,
    )
    title = _("Told by this person") if each.own else _("Told by somebody else")
    where = _("%(office)s, %(date)s") % {
        "office": each.office,
        "date": in_words(each.recorded_on) or _("day not told"),
    }
    notes = [where, states.get(each.state, ""), objected if each.objections else ""]
    lines = [
        Line(_("Name"), line_of(each.name)), Line(_("Family name before marriage"), each.name.get("birth_family", "")),
        Line(_("Sex"), {"female": _("woman"), "male": _("man")}.get(each.sex, ""), said=False),
        Line(_("Born"), in_words(each.born)), Line(_("Died"), in_words(each.died)), Line(_("Home"), each.origin),
        Line(_("Lives in"), each.lives_in), *(_whole(each.testimony) if each.testimony else ()),
    ]  # fmt: skip
    shown = tuple(line for line in lines if line.text)
    receipt = written(each.receipt) if each.receipt else ""
    return Telling(each.mention, title, " · ".join(filter(None, notes)), receipt, each.own, shown)


def _whole(told: Mapping[str, Any]) -> list[Line]:
    """What stands sealed in the person's own testimony."""
    lines = [
        Line(_("Others named"), ", ".join(line_of(each.get("name") or {}) for each in told["people"][1:]))
    ]
    for contact in told.get("contacts", ()):
        lines.append(Line(_("Contact"), str(contact.get("value", ""))))
    for person in told["people"]:
        for paper in person.get("documents") or ():
            lines.append(Line(_("Paper"), f"{paper.get('kind', '')} {paper.get('number', '')}".strip()))
    for loss in told.get("losses", ()):
        lines.append(Line(_("House and land"), str(loss.get("described") or loss.get("kind", ""))))
    lines.append(Line(_("In their own words"), str(told.get("statement") or "")))
    for entry in told.get("consent", ()):
        answer = _("yes") if entry["given"] else _("no")
        lines.append(Line(str(MEANINGS.get(entry["purpose"], entry["purpose"])), answer, said=False))
    return lines


def _act(act: str) -> str:
    known = {
        "ask-counter": _("shown at the counter"), "open-person": _("page opened"), "tell-subject": _("this report made"),
        "judge": _("judged"), "open-village": _("listed under the village"), "resolve": _("resolved"),
        "open-family": _("looked at a family"), "open-estate": _("looked at an estate"), "open-review": _("looked at a pair"),
        "open-registration": _("opened a testimony"),
    }  # fmt: skip
    return known.get(act, act)


def _role(role: str) -> str:
    known = {
        "clerk": _("a clerk"), "reviewer": _("a reviewer"), "steward": _("a steward"), "operator": _("the operator"),
        "engine": _("the engine"), "legal_officer": _("a legal officer"), "archivist": _("an archivist"),
    }  # fmt: skip
    return known.get(role, role)


def report_values(
    shown: HeldShown, *, fictional: bool, language: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(values of the template, the sheet) of the paper."""
    values = asdict(shown) | {
        "title": _("Everything held on you"),
        "number_label": _("Register number"),
        "intro": _(
            "This is everything this register holds on you. Who told it is not shown where it was somebody else."
        ),
        "readings_label": _("Who looked"),
        "rights": _(
            "You may have what you told corrected or withdrawn, and object to what others told. It costs nothing."
        ),
    }
    sheet = {
        "title": _("Everything held on you"), "language": language, "on": timezone.localdate(),
        "stamp": (_("FICTIONAL"),) if fictional else (), "foot": (f"{shown.number} · {shown.day}",),
    }  # fmt: skip
    return values, sheet
