"""The registry folder, OJAQ_HOME: where it is, and the settings file in it. Knows no Django.

    OJAQ_HOME/settings.json    {"ojaq": "settings/1", "database": "sqlcipher" | "postgresql", "url": "<sealed, base64>"}
    OJAQ_HOME/register.db      the database (SQLCipher)
    OJAQ_HOME/keys/keys.json   the wrapped keys
    OJAQ_HOME/turn.lock, next.lock   whose turn it is to write

A database URL may hold a password, so it is sealed with the vault's settings key: no secret lies open on the disk.
The owner's URL (migrations) is never kept; `ojaq init` and upgrades read OJAQ_DATABASE_OWNER_URL.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ojaq.errors import NotReady
from ojaq.registry.vault import keyring, sealing
from ojaq.registry.vault.errors import DoesNotOpen

FORMAT = "settings/1"
_BOUND = b"ojaq settings url"


class SettingsDamaged(NotReady):
    """The settings file cannot be read."""

    code = "home.settings-damaged"
    sentence = (
        "The file settings.json in the registry folder is damaged. Put back a copy of it, or correct it."
    )


@dataclass(frozen=True, slots=True)
class HomeSettings:
    """What the settings file says: the engine's name, and for PostgreSQL the sealed URL of the application's role."""

    database: str = "sqlcipher"
    sealed_url: str = ""


def home() -> Path:
    """The registry folder: OJAQ_HOME, or the platform's data folder."""
    named = os.environ.get("OJAQ_HOME")
    return (
        Path(named).expanduser().resolve()
        if named
        else Path(platformdirs.user_data_dir("ojaq", appauthor=False))
    )


def read_settings(folder: Path) -> HomeSettings:
    """The settings of the registry in `folder`; the defaults when it has none. Raises SettingsDamaged."""
    try:
        content = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        if content["ojaq"] != FORMAT or content["database"] not in ("sqlcipher", "postgresql"):
            raise SettingsDamaged
        return HomeSettings(database=content["database"], sealed_url=content.get("url", ""))
    except FileNotFoundError:
        return HomeSettings()
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise SettingsDamaged from fault


def write_settings(folder: Path, *, url: str = "") -> None:
    """Write the settings file: SQLCipher, or PostgreSQL with its URL sealed. The vault must be unlocked for a URL."""
    content = {"ojaq": FORMAT, "database": "sqlcipher"}
    if url:
        sealed = sealing.close(keyring.keys().settings, url.encode(), _BOUND)
        content = {**content, "database": "postgresql", "url": base64.b64encode(sealed).decode()}
    beside = folder / "settings.json.new"
    beside.write_text(json.dumps(content, indent=2), encoding="utf-8")
    beside.chmod(0o600)
    beside.replace(folder / "settings.json")


def database_url(settings: HomeSettings) -> str:
    """The application's database URL, opened; empty for SQLCipher. Raises Locked or DoesNotOpen."""
    if not settings.sealed_url:
        return ""
    sealed = base64.b64decode(settings.sealed_url)
    held = keyring.keys()
    try:
        return sealing.open_closed(held.settings, sealed, _BOUND).decode()
    except DoesNotOpen:
        if held.before is None:
            raise
        return sealing.open_closed(held.before.settings, sealed, _BOUND).decode()
