"""Who is who: mentions of people compared, resolved into persons, and asked for at the counter.

    tokens = Tokens(knowledge)
    mentions = code_testimonies(testimonies, tokens, place_of=place_of)
    outcome = resolve(mentions, tokens)

Everything is values in, values out. Evidence is counted in millibits (1/1000 bit); T > 0 means that one
person is likelier than relatives and strangers together. See docs/matching.md for the method.
"""

from ojaq.core.matching.adjusting import Adjustment, adjusted, adjustment_of
from ojaq.core.matching.asking import Found, Weighed, find, weigh
from ojaq.core.matching.coding import code_testimonies
from ojaq.core.matching.keys import keys_of
from ojaq.core.matching.mentions import Mentions, Told, YearKind, joined
from ojaq.core.matching.packing import pack, unpack
from ojaq.core.matching.reasons import Reason, all_codes
from ojaq.core.matching.resolving import Outcome, learn, resolve, resolve_new
from ojaq.core.matching.scoring import settled_probability
from ojaq.core.matching.table import Matched, TableRow, match_rows
from ojaq.core.matching.testimony import Described, Testimony, Tie, TieKind
from ojaq.core.matching.tokens import Tokens
from ojaq.core.matching.weights import Weights

__all__ = [
    "Adjustment",
    "Described",
    "Found",
    "Matched",
    "Mentions",
    "Outcome",
    "Reason",
    "TableRow",
    "Testimony",
    "Tie",
    "TieKind",
    "Tokens",
    "Told",
    "Weighed",
    "Weights",
    "YearKind",
    "adjusted",
    "adjustment_of",
    "all_codes",
    "code_testimonies",
    "find",
    "joined",
    "keys_of",
    "learn",
    "match_rows",
    "pack",
    "resolve",
    "resolve_new",
    "settled_probability",
    "unpack",
    "weigh",
]
