"""The counter: the right person first, strangers are strangers, and every answer says why."""

from __future__ import annotations

import numpy as np

from ojaq.core import matching
from ojaq.core.matching import all_codes, find, weigh


def asked(document, ref, tokens):
    people = sorted(document["people"], key=lambda person: person["ref"] != ref)
    testimony = matching.Testimony.from_registration({**document, "people": people}, -1)
    return matching.code_testimonies([testimony], tokens)


def test_a_known_person_told_again_is_found_first_and_the_answer_says_why(village, resolved):
    mentions, tokens, outcome = resolved
    known, right = mentions.taken(np.flatnonzero(mentions.registration % 3 > 0)), 0
    persons = outcome.label[mentions.registration % 3 > 0]
    truth = np.array(village.truth)
    questions = list(range(0, 90, 3))
    for at in questions:
        question = asked(village.documents[at], "p0", tokens.fork())
        found = find(question, known, persons, tokens, outcome.weights)
        row = np.flatnonzero(mentions.registration == at)[0]
        right += bool(found) and truth[found[0].person] == truth[row]
        codes = {reason.code for reason in found[0].reasons} if found else set()
        assert codes <= set(all_codes())
        assert not found or codes & {"given.agrees", "given.resembles"}
    assert right >= 0.9 * len(questions)


def test_a_stranger_is_nobody(resolved):
    mentions, tokens, outcome = resolved
    fork = tokens.fork()
    document = {
        "id": "x",
        "people": [{"ref": "p0", "name": {"given": "Kamandar", "family": "Zülfüqarlı"}, "born": "1931"}],
    }
    found = find(asked(document, "p0", fork), mentions, outcome.label, fork, outcome.weights)
    assert not any(one.same for one in found)


def test_nobody_known_answers_nothing(resolved):
    mentions, tokens, outcome = resolved
    nobody = mentions.taken(np.zeros(0, np.int64))
    question = mentions.taken(np.array([0]))
    assert find(question, nobody, np.zeros(0, np.int64), tokens, outcome.weights) == []


def test_reasons_name_relatives_heaviest_first(resolved):
    mentions, tokens, outcome = resolved
    reasons = weigh(mentions, tokens, *outcome.joins[0].tolist(), outcome.weights).reasons
    assert any(reason.parameters for reason in reasons)
    assert [abs(reason.millibits) for reason in reasons] == sorted(
        (abs(r.millibits) for r in reasons), reverse=True
    )


def test_a_question_and_the_same_words_as_a_testimony_get_the_same_score_and_reasons(village, resolved):
    """Whoever else is known: the counter weighs each candidate as if he were alone."""
    mentions, tokens, outcome = resolved
    compared = 0
    for at in range(0, 30, 3):
        document = village.documents[at]
        others = np.flatnonzero(mentions.registration != at)
        known, alone = mentions.taken(others), np.arange(len(others))
        question = asked(document, "p0", fork := tokens.fork())
        row = int(np.flatnonzero(mentions.registration == at)[0])
        for found in find(question, known, alone, fork, outcome.weights):
            weighed = weigh(mentions, tokens, row, int(others[found.person]), outcome.weights)
            assert weighed.millibits == found.millibits
            assert _told(weighed.reasons) == _told(found.reasons)
            compared += 1
    assert compared >= 20


def _told(reasons):
    return sorted((reason.code, reason.millibits) for reason in reasons)


def test_reasons_add_up_to_the_score(resolved):
    mentions, tokens, outcome = resolved
    for one, other in outcome.joins[:10].tolist():
        weighed = weigh(mentions, tokens, one, other, outcome.weights)
        prior = outcome.weights.chance
        told = sum(reason.millibits for reason in weighed.reasons)
        bits = weighed.millibits
        # Small parts are left out and the lighter rival class is not told: within three bits and the prior.
        assert min(abs(told + prior - bits), abs(told - outcome.weights.kin - bits)) < 3_000


def test_mentions_of_one_registration_have_no_score(resolved):
    mentions, tokens, outcome = resolved
    assert weigh(mentions, tokens, 0, 1, outcome.weights) is None
