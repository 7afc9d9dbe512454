"""What comes first in a registry that holds nothing yet: a few steps, those of them this viewer may take."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ojaq.registry.access import Act, Viewer


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, where, and how."""

    do: str
    address: str
    how: str


def first_steps(viewer: Viewer) -> tuple[Step, ...]:
    """The steps in the order in which they help."""
    every = (
        (
            Act.REGISTER,
            "counter",
            _("Register a first family"),
            _("At the counter: type who stands before you, press Enter, then N for new."),
        ),
        (
            Act.MANAGE_ACCOUNTS,
            "administration",
            _("Give everybody an account of their own"),
            _("First the offices, then who works there, then what they may do."),
        ),
        (
            Act.IMPORT,
            "imports",
            _("Take in what you have already"),
            _("Each import is looked at first, and can be taken back as a whole."),
        ),
        (
            Act.BACK_UP,
            "backups",
            _("Make two recovery keys and a first backup"),
            _("The page of backups says how, and whether one was ever tried."),
        ),
    )
    return tuple(Step(do, reverse(name), how) for act, name, do, how in every if viewer.may(act))
