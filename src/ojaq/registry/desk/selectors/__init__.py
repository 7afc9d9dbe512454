"""Reading at the desk: the counter, families being told, receipts."""

from ojaq.registry.desk.selectors.counter import (
    PERHAPS,
    CounterAnswer,
    counter_answer,
    find,
    place_of,
)
from ojaq.registry.desk.selectors.drafts import (
    DraftLine,
    Understood,
    draft_lines,
    draft_of,
    registered_as,
    understood,
)
from ojaq.registry.desk.selectors.held import Held, HeldMention, held, named_by
from ojaq.registry.desk.selectors.near import near
from ojaq.registry.desk.selectors.numbers_typed import Bearer, bearers, looks_like_a_number
from ojaq.registry.desk.selectors.receipts import ReceiptShown, receipt_number_of, receipt_of

__all__ = [
    "PERHAPS",
    "Bearer",
    "CounterAnswer",
    "DraftLine",
    "Held",
    "HeldMention",
    "ReceiptShown",
    "Understood",
    "bearers",
    "counter_answer",
    "draft_lines",
    "draft_of",
    "find",
    "held",
    "looks_like_a_number",
    "named_by",
    "near",
    "place_of",
    "receipt_number_of",
    "receipt_of",
    "registered_as",
    "understood",
]
