"""A community's own table of names is laid over what ships; what it cannot read it refuses by name of the part."""

from __future__ import annotations

import pytest

from ojaq.core.names import build_knowledge, read_name, with_own
from ojaq.resources import names

HEAD = {"schema": "ojaq/own-names-1", "source": "told by the elders of the village"}


def known(**parts):
    return build_knowledge(with_own(names.tables(), {**HEAD, **parts}))


def number(knowledge, given):
    return knowledge.variant_of(read_name({"given": given}, knowledge).given[0])


def test_an_empty_table_changes_nothing():
    plain, laid = build_knowledge(names.tables()), build_knowledge(with_own(names.tables(), HEAD))
    for part in ("variants_by_form", "kindred_by_form", "words", "endings"):
        assert getattr(laid, part) == getattr(plain, part)


def test_forms_join_the_name_that_ships_or_are_a_name_of_their_own():
    own = known(variants=["Mehmet Mamoş", "Qaratel Karatelli"])
    assert number(own, "Mamoş") == number(own, "Mehmet") == number(own, "محمد")
    assert number(own, "Qaratel") == number(own, "Karatelli") != number(own, "Mamoş")
    assert number(build_knowledge(names.tables()), "Qaratel") is None


def test_endings_and_words_come_off_a_name():
    knowledge = known(family_endings="gilov გილოვი", honorifics="kirva")
    root = read_name({"given": "kirva Əli", "family": "Hacıgilov"}, knowledge)
    assert root.family_root.written == "Hacı"
    assert [token.written for token in root.given] == ["Əli"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"schema": "x"}, "schema"),
        ({"source": " "}, "schema"),
        ({"religion": "x"}, "religion"),
        ({"variants": "Əli Ali"}, "variants"),
        ({"variants": ["Əli"]}, "variants"),
        ({"variants": [["Əli", "Ali"]]}, "variants"),
        ({"family_endings": ["ov"]}, "family_endings"),
    ],
)
def test_what_cannot_be_read_is_refused_by_the_name_of_its_part(parts, said):
    with pytest.raises(ValueError, match=said):
        known(**parts)
