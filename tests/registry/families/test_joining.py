"""What each of two testimonies brought to one family."""

from __future__ import annotations

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.families.selectors.joining import joining_of
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.errors import NoSuchJudgement
from ojaq.registry.identity.services import judge, resolve, undo_judgement
from ojaq.registry.ledger.models import Entry
from registry.identity import community
from registry.identity.community import number

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined(told, operator):
    """Hers tells of Nar and his wife, his of Nar, born earlier, and a daughter; a reviewer says that it is one Nar."""
    person = community.person
    hers = community.testimony(
        "hers",
        [
            person("n", "Nar", sex="male", born="1920", died="1990"),
            person("w", "Alma", sex="female", died="1980"),
        ],
        [{"couple": ["n", "w"]}],
    )
    his = community.testimony(
        "his",
        [person("n", "Nar", sex="male", born="1910"), person("d", "Badam", sex="female", living=True)],
        community.parents("d", "n"),
        recorded_on="2024-02-02",
    )
    rows = told(hers, his)
    resolve(by=operator)
    pair = (rows[hers["id"], "n"], rows[his["id"], "n"])
    made = judge(pair=pair, verdict=Verdict.SAME, reason="told", by=operator)
    return {
        "judgement": made.pk,
        "nar": number(pair[0]),
        "wife": number(rows[hers["id"], "w"]),
        "daughter": number(rows[his["id"], "d"]),
    }


def test_each_side_shows_what_it_brought_and_what_contradicts(joined, clerk):
    found = joining_of(judgement=joined["judgement"], viewer=clerk)
    assert [each.number for each in found.people] == [joined["nar"], *sorted((joined["wife"], joined["daughter"]),
        key=lambda who: who == joined["wife"])]  # fmt: skip
    nar, daughter, wife = found.people
    assert (nar.low.born, nar.high.born, nar.contradicted, nar.only) == ("1920", "1910", ("born",), "")
    assert (wife.only, wife.steps, wife.high) == ("low", ("wife",), None)
    assert (daughter.only, daughter.steps, daughter.low) == ("high", ("daughter",), None)
    assert (found.low.recorded_on, found.high.recorded_on) == ("2023-01-23", "2024-02-02")
    subjects = set(Entry.objects.order_by("-id").first().subjects.values_list("number", flat=True))
    assert subjects == {str(joined[name]) for name in ("nar", "wife", "daughter")}


def test_the_living_of_another_office_are_masked(joined, other_clerk):
    found = joining_of(judgement=joined["judgement"], viewer=other_clerk)
    by_number = {each.number: each for each in found.people}
    assert by_number[joined["daughter"]].masked
    assert by_number[joined["daughter"]].high.name.text == ""
    assert not by_number[joined["nar"]].masked
    assert (found.low.teller, found.low.office) == (None, "")


def test_a_judgement_taken_back_joins_nothing(joined, clerk, reviewer):
    undo_judgement(judgement=joined["judgement"], by=reviewer, reason="two-people")
    with pytest.raises(NoSuchJudgement):
        joining_of(judgement=joined["judgement"], viewer=clerk)
    with pytest.raises(NoSuchJudgement):
        joining_of(judgement=10**9, viewer=clerk)
    with pytest.raises(NotPermitted):
        joining_of(judgement=joined["judgement"], viewer=Viewer(None, "", frozenset(), frozenset()))
