"""Forgetting what is no longer current: superseded, withdrawn, taken back. Old numbers answer as long as anybody is left."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from django.db import transaction
from django.db.models import Exists, OuterRef

from ojaq.core.matching import keys_of
from ojaq.registry.identity.blocks import Ids, packed, unpacked
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.components import persons
from ojaq.registry.identity.models import Belonging, CodedMention, Judgement, MatchKey, Person
from ojaq.registry.identity.services import engine
from ojaq.registry.identity.services.coding import loaded
from ojaq.registry.identity.services.grouping import bonds_of, component, tell_changed, write
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE
from ojaq.registry.registration.models import Mention, Registration, State

REGISTRATIONS_AT_ONCE = 500
_GONE = tuple(state for state in State if state is not State.CURRENT)


@transaction.atomic
def forget(*, mentions: Collection[int]) -> None:
    """Take these mentions out of every block, judgement and person, before their words are deleted.

    Part of a withdrawal: its service asks the permission and writes the entry. The rest of a person stays under its
    number as far as judgements still hold it together; a number whose mention goes moves to the oldest one left.
    """
    gone = set(mentions)
    touched = component(gone)
    _leave_blocks(gone)
    heirs = _heirs(gone)
    Judgement.objects.filter(low__in=gone).delete()
    Judgement.objects.filter(high__in=gone).delete()
    left_by_them = Belonging.objects.filter(mention__in=gone)
    tell_changed(set(left_by_them.values_list("person_id", flat=True)))
    left_by_them.delete()
    CodedMention.objects.filter(mention__in=gone).delete()
    for number, heir in heirs.items():
        Person.objects.filter(pk=number).update(anchor=heir)
    left = touched.members - gone
    write(persons(left, bonds_of(left)))
    # What lost a joining is judged anew with the next run of the engine.
    CodedMention.objects.filter(mention__in=left).update(settled=False)


def forget_what_is_gone() -> None:
    """Drop the codes of mentions whose registration is no longer current; heal persons after a bare deletion."""
    # Asked by each state: the index of what is not noticed begins with it, and "not current" would read every row.
    gone = Registration.objects.filter(noticed=False, state__in=_GONE).order_by("pk")
    for some in batches(list(gone.values_list("pk", flat=True)), REGISTRATIONS_AT_ONCE):
        stale = CodedMention.objects.filter(mention__registration__in=some)
        with transaction.atomic():
            _leave_blocks(set(stale.values_list("mention_id", flat=True)))
            stale.delete()
            Registration.objects.filter(pk__in=some).exclude(state=State.CURRENT).update(noticed=True)
    lost = Person.objects.filter(anchor=None).filter(Exists(Belonging.objects.filter(person=OuterRef("pk"))))
    for person in lost:
        _heal(person)


@transaction.atomic
def _heal(person: Person) -> None:
    members = list(
        Belonging.objects.filter(person=person).order_by("mention_id").values_list("mention_id", flat=True)
    )
    Person.objects.filter(pk=person.pk).update(anchor=members[0])
    write(persons(members, bonds_of(members)))
    CodedMention.objects.filter(mention__in=members).update(settled=False)


def _heirs(gone: set[int]) -> dict[int, int | None]:
    """Number anchored on a mention that goes -> the oldest mention left of the person it answers with."""
    numbers = Person.objects.filter(anchor__in=gone).values_list("number", "anchor__belonging__person_id")
    heirs: dict[int, int | None] = {}
    for number, person in numbers:
        rest = Belonging.objects.filter(person=person).exclude(mention__in=gone).order_by("mention_id")
        heirs[number] = rest.values_list("mention_id", flat=True).first()
    return heirs


def _leave_blocks(gone: set[int]) -> None:
    told = Mention.objects.filter(
        registration__in=Mention.objects.filter(pk__in=gone).values("registration_id")
    )
    whole = list(told.values_list("pk", flat=True))
    if not CodedMention.objects.filter(mention__in=whole).exists():
        return
    mentions = loaded(whole)
    keys, rows = keys_of(mentions, engine.tokens())
    ids = mentions.stable[rows]
    leaving = {key for key, mention in zip(keys.tolist(), ids.tolist(), strict=True) if mention in gone}
    for some in batches(sorted(leaving), IDS_AT_ONCE):
        for block in MatchKey.objects.filter(pk__in=some):
            left = [mention for mention in unpacked(bytes(block.mentions)).tolist() if mention not in gone]
            if left:
                block.mentions, block.size = packed(_array(left)), len(left)
                block.save()
            else:
                block.delete()


def _array(ids: list[int]) -> Ids:
    return np.array(ids, np.int64)
