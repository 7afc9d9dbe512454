"""The verbs of identity, each in its own file."""

from ojaq.registry.identity.services.forgetting import forget
from ojaq.registry.identity.services.judging import judge, redo_judgement, undo_judgement
from ojaq.registry.identity.services.naming import keep_names, preview_names
from ojaq.registry.identity.services.resolving import preview_resolve, resolve, resolve_all
from ojaq.registry.identity.services.reweighing import ANEW

__all__ = [
    "ANEW",
    "forget",
    "judge",
    "keep_names",
    "preview_names",
    "preview_resolve",
    "redo_judgement",
    "resolve",
    "resolve_all",
    "undo_judgement",
]
