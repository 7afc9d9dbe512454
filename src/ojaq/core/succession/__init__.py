"""Succession: heirs and exact shares under a named regime, with a proof. Fractions only; law is data; unknown is said."""

from ojaq.core.succession.cases import Case, answer, read_case
from ojaq.core.succession.chain import Chain, follow
from ojaq.core.succession.estates import Estate, Reckoning, Scenario, divide, reckon
from ojaq.core.succession.family import Family, Human, Living, Marriage, Span
from ojaq.core.succession.proof import Claim, Division, Residue, Step
from ojaq.core.succession.regimes import Regime, overlapping, read_regime, regimes_for

__all__ = [
    "Case",
    "Chain",
    "Claim",
    "Division",
    "Estate",
    "Family",
    "Human",
    "Living",
    "Marriage",
    "Reckoning",
    "Regime",
    "Residue",
    "Scenario",
    "Span",
    "Step",
    "answer",
    "divide",
    "follow",
    "overlapping",
    "read_case",
    "read_regime",
    "reckon",
    "regimes_for",
]
