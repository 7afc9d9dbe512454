"""Who can open this registry: each act asks for permission, is entered into the ledger, and replaces the key file whole.

The file is replaced last inside the transaction: when that fails, nothing was done and nothing is entered.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.services.approving import Proposal, second_person
from ojaq.registry.ledger import record
from ojaq.registry.vault import holders, keyfile, recovery
from ojaq.registry.vault.copies import DEFAULT_EFFORT, Effort


@transaction.atomic
def change_passphrase(*, home: Path, old: str, new: str, by: Viewer, effort: Effort = DEFAULT_EFFORT) -> str:
    """Put `new` in the place of `old`; answers the number of the new copy. Raises WrongPassphrase, NotPermitted."""
    _enter(by, "passphrase-changed", alone=True)
    with holders.editing(home):
        return keyfile.change_passphrase(home=home, old=old, new=new, effort=effort)


@transaction.atomic
def add_operator(
    *, home: Path, known: str, new: str, name: str, by: Viewer, effort: Effort = DEFAULT_EFFORT
) -> str:
    """Let another person open the registry with a passphrase of their own; `known` is one that opens it now.

    Raises WrongPassphrase, NotPermitted.
    """
    _enter(by, "operator-added")
    with holders.editing(home):
        master = keyfile.open_master(home=home, passphrase=known)
        return keyfile.add_passphrase(home=home, master=master, passphrase=new, name=name, effort=effort)


@transaction.atomic
def add_recovery(*, home: Path, known: str, private: bytes, name: str, by: Viewer) -> str:
    """Let a recovery key open the registry; only its public part is kept. Raises WrongPassphrase, NotPermitted."""
    _enter(by, "recovery-key-added")
    with holders.editing(home):
        master = keyfile.open_master(home=home, passphrase=known)
        return keyfile.add_recovery(home=home, master=master, public=recovery.public_of(private), name=name)


@transaction.atomic
def recover(*, home: Path, private: bytes, new: str, by: Viewer, effort: Effort = DEFAULT_EFFORT) -> str:
    """Give the registry a new passphrase by a recovery key. Raises WrongRecoveryKey, NotPermitted."""
    _enter(by, "recovered")
    with holders.editing(home):
        master = keyfile.open_by_recovery(home=home, private=private)
        return keyfile.add_passphrase(
            home=home, master=master, passphrase=new, name="recovered", effort=effort
        )


@transaction.atomic
def take_away(*, home: Path, copy: str, by: Viewer) -> None:
    """Remove one way of opening. Raises NoSuchKey, LastPassphrase, NotPermitted."""
    _enter(by, "key-taken-away")
    with holders.editing(home):
        keyfile.take_away(home=home, copy=copy)


def proposal_to(what: str) -> Proposal:
    """What a second person agrees to: "recovered", "operator-added", "recovery-key-added", "key-taken-away",
    "keys-changed"."""
    return Proposal(Act.KEEP_KEYS, (("keys", what),), {})


def _enter(by: Viewer, reason: str, *, alone: bool = False) -> None:
    """Asks, in a live registry a second person too unless somebody changes their own, and enters."""
    require(by, Act.KEEP_KEYS)
    if not alone:
        second_person(proposal=proposal_to(reason), by=by)
    record(act=Act.KEEP_KEYS, by=by, subjects=[], reason=reason)
