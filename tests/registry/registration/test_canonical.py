"""The digest says whether two registrations are the same, and nothing else does."""

from __future__ import annotations

import json

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.registry.registration.canonical import canonical, digest

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-1e15, 1e15, allow_nan=False)
    | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)
_OBJECTS = st.dictionaries(_TEXT, _VALUES, max_size=5)


@given(_OBJECTS)
@settings(max_examples=300, deadline=None)
def test_the_short_way_writes_the_bytes_of_rfc_8785(content):
    assert canonical(content) == rfc8785.dumps(content)


@given(_OBJECTS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_and_white_space_do_not_change_the_digest(content, random):
    names = list(content)
    random.shuffle(names)
    shuffled = json.loads(json.dumps({name: content[name] for name in names}, indent=2))
    assert digest(canonical(shuffled)) == digest(canonical(content))


@given(_OBJECTS)
@settings(max_examples=100, deadline=None)
def test_the_canonical_form_of_the_canonical_form_is_itself(content):
    assert canonical(json.loads(canonical(content))) == canonical(content)


def test_numbers_that_are_one_number_have_one_digest():
    assert canonical({"age": 63.0}) == canonical({"age": 63}) == b'{"age":63}'


@pytest.mark.parametrize("number", [2.0**53, -1e300, 2**53])
def test_a_number_that_would_not_come_back_is_refused(number):
    with pytest.raises(ValueError):
        canonical({"age": number})


def test_names_of_fields_beyond_the_basic_plane_sort_as_utf_16():
    # U+1F600 sorts before U+FB33 in UTF-16 and after it by code point.
    assert canonical({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()
