"""The list of people in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.access import Act, Viewer
from ojaq.registry.desk.selectors.people import PersonLine, Standing
from ojaq.web.shown.words import Said, counted
from ojaq.web.words.dates import in_words


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line: the number, the name, when born in words, the village, how well told."""

    number: int
    name: Said
    born: str
    village: Said | None
    place: str
    registered: bool
    evidence: str
    told: str


def person_row(line: PersonLine) -> PersonRow:
    """One person of the list."""
    return PersonRow(
        number=line.number,
        name=Said(line.name.text, line.name.language),
        born="" if line.decade is None else in_words(f"{line.decade // 10}X"),
        village=Said(line.village.text, line.village.language) if line.village else None,
        place=line.place,
        registered=line.registered,
        evidence="told" if line.testimonies < 2 else "corroborated",
        told=_("told once")
        if line.testimonies < 2
        else counted(ngettext, "%(count)s testimony", "%(count)s testimonies", line.testimonies),
    )


def standings(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """What this viewer may narrow the list to."""
    every = (
        (Standing.REGISTERED, _("have registered")),
        (Standing.TOLD, _("told of by others only")),
        (Standing.DIED, _("have died")),
        (Standing.MISSING, _("are missing")),
        (Standing.DISPUTED, _("reviewers do not agree about them")),
    )
    reviews = viewer.may(Act.OPEN_REVIEW)
    return tuple((str(each), words) for each, words in every if reviews or each is not Standing.DISPUTED)
