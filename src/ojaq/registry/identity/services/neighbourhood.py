"""What stands near a few mentions: the persons that share a stored key, whole, with everybody they were told with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ojaq.core.matching import Mentions, unpack
from ojaq.registry.identity import quick
from ojaq.registry.identity.blocks import Ids, unpacked
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE
from ojaq.registry.registration.models import Mention

MOST_PERSONS = 16
MOST_MENTIONS = 60
"""Of one person: whoever is told of by hundreds (a village head) is known well enough by so many."""


@dataclass(frozen=True, slots=True)
class Near:
    """Coded mentions (whole registrations) and the register number of each row, -1 where there is none yet."""

    mentions: Mentions
    persons: Ids


def sharing_keys(keys: Ids, *, most: int) -> Ids:
    """Mentions (ids) that share keys, those first that share rare ones; at most `most`."""
    found: list[tuple[Ids, float]] = []
    for some in batches(np.unique(keys).tolist(), IDS_AT_ONCE):
        found.extend((unpacked(bytes(block)), 1.0 / size) for size, block in quick.rows(quick.BLOCKS, some))
    if not found:
        return np.zeros(0, np.int64)
    ids = np.concatenate([block for block, _ in found])
    worth = np.repeat([weight for _, weight in found], [len(block) for block, _ in found])
    distinct, which = np.unique(ids, return_inverse=True)
    total = np.bincount(which, worth)
    return distinct[np.lexsort((distinct, -total))[:most]]


def around(mentions: Ids, *, most_persons: int | None = MOST_PERSONS) -> Near:
    """The persons of these mentions with all their mentions, and the whole registrations these stand in."""
    person_of: dict[int, int] = {}
    for some in batches(mentions.tolist(), IDS_AT_ONCE):
        person_of.update(quick.rows(quick.PERSONS, some))
    numbers = list(dict.fromkeys(person_of[mention] for mention in mentions.tolist() if mention in person_of))
    numbers = numbers[:most_persons]
    # A candidate that was never judged has no person yet and stands for itself.
    single = [mention for mention in mentions.tolist() if mention not in person_of]
    registrations = (
        set(Mention.objects.filter(pk__in=single).values_list("registration_id", flat=True))
        if single
        else set()
    )
    kept: dict[int, int] = {}
    for some in batches(numbers, IDS_AT_ONCE):
        for number, registration in quick.rows(quick.MEMBERS, some):
            kept[number] = kept.get(number, 0) + 1
            if kept[number] <= MOST_MENTIONS:
                registrations.add(registration)
    return _told_in(registrations)


def whole(mentions: list[int]) -> Near:
    """The whole registrations of these mentions, coded, and the person of each row."""
    return _told_in(set(Mention.objects.filter(pk__in=mentions).values_list("registration_id", flat=True)))


def _told_in(registrations: set[int]) -> Near:
    # Bytes, or a view of bytes where the database hands those out: unpacking takes both.
    codes: list[bytes] = []
    persons: list[int] = []
    for some in batches(sorted(registrations), IDS_AT_ONCE):
        told = quick.rows(quick.CODES, some)
        codes.extend(code for code, _ in told)
        persons.extend(-1 if person is None else person for _, person in told)
    return Near(unpack(codes), np.array(persons, np.int64))
