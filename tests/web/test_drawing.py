"""Drawings stay on their canvas, boxes never cover one another, and bars continue where the last one ended."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.web.drawing.family import Kin, family
from ojaq.web.drawing.lifeline import Event, life_line
from ojaq.web.drawing.waterfall import waterfall

names = st.text(alphabet="abcdəğışöçü ", min_size=1, max_size=30)
row = st.lists(st.builds(Kin, st.just("1"), names, st.just("az"), st.just("born 1950")), max_size=9)


@settings(max_examples=40, deadline=None)
@given(row, row, row, row)
def test_boxes_stay_on_the_canvas_and_apart(
    parents: list[Kin], siblings: list[Kin], spouses: list[Kin], children: list[Kin]
) -> None:
    drawn = family(Kin("9", "Here", "en", "born 1950"), parents, siblings, spouses, children)
    assert sum(box.here for box in drawn.boxes) == 1
    assert len(drawn.boxes) == 1 + len(parents) + len(siblings) + len(spouses) + len(children)
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawn.width
        assert box.y + box.height <= drawn.height
        assert " ".join(line.text for line in box.lines).split() == box.kin.name.split()
    for one in drawn.boxes:
        for other in drawn.boxes:
            if one is not other and one.y == other.y:
                assert one.x + one.width <= other.x or other.x + other.width <= one.x


def test_every_relative_hangs_on_a_line_of_its_evidence() -> None:
    drawn = family(
        Kin("9", "Here", "en", ""),
        [Kin("1", "Father", "en", "", "documented")],
        [],
        [Kin("2", "Wife", "en", "", "told")],
        [Kin("3", "Child", "en", "", "corroborated")],
    )
    assert sorted(edge.kind for edge in drawn.edges) == ["corroborated", "documented", "told"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-20, 20), min_size=1, max_size=12))
def test_bars_continue_one_another_and_come_to_the_sum(bits: list[float]) -> None:
    drawn = waterfall([("because", each) for each in bits], "")
    assert drawn.total == pytest.approx(sum(bits))
    assert all(-0.01 <= bar.start <= 100.01 for bar in drawn.bars)
    assert 0 <= drawn.zero <= 100
    assert "-" not in drawn.figure


def test_nothing_dated_draws_no_line() -> None:
    assert life_line([]) is None


def test_a_rough_date_is_wide_and_a_sharp_one_is_not() -> None:
    line = life_line(
        [
            Event("born", 1940.0, 1950.0, "told"),
            Event("left", 1988.9, 1989.0, "told"),
            Event("came", 2023.0, 2023.0, "told"),
        ]
    )
    assert line is not None
    assert [bool(mark.width) for mark in line.marks] == [True, False, False]
    assert line.first_year <= 1940
    assert line.last_year >= 2023


def test_labels_on_one_line_do_not_overlap() -> None:
    line = life_line([Event(f"child born {year}", year, year + 0.9, "told") for year in range(1970, 1980)])
    assert line is not None
    for height in {mark.text_y for mark in line.marks}:
        marks = [mark for mark in line.marks if mark.text_y == height]
        assert len(marks) >= 3
