"""Coding: what a testimony says becomes columns; what cannot be read says nothing."""

from __future__ import annotations

import numpy as np

from ojaq.core import matching
from ojaq.core.matching import Described, TieKind, Tokens, Told, YearKind, code_testimonies
from ojaq.core.matching.portraits import portray


def document(**person):
    return {"id": "x", "people": [{"ref": "p1", "name": {"given": "Əli"}, **person}], "ties": []}


def test_dates_are_coded_by_kind_and_unreadable_ones_say_nothing(code):
    told = ["1957", "1957~", "195X", "1957-03-21", "no date", None]
    mentions, _ = code([document(born=born) for born in told])
    exact, about, nothing = YearKind.EXACT, YearKind.APPROXIMATE, YearKind.INFERRED
    assert mentions.year_kind.tolist() == [exact, about, about, exact, nothing, nothing]
    assert mentions.day.tolist() == [0, 0, 0, 321, 0, 0]
    assert np.isnan(mentions.year[4:]).all()


def test_places_are_numbered_by_whom_we_ask_and_keep_their_words(knowledge):
    tokens = Tokens(knowledge)
    testimony = matching.Testimony.from_registration(document(origin={"text": "Zod kəndi", "id": "wof:1"}), 1)
    mentions = code_testimonies(
        [testimony], tokens, place_of=lambda text, chosen, _: 7 if chosen == "wof:1" else -1
    )
    assert mentions.place.tolist() == [7]
    assert mentions.words[0, Told.PLACE] >= 0
    assert code_testimonies([testimony], tokens).place.tolist() == [-1]


def test_ties_keep_what_they_are():
    people = [{"ref": ref} for ref in ("p1", "p2", "p3")]
    ties = [
        {"parent": "p2", "child": "p1", "nature": "birth"},
        {"parent": "p3", "child": "p1", "nature": "adoptive"},
        {"couple": ["p2", "p3"]},
        {"parent": "p9", "child": "p1"},
        {"parent": "p1", "child": "p1"},
    ]
    testimony = matching.Testimony.from_registration({"people": people, "ties": ties}, 1, flagged={2})
    assert [(tie.kind, tie.first, tie.second, tie.flagged) for tie in testimony.ties] == [
        (TieKind.PARENT, 1, 0, False),
        (TieKind.GUARDIAN, 2, 0, False),
        (TieKind.COUPLE, 1, 2, True),
    ]


def test_an_adoptive_father_is_not_a_father(code):
    people = [{"ref": "c", "name": {"given": "Əli"}}, {"ref": "f", "name": {"given": "Həsən"}, "sex": "male"}]
    for nature, father in (("adoptive", -1), ("birth", 1), (None, 1)):
        ties = [{"parent": "f", "child": "c", "nature": nature}]
        mentions, _ = code([{"id": "x", "people": people, "ties": ties}])
        assert portray(mentions, np.zeros(0, np.int32)).father.tolist() == [father, -1]


def test_a_year_nobody_told_is_taken_from_relatives(code):
    people = [
        {"ref": "c", "name": {"given": "Əli"}, "born": "1960"},
        {"ref": "f", "name": {"given": "Həsən"}, "sex": "male"},
        {"ref": "m", "name": {"given": "Sona"}, "sex": "female"},
    ]
    ties = [{"parent": "f", "child": "c"}, {"couple": ["f", "m"]}]
    mentions, _ = code([{"id": "x", "people": people, "ties": ties}])
    year = portray(mentions, np.zeros(0, np.int32)).year
    assert year[:, 0].tolist() == [1960, 1931, 1931]
    assert 4 < year[1, 1] < 8.6


def test_identifiers_are_compared_without_case_and_signs(knowledge):
    people = [Described("a", codes={"phone": "+994 (50) 123"}, categories={"sex": "F"}), Described("b")]
    mentions = code_testimonies([matching.Testimony(1, tuple(people))], Tokens(knowledge))
    assert bytes(mentions.codes[0, 0]).rstrip(b"\0") == b"99450123"
    assert mentions.codes[1].sum() == 0
    assert mentions.categories[1, 0] == -1
