"""A village whose country has laws, and testimonies of one house that was driven out of it, taken in one after the other."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.services import judge, resolve
from ojaq.registry.places.models import Gazetteer, Place
from ojaq.registry.registration.models import Mention
from registry.identity.community import number

VILLAGE = "Tutlu"


@pytest.fixture
def village(db):
    source = Gazetteer.objects.first() or Gazetteer.objects.create(
        **{
            field.name: timezone.now()
            for field in Gazetteer._meta.fields
            if field.name.endswith("_at") and not field.null
        }
        | {"code": "test"}
    )
    return Place.objects.create(gazetteer_id="t1", source=source, name=VILLAGE, country="AZ")


@pytest.fixture
def tells(told, operator, village):
    """`tells(document, g=12)`: take a testimony in, resolve it, see that its `g` is person 12; answers numbers by ref."""

    def take(document: dict[str, Any], **joined: int) -> dict[str, int]:
        rows = told(document)
        Mention.objects.filter(origin=VILLAGE, origin_place=None).update(origin_place=village)
        resolve(by=operator)
        by_ref = {ref: mention for (_, ref), mention in rows.items()}
        for ref, person in joined.items():
            if number(by_ref[ref]) != person:
                anchor = Mention.objects.filter(belonging__person=person).order_by("pk").first().pk
                judge(pair=(anchor, by_ref[ref]), verdict=Verdict.SAME, reason="told", by=operator)
        return {ref: number(mention) for ref, mention in by_ref.items()}

    return take
