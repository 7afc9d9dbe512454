"""A resolved register of a small community."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from ojaq.registry.identity.services import resolve
from ojaq.registry.registration.models import Mention
from ojaq.registry.registration.services import register

from . import community


@pytest.fixture
def told(registry, office, operator):
    """Register testimonies: `told(document, ...)` returns {(registration key, ref): mention id}."""

    def tell(*documents: dict[str, Any]) -> dict[tuple[str, str], int]:
        found = {}
        for document in documents:
            row = register(testimony=document, by=operator)
            for mention in Mention.objects.filter(registration=row):
                found[document["id"], mention.ref] = mention.pk
        return found

    return tell


@pytest.fixture
def family(told, operator):
    """Gülnarə's and Vaqif's testimonies among strangers, resolved: name -> mention id."""
    told(*community.strangers())
    rows = told(community.gulnara(), community.vagif())
    resolve(by=operator)
    hers, his = (document["id"] for document in (community.gulnara(), community.vagif()))
    return {
        "she": rows[hers, "p1"],
        "her father": rows[hers, "p2"],
        "her mother": rows[hers, "p3"],
        "her brother": rows[hers, "p4"],
        "he": rows[his, "a"],
        "his father": rows[his, "b"],
        "his mother": rows[his, "c"],
        "his sister": rows[his, "d"],
    }


def ids(rows: Iterable[Any]) -> list[int]:
    return [row.pk for row in rows]
