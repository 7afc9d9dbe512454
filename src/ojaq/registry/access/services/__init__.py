"""The permission question, and the verbs of access: offices, accounts, approvals, alarms, glass, protection of the register."""

from ojaq.registry.access.permission import require
from ojaq.registry.access.services.accounts import (
    GRANTABLE,
    account_called,
    add_account,
    add_office,
    disable_account,
    found_registry,
    grant,
    office_called,
    revoke,
    set_password,
)

# The others are imported from their own files: they need the selectors, which need `require`.

__all__ = [
    "GRANTABLE",
    "account_called",
    "add_account",
    "add_office",
    "disable_account",
    "found_registry",
    "grant",
    "office_called",
    "require",
    "revoke",
    "set_password",
]
