"""Reading identity: numbers, judgements, figures, and masked cards."""

from ojaq.registry.identity.selectors.asking import Question, ask
from ojaq.registry.identity.selectors.judgements import identity_figures, judgements_about, reasons_for
from ojaq.registry.identity.selectors.numbers import answering, numbers_of_mentions, unresolved
from ojaq.registry.identity.selectors.versions import KeptWeights, kept_weights

__all__ = [
    "KeptWeights",
    "Question",
    "answering",
    "ask",
    "identity_figures",
    "judgements_about",
    "kept_weights",
    "numbers_of_mentions",
    "reasons_for",
    "unresolved",
]
