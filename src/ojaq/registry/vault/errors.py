"""What the vault refuses.

VaultError
|-- Locked             nothing was unlocked in this process
|-- WrongPassphrase    the passphrase does not open the keys
|-- NoKeys             this folder holds no keys
|-- KeysExist          this folder holds keys already
|-- KeysDamaged        the key file cannot be read
|-- NotARecoveryKey    what was given is no recovery key, or was mistyped
|-- WrongRecoveryKey   the recovery key belongs to another registry, or was taken away
|-- NoSuchKey          there is no way of opening under this id
|-- LastPassphrase     the last passphrase is not taken away
|-- DoesNotOpen        sealed bytes were changed, moved, or belong to another key
`-- Forgotten          the key of this registration was shredded, or there never was one
"""

from ojaq.errors import Conflict, NotFound, NotReady, OjaqError, Refused


class VaultError(OjaqError):
    """The vault refused."""


class Locked(VaultError, NotReady):
    """Nothing is unlocked in this process."""

    code = "vault.locked"
    sentence = "The registry is locked. Unlock it with its passphrase first."


class WrongPassphrase(VaultError):
    """The passphrase does not open the keys."""

    code = "vault.wrong-passphrase"
    sentence = "This passphrase does not open the registry. Nothing was changed."


class NoKeys(VaultError, NotFound):
    """The folder holds no keys."""

    code = "vault.no-keys"
    sentence = "There is no registry in this folder yet. Run `ojaq init` first."


class KeysExist(VaultError, Conflict):
    """The folder holds keys already; they are never overwritten."""

    code = "vault.keys-exist"
    sentence = "There is a registry in this folder already. Its keys were not touched."


class KeysDamaged(VaultError):
    """The key file cannot be read."""

    code = "vault.keys-damaged"
    sentence = "The key file is damaged. Put back a copy of the folder `keys` before anything else."


class NotARecoveryKey(VaultError, Refused):
    """The letters are no recovery key: one is missing or was mistyped."""

    code = "vault.not-a-recovery-key"
    sentence = "This is not a recovery key: a letter is missing or was mistaken for another."


class WrongRecoveryKey(VaultError):
    """The recovery key is one, but not one of these keys."""

    code = "vault.wrong-recovery-key"
    sentence = "This recovery key does not open it: it belongs to another registry, or was taken away."


class NoSuchKey(VaultError, NotFound):
    """No way of opening has this id."""

    code = "vault.no-such-key"
    sentence = "No passphrase and no recovery key has this number. Look at `ojaq keys status`."


class LastPassphrase(VaultError, Conflict):
    """Without a passphrase nobody could work any more."""

    code = "vault.last-passphrase"
    sentence = "This is the last passphrase. Add another one before you take it away."


class DoesNotOpen(VaultError):
    """Sealed bytes were changed, moved to another place, or sealed with another key."""

    code = "vault.does-not-open"
    sentence = "Something sealed does not open: it was changed or moved. Run `ojaq doctor`."


class Forgotten(VaultError, NotFound):
    """There is no key for this registration: it was shredded, or never made."""

    code = "vault.forgotten"
    sentence = "What was sealed here was forgotten at the registrant's wish, or never kept."
