"""Django's description of a database, from a registry folder or a URL. Knows no Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ojaq.errors import Refused

_SCHEMES = ("postgresql", "postgres")


class NotADatabaseUrl(Refused):
    """The URL names no database that Ojaq knows."""

    code = "database.not-a-url"
    sentence = (
        "A database is given as postgresql://user:password@host:port/name. This is another kind of address."
    )


def sqlcipher(file: Path) -> dict[str, Any]:
    """The encrypted file database. `file` may not exist yet."""
    return {
        "ENGINE": "ojaq.config.engines.sqlcipher",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        "CONN_MAX_AGE": None,
    }


def postgresql(url: str) -> dict[str, Any]:
    """A PostgreSQL database by its URL. Raises NotADatabaseUrl."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in _SCHEMES or not name:
        raise NotADatabaseUrl
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "ojaq.config.engines.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
