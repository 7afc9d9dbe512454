"""A house lost in 1918, told by a great-granddaughter; a cousin tells later of a branch nobody had named."""

from __future__ import annotations

from typing import Any

import pytest

from ojaq.registry.access import Role, Viewer
from registry.families.displaced_house import tells, village
from registry.identity import community
from registry.identity.conftest import told

__all__ = ["tells", "told", "village"]
person, parents = community.person, community.parents


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
def family(tells):
    """The granddaughter's testimony, by ref."""
    return tells(granddaughter())


@pytest.fixture
def analyst():
    """Somebody who reads figures and opens nobody."""
    return Viewer(account=None, name="analyst", roles=frozenset({Role.ANALYST}), offices=None)
