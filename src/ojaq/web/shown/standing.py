"""How a person stands, in sentences: the rule, the line and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.families.selectors.standing import Left, LinkShown, StandingShown
from ojaq.web.shown.words import Said, counted
from ojaq.web.words.dates import in_words


@dataclass(frozen=True, slots=True)
class Leaving:
    """One leaving: when and in which wave, from where (`place`: the page of the village), and who says so."""

    when: str
    wave: str
    name: Said
    place: str
    told: str


@dataclass(frozen=True, slots=True)
class Step:
    """One person of the line, and how many testimonies tie them to the one before."""

    number: str
    name: Said
    told: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One way of standing."""

    words: str
    leavings: tuple[Leaving, ...]
    line: tuple[Step, ...]


def standing_shown(found: Sequence[StandingShown]) -> tuple[Standing, ...]:
    """Every way, nearest first."""
    return tuple(
        Standing(
            _words(each.generation),
            tuple(_leaving(left) for left in each.left),
            tuple(_step(link) for link in each.line) if each.generation else (),
        )
        for each in found
    )


def _words(generation: int) -> str:
    words = (
        _("Displaced"),
        _("Child of somebody displaced"),
        _("Grandchild of somebody displaced"),
        _("Great-grandchild of somebody displaced"),
    )
    return words[generation] if generation < len(words) else _("Descendant of somebody displaced")


def _leaving(left: Left) -> Leaving:
    when = in_words(left.edtf)
    return Leaving(when, left.wave, Said(left.place_name.text, left.place_name.language), left.place,
                   _testimonies(left.testimonies))  # fmt: skip


def _step(link: LinkShown) -> Step:
    adopted = _("by adoption") if link.natures == ("adoptive",) else ""
    told = _testimonies(link.testimonies) if link.testimonies else ""
    return Step(str(link.number), Said(link.name.text, link.name.language),
                ", ".join(part for part in (adopted, told) if part))  # fmt: skip


def _testimonies(count: int) -> str:
    return counted(ngettext, "%(count)s testimony", "%(count)s testimonies", count)
