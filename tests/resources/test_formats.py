"""The shipped schemas say what the reader does: neither may move without the other."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.registry.registration.reading import Document, read
from ojaq.registry.registration.refusal import Refusal
from ojaq.resources.formats import mapping_schema, registration_schema, roll_words

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
_BLOCKS = re.findall(r"```(json|yaml)\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
EXAMPLE = json.loads(next(text for kind, text in _BLOCKS if kind == "json"))
MAPPINGS = [yaml.safe_load(text) for kind, text in _BLOCKS if kind == "yaml"]


def test_the_example_of_the_docs_is_valid_and_can_be_read():
    jsonschema.validate(EXAMPLE, registration_schema(), cls=jsonschema.Draft202012Validator)
    answer = read(json.dumps(EXAMPLE).encode())
    assert isinstance(answer, Document), answer
    assert answer.doubts == ()
    assert answer.unknown == ()


def test_the_example_uses_every_field_of_the_schema():
    definitions = registration_schema()["$defs"]
    named = {
        name for part in [registration_schema(), *definitions.values()] for name in part.get("properties", {})
    }
    assert named - {"columns"} <= set(re.findall(r'"(\w+)":', json.dumps(EXAMPLE)))


def test_the_mappings_of_the_docs_are_valid():
    assert MAPPINGS
    for mapping in MAPPINGS:
        jsonschema.validate(mapping, mapping_schema())


def test_words_of_rolls_mean_one_thing_each():
    assert roll_words()["role"]["глава"] == "head"
    assert roll_words()["sex"]["qadın"] == "female"


def _paths(value, path=()):
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from _paths(each, (*path, step))


_OTHER = st.sampled_from([None, True, 7, 1.5, "text", [], {}, ["x"], {"x": 1}])


@given(st.sampled_from([path for path in _paths(EXAMPLE) if path]), _OTHER)
@settings(max_examples=400, deadline=None)
def test_the_reader_finds_the_shapes_wrong_that_the_schema_finds_wrong(path, other):
    """One value of the example becomes another: schema and reader agree whether the shape still holds."""
    document = copy.deepcopy(EXAMPLE)
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = other
    valid = jsonschema.Draft202012Validator(registration_schema()).is_valid(document)
    answer = read(json.dumps(document).encode())
    wrong_shape = isinstance(answer, Refusal) and answer.code in ("shape", "missing", "version")
    if wrong_shape:
        assert not valid, (path, other, answer)
    elif not valid:
        # The reader may have met something worse than the shape on its way (a ref, a date, an id).
        assert isinstance(answer, Refusal), (path, other)


@pytest.mark.parametrize("path", [path for path in _paths(EXAMPLE) if path and isinstance(path[-1], str)])
def test_a_field_that_is_left_out_is_missed_only_when_it_is_required(path):
    document = copy.deepcopy(EXAMPLE)
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    valid = jsonschema.Draft202012Validator(registration_schema()).is_valid(document)
    answer = read(json.dumps(document).encode())
    if not valid:
        assert isinstance(answer, Refusal)
    elif isinstance(answer, Refusal):
        assert answer.code in ("ref-unknown", "nobody-named", "consent-missing")
