"""Where a fact comes from, in words: every displayed fact leads to the testimony that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.families.pages import Source
from ojaq.web.shown.words import Said, counted
from ojaq.web.words.dates import in_words

NAMED = 3


@dataclass(frozen=True, slots=True)
class Teller:
    """One testimony behind a fact: `who` told it in our words, or a name with its register number, and the day."""

    who: str
    name: Said | None
    number: str
    beside: str


@dataclass(frozen=True, slots=True)
class Tellers:
    """The first testimonies behind a fact, and how many more there are in words."""

    named: tuple[Teller, ...]
    more: str


def evidence_words(evidence: str, sources: int) -> str:
    """The words beside a mark; empty for the mark's own words."""
    if evidence == "corroborated" and sources > 1:
        return counted(ngettext, "%(count)s testimony", "%(count)s testimonies", sources)
    return ""


def told_by(sources: Sequence[Source]) -> Tellers:
    """Who told it and when, own telling first; the rest is counted."""
    order = sorted(sources, key=lambda source: (not source.own_telling, source.recorded_on))
    rest = len(order) - NAMED
    more = counted(ngettext, "and %(count)s more", "and %(count)s more", rest) if rest > 0 else ""
    return Tellers(tuple(_one(source) for source in order[:NAMED]), more)


def _one(source: Source) -> Teller:
    beside = [in_words(source.recorded_on), source.office if source.may_open else ""]
    told = ", ".join(part for part in beside if part)
    if source.own_telling:
        return Teller(_("own telling"), None, "", told)
    if source.teller is None:
        return Teller(_("told by another"), None, "", told)
    number = "" if source.teller_number is None else str(source.teller_number)
    return Teller(_("told by"), Said(source.teller.text, source.teller.language), number, told)
