"""A phone or document number that somebody types at the counter: whose it was told to be. Nothing but the digest is compared."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from ojaq.registry.access import Act, Viewer, reach, require
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.selectors.asking import protected_among
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import KeyedDigest, State
from ojaq.registry.vault.digests import LEAST_SIGNS, keyed_digest

MOST = 5
_MOST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody of whom a number was told: register number and name, as a masked card shows them."""

    number: int
    name: Said


def looks_like_a_number(line: str) -> bool:
    """Whether a typed line may be a phone or the number of a paper: figures, and at most a few letters."""
    return (
        sum(sign.isdecimal() for sign in line) >= LEAST_SIGNS
        and sum(sign.isalpha() for sign in line) <= _MOST_LETTERS
    )


def bearers(*, typed: str, viewer: Viewer) -> list[Bearer]:
    """Whom this phone or document number was told of in current registrations, at most five; a protected person never.

    One ledger entry names them. Raises NotPermitted.
    """
    require(viewer, Act.ASK_COUNTER)
    digests = [each for each in (keyed_digest("phone", typed), keyed_digest("document", typed)) if each]
    with transaction.atomic(), reach.across_offices():
        rows = KeyedDigest.objects.filter(digest__in=digests, mention__registration__state=State.CURRENT)
        found = rows.exclude(mention__belonging=None).values_list("mention__belonging__person_id", flat=True)
        numbers = list(dict.fromkeys(found.order_by("mention_id")))[:MOST]
        shown = [number for number in numbers if number not in protected_among(numbers)]
        told = told_of(persons=shown)
        record(
            act=Act.ASK_COUNTER,
            by=viewer,
            subjects=[("person", str(number)) for number in shown],
            office=viewer.office or None,
            reason="by-number",
        )
    return [Bearer(number, fullest(told[number]).name) for number in shown if told.get(number)]
