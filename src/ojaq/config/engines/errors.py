"""Why a database is not opened, or not written to now.

EngineRefused
|-- AffectedSqlite       this SQLite can lose what it acknowledged
|-- NotSqlcipher         a plain sqlite3 is loaded: nothing would be encrypted
|-- PlainFile            the database file is not encrypted
|-- DoesNotOpen          another key, or a damaged file
|-- NetworkFileSystem    the folder lies on a network file system
|-- Unsafe               the database did not take a setting it must have
|-- TurnNotGiven         the others did not give way in time
|-- NoRoom               the disk is full
`-- DiskFails            the disk refused to write or to read
"""

from django.db.utils import OperationalError

from ojaq.errors import NotReady


class EngineRefused(NotReady):
    """The database engine refused to work."""


class AffectedSqlite(EngineRefused):
    """SQLite 3.7.0 to 3.51.2 can lose commits in WAL mode (fixed in 3.51.3, 3.50.7 and 3.44.6)."""

    code = "engine.affected-sqlite"
    sentence = (
        "SQLite %(version)s can lose what was stored. Install the sqlcipher3 package that Ojaq asks for."
    )


class NotSqlcipher(EngineRefused):
    """The loaded library does not encrypt."""

    code = "engine.not-sqlcipher"
    sentence = (
        "The database library here does not encrypt. Install the sqlcipher3 package; nothing was opened."
    )


class PlainFile(EngineRefused):
    """The database file is readable without a key."""

    code = "engine.plain-file"
    sentence = "The database file is not encrypted. It was not opened: it is not a file that Ojaq wrote."


class DoesNotOpen(EngineRefused):
    """The key does not open the file."""

    code = "engine.does-not-open"
    sentence = "The database does not open with these keys: it belongs to another registry, or it is damaged."


class NetworkFileSystem(EngineRefused):
    """Locks on network file systems cannot be trusted."""

    code = "engine.network-file-system"
    sentence = (
        "The registry folder lies on a network file system (%(kind)s), where stored things can be lost."
    )


class Unsafe(EngineRefused):
    """A safety setting was not taken."""

    code = "engine.unsafe"
    sentence = "The database did not accept the setting %(setting)s, without which stored things can be lost."


class TurnNotGiven(EngineRefused):
    """Another writer held the register for too long."""

    code = "engine.turn-not-given"
    sentence = "The register was busy for %(seconds)s seconds. Nothing was stored; please try once more."


class NoRoom(EngineRefused, OperationalError):
    """The disk is full. Also an OperationalError, so that Django rolls back what it was writing."""

    code = "engine.no-room"
    sentence = (
        "The disk of the register is full. Nothing was stored just now; what was stored before is safe. "
        "Make room, then send this once more."
    )


class DiskFails(EngineRefused, OperationalError):
    """The disk did not write or read. Also an OperationalError, so that Django rolls back what it was writing."""

    code = "engine.disk-fails"
    sentence = (
        "The disk of the register refused to work. Nothing was stored just now. "
        "Stop, make a copy of the registry folder, and have the disk looked at."
    )
