"""The verbs of the vault. Sealing is needed before Django has read its models, so only that is gathered here; the acts
that write to the ledger (`ways.py`, `backing_up.py`) are imported by name."""

from ojaq.registry.vault.services.sealed import (
    new_key,
    new_keys,
    open_many,
    open_sealed,
    seal,
    seal_many,
    shred,
)

__all__ = ["new_key", "new_keys", "open_many", "open_sealed", "seal", "seal_many", "shred"]
