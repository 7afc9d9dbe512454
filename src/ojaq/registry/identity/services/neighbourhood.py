"""What stands near a few mentions: the persons that share a stored key, whole, with everybody they were told with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ojaq.core.matching import Mentions, unpack
from ojaq.registry.identity.blocks import Ids, unpacked
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.models import Belonging, CodedMention, MatchKey
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE

LARGEST_BLOCK = 400
"""A block above this says too little to be read: its members share rarer keys with whoever they are."""
MOST_PERSONS = 40
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
        rows = MatchKey.objects.filter(pk__in=some, size__lte=LARGEST_BLOCK).values_list("size", "mentions")
        found.extend((unpacked(bytes(block)), 1.0 / size) for size, block in rows)
    if not found:
        return np.zeros(0, np.int64)
    ids = np.concatenate([block for block, _ in found])
    worth = np.repeat([weight for _, weight in found], [len(block) for block, _ in found])
    distinct, which = np.unique(ids, return_inverse=True)
    total = np.bincount(which, worth)
    return distinct[np.lexsort((distinct, -total))[:most]]


def around(mentions: Ids, *, most_persons: int | None = MOST_PERSONS) -> Near:
    """The persons of these mentions with all their mentions, and the whole registrations these stand in."""
    rows = Belonging.objects.filter(mention__in=mentions.tolist()).values_list("mention_id", "person_id")
    person_of = dict(rows)
    numbers = list(dict.fromkeys(person_of[mention] for mention in mentions.tolist() if mention in person_of))
    numbers = numbers[:most_persons]
    # A candidate that was never judged has no person yet and stands for itself.
    single = [mention for mention in mentions.tolist() if mention not in person_of]
    members = Belonging.objects.filter(person__in=numbers).order_by("mention_id")
    kept: dict[int, int] = {}
    for mention, number in members.values_list("mention_id", "person_id"):
        kept[number] = kept.get(number, 0) + 1
        if kept[number] <= MOST_MENTIONS:
            single.append(mention)
    return whole(single)


def whole(mentions: list[int]) -> Near:
    """The whole registrations of these mentions, coded, and the person of each row."""
    from ojaq.registry.registration.models import Mention

    registrations = Mention.objects.filter(pk__in=mentions).values_list("registration_id", flat=True)
    codes: list[bytes] = []
    persons: list[int] = []
    rows = CodedMention.objects.filter(mention__registration__in=set(registrations)).order_by("mention_id")
    for code, person in rows.values_list("code", "mention__belonging__person_id"):
        codes.append(bytes(code))
        persons.append(-1 if person is None else person)
    return Near(unpack(codes), np.array(persons, np.int64))
