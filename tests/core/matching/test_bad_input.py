"""Odd and hostile testimonies: the work stays bounded (pairs a mention, never time), the answer sensible."""

from __future__ import annotations

import uuid

import numpy as np
import pytest

from ojaq.core.matching import resolve
from ojaq.core.matching.blocking import candidate_pairs
from ojaq.core.matching.portraits import portray

MOST_PAIRS = 150
"""Candidate pairs a mention may cost at most: about thirty keys, each beside a handful of neighbours."""


def document(number, people, ties=()):
    return {"id": str(uuid.UUID(int=number)), "language": "az", "people": people, "ties": list(ties)}


def work(mentions, tokens):
    portraits = portray(mentions, np.zeros(0, np.int32))
    return len(candidate_pairs(portraits, tokens)) / len(mentions)


ALL_ALIKE = {
    "one year for everybody": {"born": "1930"},
    "one name for everybody": {"name": {"given": "Əli", "family": "Əliyev"}},
    "one name, year and village": {
        "name": {"given": "Əli", "family": "Əliyev"},
        "born": "1930",
        "origin": "Zod",
    },
    "no name, one village": {"origin": "Zod", "sex": "male"},
}


@pytest.mark.parametrize("what", ALL_ALIKE)
def test_thousands_who_are_told_alike_cost_a_bounded_number_of_pairs(code, what):
    people = [{"ref": "p", "sex": "male", **ALL_ALIKE[what]}]
    mentions, tokens = code([document(at, people) for at in range(3000)])
    assert work(mentions, tokens) < MOST_PAIRS


def test_one_year_for_everybody_joins_nobody_whose_name_differs(code):
    letters = "bcdfghklmnpqrstvz"
    names = [f"{a}a{b}i{c}" for a in letters for b in letters[:9] for c in letters[:8]]
    people = [[{"ref": "p", "name": {"given": name.capitalize()}, "born": "1930"}] for name in names]
    mentions, tokens = code([document(at, one) for at, one in enumerate(people)])
    label = resolve(mentions, tokens).label
    together = [(names[row], names[oldest]) for row, oldest in enumerate(label.tolist()) if row != oldest]
    assert len(together) < len(names) / 100


def test_a_village_head_whom_everybody_names_draws_nobody_in(code):
    head = {
        "ref": "h",
        "name": {"given": "Xudayar", "family": "Kəndxudayev"},
        "born": "1890",
        "origin": "Zod",
        "sex": "male",
    }
    given = ("Ramiz", "Elçin", "Səməd", "Qurban", "Cavad", "Rüstəm", "Nəriman", "Tofiq", "Vaqif", "Həsən")
    tells = []
    for at in range(1500):
        teller = {
            "given": given[at % 10],
            "patronymic": given[at // 10 % 10],
            "family": f"{given[at // 100 % 10]}zadə",
        }
        tells.append(
            document(at, [{"ref": "p", "name": teller, "born": str(1920 + at % 70), "sex": "male"}, head])
        )
    mentions, tokens = code(tells)
    assert work(mentions, tokens) < MOST_PAIRS
    label = resolve(mentions, tokens).label
    heads = label[1::2]
    assert not set(heads.tolist()) & set(label[::2].tolist())


def test_ties_in_a_circle_end(code):
    refs = [f"p{at}" for at in range(40)]
    people = [{"ref": ref, "name": {"given": "Əli"}} for ref in refs]
    circle = [{"parent": one, "child": other} for one, other in zip(refs, [*refs[1:], refs[0]], strict=True)]
    crowd = [{"siblings": [one, other]} for one in refs for other in refs]
    mentions, tokens = code([document(at, people, [*circle, *crowd]) for at in range(5)])
    outcome = resolve(mentions, tokens)
    seen = list(zip(mentions.registration.tolist(), outcome.label.tolist(), strict=True))
    assert len(seen) == len(set(seen))


ODD_NAMES = (
    "x" * 5000,
    "ə" * 5000,
    "Əли",
    "Ալիев",
    "علیyev",
    "1234567890",
    "😀🏠",
    "٣٤٥",
    "a\u0301" * 300,
    "‌‍",
    "-",
    "'" * 40,
)


def test_long_mixed_and_wordless_names_are_read_and_join_nobody_by_themselves(code):
    tells = [document(at, [{"ref": "p", "name": {"given": name}}]) for at, name in enumerate(ODD_NAMES * 3)]
    mentions, tokens = code(tells)
    outcome = resolve(mentions, tokens)
    assert len(set(outcome.label.tolist())) == len(tells)


def test_letters_of_two_scripts_in_one_token_sound_like_the_token_in_one(code):
    """A Latin letter that slipped into a Cyrillic name, or the other way round."""
    for names in (("Самедов", "Cамедов", "Самедoв"), ("Samedov", "Sаmedov", "Samedоv")):
        tells = [document(at, [{"ref": "p", "name": {"family": name}}]) for at, name in enumerate(names)]
        mentions, _ = code(tells)
        assert len(set(mentions.words[:, 5].tolist())) == 1
