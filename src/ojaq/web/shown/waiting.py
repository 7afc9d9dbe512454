"""Testimonies that wait: what was found in them, in words of the reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ojaq.registry.review.pages import FlaggedLine, TwoWordings, WaitingLine
from ojaq.web.shown.words import Said
from ojaq.web.words.dates import day_in_words, in_words
from ojaq.web.words.differing import Piece, pieces

FLAGS = {
    "dates-contradict": gettext_lazy("Two dates cannot both be."),
    "future-date": gettext_lazy("A date lies in the future."),
    "impossible-age": gettext_lazy("An age or a generation cannot be."),
    "more-than-two-parents": gettext_lazy("Somebody has more than two parents by birth."),
    "repeated-tie": gettext_lazy("The same tie is told twice."),
    "sexes-contradict": gettext_lazy("A man and a woman are told as one."),
    "tie-with-oneself": gettext_lazy("Somebody is told as their own relative."),
    "two-scripts-in-one-word": gettext_lazy("One word is written in two scripts."),
    "unknown-code": gettext_lazy("A word of the form is not known here."),
    "unknown-tie": gettext_lazy("A tie of a kind that is not known here."),
    "unknown-office": gettext_lazy("It names an office that is not known here."),
}


@dataclass(frozen=True, slots=True)
class Flagged:
    """One testimony with what was found in it; `number` leads to its registrant."""

    row: int
    name: Said
    number: str
    where: str
    found: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Waits:
    """One line of quarantine or of corrections."""

    row: int
    name: Said
    where: str


@dataclass(frozen=True, slots=True)
class Differs:
    """One part that differs, in pieces."""

    path: str
    stands: tuple[Piece, ...]
    came: tuple[Piece, ...]


def flagged_shown(line: FlaggedLine) -> Flagged:
    """A flagged testimony in words; a flag without words of its own is told by its code."""
    where = ", ".join(part for part in (in_words(line.recorded_on), line.office) if part)
    return Flagged(
        row=line.row,
        name=Said(line.registrant.text, line.registrant.language),
        number="" if line.number is None else str(line.number),
        where=where,
        found=tuple((str(FLAGS.get(code, code)), ", ".join(fields[:5])) for code, fields in line.flags),
    )


def waits_shown(line: WaitingLine) -> Waits:
    """A line in words."""
    where = ", ".join((day_in_words(line.at.date()), line.office))
    return Waits(line.row, Said(line.registrant.text, line.registrant.language), where)


def differs_shown(told: TwoWordings) -> tuple[Differs, ...]:
    """What differs, marked letter by letter where both say something."""
    return tuple(
        Differs(each.path, pieces(each.stands, each.came), pieces(each.came, each.stands))
        for each in told.differences
    )


def title_of(kind: str) -> str:
    """The heading of a list."""
    return {
        "flagged": _("Testimonies that say something doubtful"),
        "quarantine": _("Came twice and differ"),
        "corrections": _("Proposed corrections"),
    }[kind]
