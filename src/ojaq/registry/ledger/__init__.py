"""What was done, by whom, to what: written in the same transaction as the act itself, never changed afterwards."""

from ojaq.registry.ledger.entry import Actor, Deed
from ojaq.registry.ledger.services import record, record_many

__all__ = ["Actor", "Deed", "record", "record_many"]
