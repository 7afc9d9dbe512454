"""A house lost in 1918, told by a great-granddaughter; a cousin tells later of a branch nobody had named."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ojaq.registry.access import Role, Viewer
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Belonging
from ojaq.registry.identity.services import judge, resolve
from ojaq.registry.places.models import Gazetteer, Place
from ojaq.registry.registration.models import Mention
from registry.identity import community
from registry.identity.conftest import told

__all__ = ["told"]
person, parents = community.person, community.parents


def number(mention: int) -> int:
    """The register number of a mention."""
    return Belonging.objects.get(pk=mention).person_id


def granddaughter(**more: Any) -> dict[str, Any]:
    """She tells of the man who was driven out, who died in 1955 and left a son, who died in 1980 and left two children."""
    people = [
        person("me", "Sona", sex="female", born="1955", living=True),
        person("b", "Nar", sex="male", born="1950", living=True),
        person("f", "Heyva", sex="male", born="1915", died="1980-05-01"),
        person("g", "Alça", "Tutov", sex="male", born="1890", died="1955-03-02", origin="Tutlu"),
    ]
    ties = [*parents("me", "f"), *parents("b", "f"), *parents("f", "g")]
    left = [{"people": ["g"], "from": "Tutlu", "when": "1918", "wave": "1918"}]
    return community.testimony("granddaughter", people, ties, departures=left, **more)


def cousin(key: str = "cousin", **more: Any) -> dict[str, Any]:
    """Another branch: a daughter of the same man, who died in 1990 and left a son."""
    people = [
        person("h", "Zoğal", sex="male", born="1960", living=True),
        person("a", "Alma", sex="female", born="1928", died="1990"),
        person("g", "Alça", "Tutov", sex="male", born="1890", died="1955-03-02", origin="Tutlu"),
    ]
    return community.testimony(key, people, [*parents("h", "a"), *parents("a", "g")], **more)


@pytest.fixture
def village(db):
    """A village whose country has laws."""
    source = Gazetteer.objects.first() or Gazetteer.objects.create(
        **{
            field.name: timezone.now()
            for field in Gazetteer._meta.fields
            if field.name.endswith("_at") and not field.null
        }
        | {"code": "test"}
    )
    return Place.objects.create(gazetteer_id="t1", source=source, name="Tutlu", country="AZ")


@pytest.fixture
def tells(told, operator, village):
    """Take in a testimony, resolve it, and join its `g` to the one known; answers with register numbers by ref."""

    def take(document: dict[str, Any], joined: int | None = None) -> dict[str, int]:
        rows = told(document)
        Mention.objects.filter(origin="Tutlu", origin_place=None).update(origin_place=village)
        resolve(by=operator)
        by_ref = {ref: mention for (_, ref), mention in rows.items()}
        if joined is not None and number(by_ref["g"]) != joined:
            anchor = Mention.objects.filter(belonging__person=joined).order_by("pk").first().pk
            judge(pair=(anchor, by_ref["g"]), verdict=Verdict.SAME, reason="told", by=operator)
        return {ref: number(mention) for ref, mention in by_ref.items()}

    return take


@pytest.fixture
def family(tells):
    """The granddaughter's testimony, by ref."""
    return tells(granddaughter())


@pytest.fixture
def analyst():
    """Somebody who reads figures and opens nobody."""
    return Viewer(account=None, name="analyst", roles=frozenset({Role.ANALYST}), offices=None)
