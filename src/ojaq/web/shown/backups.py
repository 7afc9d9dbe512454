"""How backups stand, in sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.vault.selectors import BackupsStanding
from ojaq.web.shown.words import counted, figure
from ojaq.web.words.dates import day_in_words

_LATE = dt.timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know: a sentence, whether all is well, and what to do where it is not."""

    says: str
    well: bool
    do: str = ""


@dataclass(frozen=True, slots=True)
class BackupsShown:
    """The page."""

    lines: tuple[Line, ...]
    weekly: tuple[str, ...]


def backups_shown(told: BackupsStanding) -> BackupsShown:
    """The page from what stands."""
    return BackupsShown(
        lines=(_last(told), _trial(told), _papers(told)),
        weekly=tuple(day_in_words(day) for day in told.weekly),
    )


def _last(told: BackupsStanding) -> Line:
    do = _("Make one: ojaq backup --to FILE, and keep it on another machine.")
    if told.last is None:
        return Line(_("No backup was made yet."), False, do)
    late = timezone.now() - told.last > _LATE
    says = _("The last backup was made on %(day)s.") % {"day": day_in_words(told.last.date())}
    return Line(says, not late, do if late else "")


def _trial(told: BackupsStanding) -> Line:
    do = _(
        "Try one: ojaq backup --to FILE --drill. `ojaq serve` does it each week where a recovery key is kept."
    )
    if told.trial is None:
        return Line(
            _("No backup was ever restored for trial: nobody knows whether one would help."), False, do
        )
    at = dt.datetime.fromisoformat(told.trial.at)
    says = _("On %(day)s a backup of %(count)s testimonies was restored for trial, and it opened.") % {
        "day": day_in_words(at.date()),
        "count": figure(told.trial.registrations),
    }
    late = timezone.now() - at > _LATE
    return Line(says, not late, do if late else "")


def _papers(told: BackupsStanding) -> Line:
    says = counted(
        ngettext,
        "%(count)s recovery key opens a backup.",
        "%(count)s recovery keys open a backup.",
        told.recovery_keys,
    )
    few = told.recovery_keys < 2
    do = _("Make two, and let two people keep the papers: ojaq keys recovery add --to FILE")
    return Line(says, not few, do if few else "")
