"""What a client can be told of, which act lets it know, and the body it gets: numbers, and nothing that anybody said. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import ipaddress
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from ojaq.registry.access import Act

LONGEST_ADDRESS = 500


class Event(StrEnum):
    """What happened, by the name it has in a body."""

    REGISTRATION = "registration.received"
    PERSON = "person.changed"


ASKS: Final[dict[Event, Act]] = {Event.REGISTRATION: Act.REGISTER, Event.PERSON: Act.OPEN_PERSON}
"""Whoever is told of an event may ask for what it is about."""

_NAMED: Final[dict[Event, str]] = {Event.REGISTRATION: "registration", Event.PERSON: "person"}


@dataclass(frozen=True, slots=True)
class Told:
    """One event: what happened, when, to which registration (its id) or person (the register number)."""

    uuid: UUID
    event: Event
    number: str
    at: dt.datetime

    def body(self) -> bytes:
        """The JSON that is sent. It names things by number only: who wants to know more asks with the token."""
        at = self.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        told = {"ojaq": "webhook/1", "id": str(self.uuid), "event": str(self.event), "at": at}
        return json.dumps(told | {_NAMED[self.event]: self.number}, separators=(",", ":")).encode()


def signature(secret: str, body: bytes, *, at: int) -> str:
    """The header Ojaq-Signature: the second it was signed in, and HMAC-SHA-256 of that second, a full stop and the body."""
    digest = hmac.new(secret.encode(), str(at).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def is_safe(address: str) -> bool:
    """Whether nobody on the way can read what is sent there: https, or http that does not leave this machine."""
    if len(address) > LONGEST_ADDRESS or not address.isascii() or any(sign <= " " for sign in address):
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.password is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
