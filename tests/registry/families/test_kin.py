"""Families out of many testimonies, in cases a person can check by hand."""

from ojaq.registry.families.kin import Kin, Relative, StatedTie, relatives, siblings_by_parents

SEX = {10: "male", 11: "female", 12: "male", 20: "female", 30: "unknown"}


def parent(a, b, *, nature="", registration=1, flagged=False):
    return StatedTie("parent", a, b, nature, registration, flagged)


def test_two_testimonies_about_one_father_are_one_father_with_two_sources():
    ties = [parent(1, 2, registration=7), parent(3, 4, registration=8)]
    found = relatives(20, ties, {1: 10, 3: 10, 2: 20, 4: 20}, SEX)
    assert found == [Relative(Kin.PARENT, 10, ("",), (7, 8))]


def test_a_second_father_is_kept_and_both_are_marked():
    ties = [parent(1, 2, registration=7), parent(3, 4, registration=8)]
    found = relatives(20, ties, {1: 10, 3: 12, 2: 20, 4: 20}, SEX)
    assert [(r.person, r.contradicted) for r in found] == [(10, True), (12, True)]


def test_father_and_mother_do_not_contradict_each_other():
    found = relatives(20, [parent(1, 2), parent(3, 2)], {1: 10, 3: 11, 2: 20}, SEX)
    assert not any(r.contradicted for r in found)


def test_a_stepfather_contradicts_nobody():
    found = relatives(20, [parent(1, 2), parent(3, 2, nature="step")], {1: 10, 3: 12, 2: 20}, SEX)
    assert not any(r.contradicted for r in found)


def test_three_parents_of_unknown_sex_are_too_many():
    person_of = {1: 30, 3: 31, 5: 32, 2: 20}
    found = relatives(20, [parent(1, 2), parent(3, 2), parent(5, 2)], person_of, {})
    assert all(r.contradicted for r in found)


def test_every_side_of_a_tie_reads_from_its_own_end():
    ties = [StatedTie("couple", 1, 2, "", 1), parent(2, 3), StatedTie("siblings", 4, 2, "", 1)]
    found = relatives(20, ties, {1: 10, 2: 20, 3: 30, 4: 12}, SEX)
    assert [(r.kin, r.person) for r in found] == [(Kin.SPOUSE, 10), (Kin.SIBLING, 12), (Kin.CHILD, 30)]


def test_a_tie_within_one_person_is_no_relative():
    assert relatives(20, [parent(1, 2)], {1: 20, 2: 20}, SEX) == []


def test_common_parents_make_siblings_whole_and_half():
    known = [Relative(Kin.SIBLING, 50, ("",), (1,))]
    shared = [(10, 20), (11, 20), (10, 40), (11, 40), (10, 41)]
    found = {r.person: count for r, count in siblings_by_parents(20, shared, known)}
    assert found == {40: 2, 41: 1, 50: 0}
