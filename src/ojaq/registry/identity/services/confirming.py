"""Joining two confirmed persons takes two people in a live registry: each of them once showed a document to a clerk."""

from __future__ import annotations

import json
from collections.abc import Collection

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.binding import binds
from ojaq.registry.access.services.approving import Proposal, second_person
from ojaq.registry.identity.components import persons
from ojaq.registry.identity.services.grouping import Component
from ojaq.registry.registration.filing import DOCUMENT
from ojaq.registry.registration.models import Mention

__all__ = ["is_confirmed", "two_join"]


def two_join(*, touched: Component, low: int, high: int, by: Viewer) -> None:
    """Ask a second person where both sides are confirmed; they agree to these two sets of mentions, as they are now.

    Raises NeedsSecondPerson.
    """
    if not binds():
        return
    who = persons(touched.members, touched.bonds)
    if who[low] == who[high]:
        return
    sides = [sorted(each for each, person in who.items() if person == who[end]) for end in (low, high)]
    if all(is_confirmed(mentions=side) for side in sides):
        subjects = (("mention", str(low)), ("mention", str(high)))
        second_person(proposal=Proposal(Act.JUDGE, subjects, {"sides": sides}), by=by)


def is_confirmed(*, mentions: Collection[int]) -> bool:
    """Whether a clerk saw a document of one of these mentions. It stands in the sealed testimony, which is opened for it."""
    rows = Mention.objects.filter(pk__in=mentions, registration__document__isnull=False)
    told = list(rows.values_list("ref", "registration__uuid", "registration__document"))
    plain = vault.open_many([(uuid, DOCUMENT, bytes(document or b"")) for _, uuid, document in told])
    return any(_was_seen(json.loads(words), ref) for (ref, _, _), words in zip(told, plain, strict=True))


def _was_seen(content: dict[str, object], ref: str) -> bool:
    people = content.get("people")
    if not isinstance(people, list):
        return False
    return any(
        isinstance(document, dict) and document.get("seen") is True
        for person in people
        if isinstance(person, dict) and person.get("ref") == ref
        for document in person.get("documents") or ()
    )
