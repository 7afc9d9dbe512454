"""Succession: heirs and exact shares under a named regime, with a proof. Fractions only; law is data; unknown is said."""

from ojaq.core.succession.cases import Case, answer, read_case
from ojaq.core.succession.chain import Chain, follow
from ojaq.core.succession.estates import Estate, Reckoning, Scenario, divide, reckon
from ojaq.core.succession.family import Family, Human, Living, Marriage, Span
from ojaq.core.succession.generations import Reading, Supposed, down_the_generations, readings
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
    "Reading",
    "Reckoning",
    "Regime",
    "Residue",
    "Scenario",
    "Span",
    "Step",
    "Supposed",
    "answer",
    "divide",
    "down_the_generations",
    "follow",
    "overlapping",
    "read_case",
    "read_regime",
    "readings",
    "reckon",
    "regimes_for",
]
