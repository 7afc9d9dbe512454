"""Reading identity: numbers, judgements, figures, and masked cards."""

from ojaq.registry.identity.selectors.asking import Question, ask
from ojaq.registry.identity.selectors.judgements import identity_figures, judgements_about, reasons_for
from ojaq.registry.identity.selectors.numbers import answering, numbers_of_mentions, unresolved

__all__ = [
    "Question",
    "answering",
    "ask",
    "identity_figures",
    "judgements_about",
    "numbers_of_mentions",
    "reasons_for",
    "unresolved",
]
