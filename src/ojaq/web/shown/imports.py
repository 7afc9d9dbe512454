"""Imports in words of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ojaq.registry.exchange.selectors import RunLine, RunPage
from ojaq.registry.exchange.services import Imported
from ojaq.registry.registration.refusal import SENTENCES
from ojaq.web.shown.words import Figure, figure
from ojaq.web.words.dates import day_in_words

STATES = {
    "running": gettext_lazy("under way, or cut off"),
    "done": gettext_lazy("done"),
    "stopped": gettext_lazy("broken off"),
    "taken-back": gettext_lazy("taken back"),
}
FIGURES = {
    "read": gettext_lazy("Testimonies in the file"),
    "new": gettext_lazy("New"),
    "already_there": gettext_lazy("Here already"),
    "quarantined": gettext_lazy("Other words under a known id, set aside"),
    "refused": gettext_lazy("Not taken"),
    "flagged": gettext_lazy("Taken, with something doubtful"),
}
SHOWN = 200


@dataclass(frozen=True, slots=True)
class RunShown:
    """One line of the list."""

    number: int
    file: str
    kind: str
    day: str
    state: str
    progress: int | None
    figures: str


@dataclass(frozen=True, slots=True)
class Refused:
    """One line that was not taken."""

    line: str
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What a file would do, or what a run did."""

    figures: tuple[Figure, ...]
    refused: tuple[Refused, ...]
    more: str
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageShown:
    """The page of one run."""

    run: RunShown
    outcome: OutcomeShown
    may_take_back: bool


def run_shown(line: RunLine) -> RunShown:
    """A run in words."""
    told = [
        f"{FIGURES[name]}: {figure(count)}"
        for name, count in line.figures.items()
        if count and name in FIGURES
    ]
    running = line.state == "running" and line.progress is not None
    return RunShown(
        number=line.number,
        file=line.file,
        kind=line.kind,
        day=day_in_words(line.started_at.date()),
        state=str(STATES.get(line.state, line.state)),
        progress=round(100 * (line.progress or 0)) if running else None,
        figures=" · ".join(told),
    )


def page_shown(told: RunPage) -> PageShown:
    """One run."""
    outcome = _outcome(told.line.figures, told.refused, told.unknown_fields)
    return PageShown(run_shown(told.line), outcome, told.may_take_back)


def outcome_shown(told: Imported) -> OutcomeShown:
    """What a preview found."""
    return _outcome(told.figures.counted(), told.refused, told.figures.unknown_fields)


def _outcome(
    figures: Mapping[str, int], refused: Iterable[tuple[int, str, str]], unknown: Iterable[str]
) -> OutcomeShown:
    refused = list(refused)
    more = len(refused) > SHOWN
    return OutcomeShown(
        figures=tuple(Figure(str(words), figure(figures.get(name, 0))) for name, words in FIGURES.items()),
        refused=tuple(
            Refused(figure(line) if line else "", field, _why(code)) for line, field, code in refused[:SHOWN]
        ),
        more=_("The first %(count)s are shown.") % {"count": figure(SHOWN)} if more else "",
        unknown=tuple(sorted(unknown))[:SHOWN],
    )


def _why(code: str) -> str:
    return _(SENTENCES[code]) if code in SENTENCES else code.replace("-", " ")
