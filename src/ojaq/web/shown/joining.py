"""Two testimonies of one family in words: what each brought, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ojaq.core.kinship import Step, in_words, kin_words
from ojaq.registry.families.joining import Brought, JoiningShown, TestimonyShown, ToldHere
from ojaq.resources import kinship
from ojaq.web.shown.words import Said
from ojaq.web.words.dates import in_words as date_in_words


@dataclass(frozen=True, slots=True)
class Side:
    """What one testimony says of one person; lines: (label, text, contradicted)."""

    name: Said
    ours: str
    lines: tuple[tuple[str, str, bool], ...]
    home: Said


@dataclass(frozen=True, slots=True)
class Row:
    """One person; a side is None where that testimony does not tell of them."""

    number: str
    relation: str
    low: Side | None
    high: Side | None
    fresh: str
    contradicted: bool


@dataclass(frozen=True, slots=True)
class JoiningPage:
    """Everything on the page."""

    person: str
    rows: tuple[Row, ...]
    low: str
    low_teller: Said | None
    high: str
    high_teller: Said | None


def joining_shown(found: JoiningShown) -> JoiningPage:
    """The page in words of the reader."""
    words = kin_words(kinship.words(get_language() or "en"))
    return JoiningPage(
        person=str(found.person),
        rows=tuple(
            _row(each, in_words([Step(step) for step in each.steps], words) if each.steps else "", found)
            for each in found.people
        ),
        low=_side(found.low),
        low_teller=_teller(found.low),
        high=_side(found.high),
        high_teller=_teller(found.high),
    )


def _row(each: Brought, relation: str, found: JoiningShown) -> Row:
    if each.number == found.person:
        relation = _("who was joined")
    fresh = {"low": _("only in the first"), "high": _("only in the second"), "": ""}[each.only]
    return Row(
        str(each.number), relation, _told(each, each.low), _told(each, each.high), fresh, bool(each.contradicted)
    )  # fmt: skip


def _told(each: Brought, told: ToldHere | None) -> Side | None:
    if told is None:
        return None
    if each.masked:
        return Side(Said(""), _("living"), (), Said(""))
    dates = (("born", _("Born"), told.born), ("died", _("Died"), told.died))
    lines = tuple(
        (label, date_in_words(edtf), code in each.contradicted) for code, label, edtf in dates if edtf
    )
    return Side(Said(told.name.text, told.name.language), "", lines, Said(told.home.text, told.home.language))


def _side(each: TestimonyShown) -> str:
    return ", ".join(part for part in (date_in_words(each.recorded_on), each.office) if part)


def _teller(each: TestimonyShown) -> Said | None:
    return Said(each.teller.text, each.teller.language) if each.teller else None
