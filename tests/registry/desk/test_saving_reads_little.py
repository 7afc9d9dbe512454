"""A testimony is saved, and placed, without reading through any table that grows with the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from ojaq.registry.desk.services import receive
from ojaq.registry.identity.models import CodedMention
from ojaq.registry.identity.services import resolve
from ojaq.registry.registration.models import Registration
from registry.identity import community

# Planners differ: SQLite follows its indexes, PostgreSQL reads a small table through because that is quickest.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of small tables say nothing there"),
]
# The dictionary of names is not among them: of it the last row is read, from its end.
GROWING = {
    "belonging", "coded_mention", "departure", "judgement", "ledger_entry", "ledger_subject", "match_key", "mention", "person",
    "registration", "tie",
}  # fmt: skip


def whole(plan: str) -> bool:
    """Whether this step of a plan reads a growing table from end to end. Indexes of the few that wait may be read through."""
    read = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", plan)
    return bool(read and read[1] in GROWING and "_not_" not in (read[2] or ""))


@contextmanager
def watched() -> Iterator[list[str]]:
    """What is asked inside that reads a growing table from end to end."""
    found: list[str] = []

    def look(execute: Callable[..., Any], sql: str, given: Any, many: bool, context: dict[str, Any]) -> Any:
        if not many and sql.lstrip().upper().startswith(("SELECT", "WITH", "UPDATE", "DELETE")):
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + sql, given)
                found.extend(f"{row[-1]}: {sql}" for row in cursor.fetchall() if whole(row[-1]))
        return execute(sql, given, many, context)

    with connection.execute_wrapper(look):
        yield found


def test_a_testimony_is_placed_without_reading_the_register(family, clerk):
    with watched() as found:
        received = receive(
            testimony=community.testimony("new", [community.person("p1", "Alma", born="1960")], []), by=clerk
        )
    assert received.numbers["p1"]
    assert found == []


def test_so_is_a_correction(told, family, clerk, operator):
    first = community.testimony("first", [community.person("p1", "Alma", "Bağlı", born="1960")], [])
    told(first)
    resolve(by=operator)
    corrected = {**community.testimony("second", first["people"], []), "supersedes": first["id"]}
    with watched() as found:
        receive(testimony=corrected, by=clerk, same_registrant=True)
    assert found == []
    stepped_aside = Registration.objects.get(uuid=first["id"])
    assert stepped_aside.state == "superseded"
    assert not CodedMention.objects.filter(mention__registration=stepped_aside).exists()


def test_the_watch_sees_a_table_that_is_read_through(family):
    with watched() as found:
        list(Registration.objects.filter(language="x"))
        CodedMention.objects.filter(code=b"").count()
    assert len(found) == 2
