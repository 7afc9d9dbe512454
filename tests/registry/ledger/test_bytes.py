"""The bytes of an entry are RFC 8785, whatever is recorded, and come back as they were."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.registry.ledger.entry import Actor, Deed, Written, check, content_of, moment
from ojaq.registry.ledger.errors import NotForTheLedger

codes = st.from_regex(r"[a-z][a-z0-9]{0,8}(?:[._-][a-z0-9]{1,5})?", fullmatch=True)
numbers = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,20}", fullmatch=True)
deeds = st.builds(
    Deed,
    act=codes,
    subjects=st.lists(st.tuples(codes, numbers), max_size=3),
    office=st.none() | numbers,
    reason=st.just("") | codes,
    figures=st.dictionaries(codes, st.integers(-(2**53) + 1, 2**53 - 1), max_size=4),
)
written = st.builds(
    Written,
    uuid=st.uuids(),
    at=st.datetimes(min_value=dt.datetime(1900, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    actor=st.builds(Actor, account=st.none() | st.uuids(), role=codes),
    deed=deeds,
    note=st.none() | st.binary(min_size=1, max_size=8),
)


@settings(max_examples=200, deadline=None)
@given(written)
def test_the_bytes_are_those_of_a_full_implementation(entry: Written) -> None:
    check(entry.deed, entry.actor)
    content = content_of(entry.body())
    assert rfc8785.dumps(content) == entry.body()


@pytest.mark.parametrize("body", [b"[]", b'{"a": 1}', b'{"b":1,"a":2}', b"\xff", b""])
def test_other_bytes_are_not_read(body: bytes) -> None:
    with pytest.raises(ValueError):
        content_of(body)


def test_a_moment_has_one_length_and_one_zone() -> None:
    eastern = dt.timezone(dt.timedelta(hours=4))
    assert moment(dt.datetime(2026, 3, 1, 3, tzinfo=eastern)) == "2026-02-28T23:00:00.000000Z"


def test_a_figure_that_is_not_exact_everywhere_is_refused() -> None:
    with pytest.raises(NotForTheLedger):
        check(Deed(act="judge", figures={"read": 2**53}), Actor(UUID(int=0), "clerk"))
