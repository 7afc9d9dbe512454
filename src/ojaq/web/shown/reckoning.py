"""The reckoning of one pair as a picture: where any two people begin, each reason, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ojaq.registry.identity.cards import PairWeighed, Reason
from ojaq.web.drawing.waterfall import Waterfall, waterfall

LEAST_BEYOND = 100


def reckoning(reasons: Sequence[Reason], millibits: int, beyond: int = 0) -> Waterfall:
    """From where any two people begin to where these two end: T of the two alone (1/1000 bit) and what lies beyond them.

    The beginning is what the reasons leave over: how rarely two people of a register are one.
    """
    begin = round(millibits / 1000 - sum(reason.weight for reason in reasons), 1)
    steps = [(_("Any two people of this register"), begin)]
    steps += [(reason.text, reason.weight) for reason in reasons]
    if abs(beyond) >= LEAST_BEYOND:
        steps.append((_("What other testimonies tell of both"), round(beyond / 1000, 1)))
    return waterfall(steps, "start")


def reckoning_of(pair: PairWeighed | None) -> Waterfall | None:
    """The reckoning of a pair of mentions; None where nothing was reckoned."""
    return None if pair is None else reckoning(pair.reasons, pair.millibits, pair.beyond)
