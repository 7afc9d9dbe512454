"""Likelihood in words: the pips, the words and the number that always stand together."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# (least chance in 100, pips, words); below the last, nobody is shown.
STEPS = (
    (99, 5, gettext_lazy("Almost certainly the same person")),
    (90, 4, gettext_lazy("Very likely the same person")),
    (70, 3, gettext_lazy("Likely the same person")),
    (25, 2, gettext_lazy("Perhaps the same person")),
    (0, 1, gettext_lazy("Hardly the same person")),
)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely, in `pips` of five, in `words`, and as `number` ("about 97 in 100")."""

    pips: int
    words: str
    number: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table of likelihoods on the help page."""

    pips: int
    words: str
    bound: str


def likelihood(probability: float) -> Likelihood:
    """Say a probability (0..1) in words. Never "100 in 100": nothing here is proof."""
    hundredths = min(99, int(probability * 100 + 0.5))
    pips, words = next((pips, words) for least, pips, words in STEPS if hundredths >= least)
    if probability >= 0.995:
        number = _("more than 99 in 100")
    elif hundredths < 1:
        number = _("less than 1 in 100")
    else:
        number = _("about %(hundredths)s in 100") % {"hundredths": hundredths}
    return Likelihood(pips, str(words), number)


def steps() -> list[Step]:
    """The table of the help page, surest first; only what is ever shown."""
    said = _("from %(hundredths)s in 100")
    return [
        Step(pips, str(words), said % {"hundredths": least}) for least, pips, words in STEPS if least >= 25
    ]
