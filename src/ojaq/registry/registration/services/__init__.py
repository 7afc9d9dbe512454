"""The verbs of registration, one file each."""

from ojaq.registry.registration.services.register import (
    Outcome,
    Verdict,
    preview_many,
    register,
    register_many,
)
from ojaq.registry.registration.services.supersede import decide_supersession
from ojaq.registry.registration.services.take_back import take_back
from ojaq.registry.registration.services.withdraw import withdraw

__all__ = [
    "Outcome",
    "Verdict",
    "decide_supersession",
    "preview_many",
    "register",
    "register_many",
    "take_back",
    "withdraw",
]
