"""What the ledger refuses.

LedgerError
|-- NotForTheLedger      a word that could carry free text or personal data
`-- NoteCannotBeSealed   a note was given while no vault is unlocked
"""

from ojaq.errors import NotReady, OjaqError, Refused


class LedgerError(OjaqError):
    """The ledger refused; the act it belongs to is rolled back with it."""


class NotForTheLedger(LedgerError, Refused):
    """A word was offered that is not a code: the ledger has no room for sentences."""

    code = "ledger.not-a-code"
    sentence = "The ledger takes codes and numbers only; what was given as %(part)s is neither."


class NoteCannotBeSealed(LedgerError, NotReady):
    """A note was given, but the vault is locked; notes are never kept in the open."""

    code = "ledger.note-not-sealed"
    sentence = "The note cannot be sealed while the registry is locked. Nothing was written."
