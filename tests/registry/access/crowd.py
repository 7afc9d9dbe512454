"""Many people in a register, quickly: one registration with one mention and one register number each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from ojaq.registry.identity.number import read_number

if TYPE_CHECKING:
    from ojaq.registry.access.models import Office


def crowd(count: int, office: Office) -> list[tuple[UUID, int]]:
    """(registration, register number) of `count` new people of one office."""
    from ojaq.registry.identity.models import Belonging, Person
    from ojaq.registry.registration.models import Mention, Registration

    now = dt.datetime.now(dt.UTC)
    told = Registration.objects.bulk_create(
        Registration(uuid=uuid4(), office=office, channel="counter", received_at=now) for _ in range(count)
    )
    mentions = Mention.objects.bulk_create(
        Mention(
            registration=row, office=office, ref="p1", position=0, registrant=True, given="Aram", family="N"
        )
        for row in told
    )
    numbers = _numbers(count)
    Person.objects.bulk_create(
        Person(number=number, given=at, anchor=mention)
        for at, (number, mention) in enumerate(zip(numbers, mentions, strict=True))
    )
    Belonging.objects.bulk_create(
        Belonging(mention=mention, person_id=number)
        for number, mention in zip(numbers, mentions, strict=True)
    )
    return [(row.uuid, number) for row, number in zip(told, numbers, strict=True)]


def _numbers(count: int) -> list[int]:
    """Numbers whose check digit holds."""
    found: list[int] = []
    for number in range(200_000_000, 299_999_999):
        try:
            found.append(read_number(str(number)))
        except Exception:  # most are misread ones, which is what the check digit is for
            continue
        if len(found) == count:
            break
    return found
