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
|-- PassphraseOfFirstForm  a passphrase that must be given anew before keys are changed
|-- KeysChanged        the keys were changed while this process slept
|-- ChangeUnfinished   a change of keys waits for somebody who still works with the old ones
|-- NoRecoveryKeys     a backup that only this machine can open is none
|-- BackupDamaged      a backup or a list of withdrawals is not as it was written
|-- ForeignBackup      a backup that these keys do not open
|-- BackupFileThere    a backup is never written over anything
|-- TablesOlder        the rows of earlier tables on PostgreSQL are backed up by the version that made them
|-- DatabaseTaken      a registry is restored into an empty database only
|-- TablesNewer        a newer version of Ojaq made these tables
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


class PassphraseOfFirstForm(VaultError, NotReady):
    """The copy wraps the master key by the passphrase alone, which nobody here knows."""

    code = "vault.passphrase-of-first-form"
    sentence = (
        "The passphrase of %(name)s was kept by an earlier version. Its holder first gives it anew: "
        "ojaq keys passphrase. Nothing was changed."
    )


class KeysChanged(VaultError, NotReady):
    """What this process holds opens nothing any more."""

    code = "vault.keys-changed"
    sentence = "The keys of this registry were changed meanwhile. Unlock it once more; nothing was lost."


class ChangeUnfinished(VaultError, NotReady):
    """Somebody still works with the old keys, or reads pages closed by them."""

    code = "vault.change-unfinished"
    sentence = (
        "The new keys are in use, but somebody still works with the old ones. Nothing was lost. "
        "Stop what runs on this registry and run `ojaq keys rotate` again: it ends the change."
    )


class NoRecoveryKeys(VaultError, NotReady):
    """There is no recovery key to seal a backup for."""

    code = "vault.no-recovery-keys"
    sentence = "There is no recovery key yet, so nobody could open a backup. Make one: ojaq keys recovery add --to FILE"


class BackupDamaged(VaultError, Refused):
    """Not one bit of a backup may be another, be missing, or be too many."""

    code = "vault.backup-damaged"
    sentence = "This backup is damaged or is not whole. Nothing was touched; take another one."


class ForeignBackup(VaultError, Refused):
    """The key is not one of those for which the backup was sealed."""

    code = "vault.foreign-backup"
    sentence = "This key does not open this backup: it is of another registry, or was sealed for other keys. Nothing was touched."


class BackupFileThere(VaultError, Conflict):
    """The file is there already."""

    code = "vault.backup-file-there"
    sentence = "There is a file of this name already. No backup was made; choose another name."


class TablesOlder(VaultError, NotReady):
    """This version cannot read the rows of another version's tables on PostgreSQL."""

    code = "vault.tables-older"
    sentence = (
        "An earlier version of Ojaq made these tables on PostgreSQL. Make a backup with that version, try it, and run "
        "`ojaq upgrade --backed-up`. Nothing was changed."
    )


class DatabaseTaken(VaultError, Conflict):
    """There is a registry in the database already."""

    code = "vault.database-taken"
    sentence = "This database holds a registry already. Nothing was touched: restore into an empty one."


class TablesNewer(VaultError, NotReady):
    """The database has changes that this version does not know."""

    code = "vault.tables-newer"
    sentence = "A newer version of Ojaq made this registry. Work with that version; nothing was changed."


class DoesNotOpen(VaultError):
    """Sealed bytes were changed, moved to another place, or sealed with another key."""

    code = "vault.does-not-open"
    sentence = "Something sealed does not open: it was changed or moved. Run `ojaq doctor`."


class Forgotten(VaultError, NotFound):
    """There is no key for this registration: it was shredded, or never made."""

    code = "vault.forgotten"
    sentence = "What was sealed here was forgotten at the registrant's wish, or never kept."
