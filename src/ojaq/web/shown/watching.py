"""What stewards read, in words: alarms, acts, entries of the ledger."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from ojaq.registry.access.selectors.watching import AlarmLine, Breach, EntryLine

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"[0-9]{9}")
Shown = tuple[EntryLine, str, str]


def alarm_words(alarm: AlarmLine) -> str:
    """What rang, in a sentence."""
    figures = alarm.figures
    return {
        "many-opened": _("This account opened %(count)s people or testimonies within a day.")
        % {"count": figures.get("opened", 0)},
        "many-questions": _("This account asked %(count)s times in a short time.")
        % {"count": figures.get("asked", 0)},
        "glass-broken": _("Somebody of another office opened the testimonies of this one in an emergency."),
        "guessed": _("Somebody guesses the password of this account."),
        "protection-lifted": _("The protection of a person was lifted."),
    }.get(alarm.kind, alarm.kind)


def act_words(act: str) -> str:
    """An act of the ledger in plain words; one that has none here keeps its code."""
    return {
        "open-person": _("opened a person"),
        "open-registration": _("opened a testimony"),
        "open-village": _("looked at a village"),
        "open-family": _("looked at a family"),
        "open-estate": _("looked at an estate"),
        "open-review": _("looked at a pair"),
        "ask-counter": _("asked at the counter"),
        "judge": _("judged who is who"),
        "undo-judgement": _("took a judgement back"),
        "redo-judgement": _("put a judgement back"),
        "register": _("registered"),
        "withdraw": _("withdrew a testimony"),
        "export": _("took a file out"),
        "manage-accounts": _("changed what somebody may do"),
        "keep-keys": _("changed what opens the registry"),
        "protect-person": _("protected a person"),
        "lift-protection": _("lifted a protection"),
        "open-protected": _("looked at who is protected"),
        "answer-consent": _("answered for a consent"),
        "read-ledger": _("read the ledger"),
    }.get(act, act)


def about_words(about: Sequence[tuple[str, str]]) -> str:
    """What an act is about: kinds and numbers, never names."""
    return ", ".join(f"{kind} {number}" for kind, number in about)


def lines_shown(lines: Iterable[EntryLine]) -> list[Shown]:
    """(entry, its act in words, what it is about) of each."""
    return [(line, act_words(line.act), about_words(line.about)) for line in lines]


def thing_asked(typed: str) -> tuple[str, str] | None:
    """What a typed number names: a testimony by its id, or a person by register number; None when it is neither."""
    plain = "".join(typed.lower().split())
    if _UUID.fullmatch(plain):
        return "registration", plain
    digits = re.sub(r"[^0-9]", "", plain)
    return ("person", digits) if _NUMBER.fullmatch(digits) else None


def breach_table(told: Breach) -> str:
    """The things an account was shown, one a line: how, kind, number. Numbers only, so no cell runs as a formula."""
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\n")
    rows.writerow(("shown", "kind", "number"))
    rows.writerows(("opened", *thing) for thing in told.opened)
    rows.writerows(("masked", *thing) for thing in told.masked)
    return target.getvalue()
