"""Reading who is who and what they may do; and, for stewards, what happened (`watching.py`)."""

from ojaq.registry.access.selectors.who import (
    AccountLine,
    accounts,
    consented,
    glass_of,
    is_fictional,
    is_live,
    languages_offered,
    log_in_of,
    offices,
    the_registry,
    viewer_of,
)

__all__ = [
    "AccountLine",
    "accounts",
    "consented",
    "glass_of",
    "is_fictional",
    "is_live",
    "languages_offered",
    "log_in_of",
    "offices",
    "the_registry",
    "viewer_of",
]
