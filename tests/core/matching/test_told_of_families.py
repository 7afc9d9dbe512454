"""What deaths, cut names, brothers and common children tell of who is who."""

from __future__ import annotations

import uuid

import numpy as np

from ojaq.core.matching import resolve, weigh
from ojaq.core.matching.evidence import around_one, linked, relatives_in_one
from ojaq.core.matching.learning import first_learnt, frozen, rarities
from ojaq.core.matching.nearness import Nearness
from ojaq.core.matching.portraits import portray
from ojaq.core.matching.profiles import profiled


def person(ref, given, family="Əliyev", sex="male", **told):
    return {"ref": ref, "name": {"given": given, "family": family}, "sex": sex, **told}


def document(number, people, ties=()):
    return {"id": str(uuid.UUID(int=number)), "language": "az", "people": people, "ties": list(ties)}


def portraits_of(mentions):
    return portray(mentions, np.zeros(0, np.int32))


def test_a_year_of_death_speaks_for_and_against(code, resolved):
    _, _, outcome = resolved
    weights = outcome.weights

    def worth(one, other):
        mentions, tokens = code(
            [document(at, [person("p", "Ramiz", died=died)]) for at, died in enumerate((one, other))]
        )
        told = {reason.code: reason.millibits for reason in weigh(mentions, tokens, 0, 1, weights).reasons}
        return next((bits for name, bits in told.items() if name.startswith("died.")), 0)

    assert worth("1976", "1976") > worth("1976", "1978~") > 0 > worth("1976", "1996")
    assert worth("1976", None) == worth("1976", "19XX") == 0


def test_a_rough_year_of_death_is_kept_apart_from_a_told_one(code):
    deaths = ("1976", "1976~", "197X", "1976/1978", "19XX", None, "1976-05-03")
    mentions, _ = code([document(at, [person("p", "Ramiz", died=died)]) for at, died in enumerate(deaths)])
    assert mentions.died.tolist() == [1976, -1976, -1974, -1977, 0, 0, 1976]


def test_a_profile_keeps_the_told_year_of_death_before_rough_ones(code):
    mentions, _ = code(
        [
            document(at, [person("p", "Ramiz", died=died)])
            for at, died in enumerate(("1970~", "1970~", "1976"))
        ]
    )
    profiles, _ = profiled(portraits_of(mentions), np.zeros(3, np.int64))
    assert profiles.died.tolist() == [1976]


def test_a_name_cut_short_resembles_the_whole_and_two_letters_do_not(code):
    names = ("Məhərrəm", "Məhə", "Mə", "Rüstəm")
    mentions, tokens = code([document(at, [person("p", name)]) for at, name in enumerate(names)])
    whole, cut, two, other = mentions.words[:, 0].tolist()
    nearness = Nearness(tokens)
    assert 0.68 <= nearness.of(whole, cut) < 0.8
    assert nearness.of(whole, cut) == nearness.of(cut, whole)
    assert nearness.of(whole, two) < 0.68
    assert nearness.of(whole, other) < 0.68


def test_a_profile_takes_the_parents_of_its_brother(code):
    brothers = [person("a", "Ramiz"), person("b", "Tofiq"), person("f", "Nəriman")]
    with_father = document(1, brothers[1:], [{"parent": "f", "child": "b"}])
    without = document(2, brothers[:2], [{"siblings": ["a", "b"]}])
    mentions, _ = code([with_father, without])
    profiles, cluster = profiled(portraits_of(mentions), np.array([0, 1, 2, 0]))
    tofiq, father, ramiz = cluster[0], cluster[1], cluster[2]
    assert profiles.father[tofiq] == profiles.father[ramiz] == father


def test_brothers_whose_parents_disagree_lend_none(code):
    tells = [
        document(number, [person("b", given), person("f", father)], [{"parent": "f", "child": "b"}])
        for number, (given, father) in enumerate((("Tofiq", "Nəriman"), ("Elçin", "Səməd")))
    ]
    three = [person("a", "Ramiz"), person("b", "Tofiq"), person("c", "Elçin")]
    tells.append(document(9, three, [{"siblings": ["a", "b"]}, {"siblings": ["a", "c"]}]))
    mentions, _ = code(tells)
    profiles, cluster = profiled(portraits_of(mentions), np.array([0, 1, 2, 3, 4, 0, 2]))
    assert profiles.father[cluster[4]] == -1


def test_a_common_child_proposes_its_two_fathers_and_speaks_for_them(code):
    tells = [
        document(number, [person("f", father), person("c", "Tofiq")], [{"parent": "f", "child": "c"}])
        for number, father in enumerate(("Nəriman", "Nər"))
    ]
    mentions, _ = code(tells)
    profiles, cluster = profiled(portraits_of(mentions), np.array([0, 1, 2, 1]))
    fathers = around_one(profiles)
    size = len(profiles)
    assert fathers.tolist() == [cluster[0] * size + cluster[2]]
    pairs = np.sort(np.concatenate([fathers, relatives_in_one(profiles, fathers)]))
    edges = linked(profiles, pairs)
    child = cluster[1] * size + cluster[1]
    assert child in pairs[edges.first].tolist()
    assert fathers[0] in pairs[edges.second].tolist()


def test_siblings_are_learnt_to_share_a_name_more_rarely_than_relatives(code):
    # Grandfather and grandson share a name in every family; brothers never do.
    tells = []
    for number, given in enumerate(("Ramiz", "Elçin", "Səməd", "Qurban", "Cavad", "Rüstəm") * 8):
        people = [person("g", given), person("f", "Nəriman"), person("c", given), person("d", "Tofiq")]
        ties = [{"parent": a, "child": b} for a, b in (("g", "f"), ("f", "c"), ("f", "d"))]
        tells.append(document(number, people, ties))
    mentions, tokens = code(tells)
    portraits = portraits_of(mentions)
    rarity = rarities(portraits, tokens)
    learnt = first_learnt(portraits, Nearness(tokens), np.zeros((3, len(tokens)), np.int32))
    weights = frozen(learnt, portraits, rarity, {})
    assert weights.sibling[0][6] < weights.relative[0][6] - 1000
    assert resolve(mentions, tokens, weights).label is not None


def test_another_name_somebody_goes_by_is_compared(code, resolved):
    _, _, outcome = resolved
    told = [
        {"given": "Sergey", "family": "Əliyev", "also": ["Sarkis Əliyev"]},
        {"given": "Sarkis", "family": "Əliyev"},
        {"given": "Rüstəm", "family": "Əliyev"},
    ]
    people = [{"ref": "p", "name": name, "born": "1930"} for name in told]
    mentions, tokens = code([document(at, [one]) for at, one in enumerate(people)])
    codes = [
        {reason.code for reason in weigh(mentions, tokens, 0, other, outcome.weights).reasons}
        for other in (1, 2)
    ]
    assert "given.other_agrees" in codes[0]
    assert "given.differs" in codes[1]
    profiles, _ = profiled(portraits_of(mentions), np.array([0, 0, 2]))
    assert profiles.words[0, 2] == mentions.words[1, 0]
