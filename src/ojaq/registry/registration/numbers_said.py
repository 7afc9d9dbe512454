"""The numbers a testimony tells that somebody may be found by: phones of contacts, numbers of papers. As digests only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ojaq.registry.vault.digests import Kind, keyed_digest


def numbers_said(content: Mapping[str, Any]) -> Iterator[tuple[str, Kind, bytes]]:
    """(ref, kind, digest) of each; a contact without a person is the registrant's."""
    met = set()
    for ref, kind, text in _told(content):
        digest = keyed_digest(kind, text)
        if ref and digest and (ref, digest) not in met:
            met.add((ref, digest))
            yield ref, kind, digest


def _told(content: Mapping[str, Any]) -> Iterator[tuple[str, Kind, str]]:
    for contact in content.get("contacts") or ():
        if contact.get("kind") == "phone" and contact.get("value"):
            yield contact.get("person") or content.get("registrant") or "", "phone", contact["value"]
    for person in content["people"]:
        for paper in person.get("documents") or ():
            if paper.get("number"):
                yield person["ref"], "document", paper["number"]
