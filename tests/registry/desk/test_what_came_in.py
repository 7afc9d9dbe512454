"""What came in: counted by week and office, listed testimony by testimony for those who may open them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.desk.selectors.office import arrivals, registrations
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration.models import Registration
from ojaq.registry.registration.services import register
from ojaq.web.drawing.weeks import HIGH, bars
from registry.identity import community

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(registry, office, other_office, operator) -> list[Registration]:
    """Two testimonies of the first office, one of the second."""
    return [
        register(
            testimony=community.gulnara()
            | {"id": f"00000000-0000-0000-0000-0000000002{n:02}", "office": code},
            by=operator,
        )
        for n, code in enumerate(("nasimi-2", "nasimi-2", "avan-1"))
    ]


def test_weeks_and_offices_are_counted(three, clerk):
    Registration.objects.filter(pk=three[0].pk).update(received_at=timezone.now() - dt.timedelta(weeks=2))
    came = arrivals(viewer=clerk, weeks=4)
    assert [week.testimonies for week in came.weeks] == [0, 1, 0, 2]
    assert dict(came.offices) == {"nasimi-2": (0, 1, 0, 1), "avan-1": (0, 0, 0, 1)}
    assert came.today == 2


def test_the_list_holds_the_viewers_offices_and_goes_on_where_it_ended(three, clerk, other_clerk):
    first, following = registrations(viewer=clerk, at_most=1)
    second, end = registrations(viewer=clerk, before=following, at_most=1)
    assert [line.row for line in (*first, *second)] == [three[1].pk, three[0].pk]
    assert end is None
    assert [line.row for line in registrations(viewer=other_clerk)[0]] == [three[2].pk]
    entry = Entry.objects.filter(act="open-registration").latest("id")
    assert ("registration", str(three[2].uuid)) in set(entry.subjects.values_list("kind", "number"))


def test_another_office_is_not_listed(three, clerk):
    with pytest.raises(NotPermitted):
        registrations(viewer=clerk, office="avan-1")


def test_bars_fill_the_drawing_and_a_single_one_is_seen():
    drawn = bars([0, 1, 1000])
    assert [bar.height for bar in drawn] == [0.0, 2.0, HIGH]
    assert bars([0, 0])[0].height == 0
    assert bars([]) == ()
