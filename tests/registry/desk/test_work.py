"""A figure on the first page is the length of its list, for whoever looks; villages of few are not drawn."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from ojaq.registry.access import Viewer
from ojaq.registry.access.models import Office
from ojaq.registry.desk.form import fresh
from ojaq.registry.desk.selectors import draft_lines
from ojaq.registry.desk.selectors.office import registrations
from ojaq.registry.desk.selectors.work import LEAST, villages_of_the_week, work
from ojaq.registry.desk.services import begin
from ojaq.registry.places.models import Gazetteer, Place
from ojaq.registry.registration.models import Flag, Mention, Quarantined, Registration, Supersession
from ojaq.registry.registration.services import register
from ojaq.registry.review.selectors import flagged, waiting
from registry.identity import community

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def a_wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Noon in the middle of a week: what came in an hour ago came in today and this week."""
    noon = dt.datetime.combine(TODAY, dt.time(12), tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: noon)


@pytest.fixture
def told(registry: object, office: Office, other_office: Office, operator: Viewer) -> list[Registration]:
    """Two testimonies of the first office, one of the second; each flagged, with other words and a correction."""
    rows = [
        register(
            testimony=community.gulnara() | {"id": str(uuid4()), "office": code, "recorded_on": "2026-11-25"},
            by=operator,
        )
        for code in ("nasimi-2", "nasimi-2", "avan-1")
    ]
    for row in rows:
        now = timezone.now()
        Flag.objects.create(registration=row, office=row.office, code="future-date", raised_at=now)
        Flag.objects.create(registration=row, office=row.office, code="repeated-tie", raised_at=now)
        Quarantined.objects.create(
            registration=row, office=row.office, digest=uuid4().bytes, document=b"", received_at=now
        )
        Supersession.objects.create(new=row, old=uuid4(), office=row.office, proposed_at=now)
    return rows


@pytest.mark.parametrize(("who", "of_mine"), [("reviewer", 2), ("steward", 3)])
def test_each_figure_is_as_long_as_its_list(
    told: list[Registration], request: pytest.FixtureRequest, who: str, of_mine: int
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    waits = work(viewer=viewer)
    assert waits.reviews["flagged"] == len(flagged(viewer=viewer).lines) == of_mine
    for kind in ("quarantine", "corrections"):
        assert waits.reviews[kind] == len(waiting(kind=kind, viewer=viewer).lines) == of_mine
    assert waits.kept == len(registrations(viewer=viewer, state="current")[0]) == of_mine
    assert waits.today == len(registrations(viewer=viewer, state="current", since=TODAY)[0]) == of_mine


def test_a_draft_is_counted_for_whoever_began_it(clerk: Viewer, reviewer: Viewer) -> None:
    begin(form=fresh(language="en", name="Gülnarə"), by=clerk)
    assert work(viewer=clerk).drafts == len(draft_lines(viewer=clerk)) == 1
    assert work(viewer=reviewer).drafts == 0


def test_whoever_opens_no_list_has_no_figure_of_it(told: list[Registration], clerk: Viewer) -> None:
    assert work(viewer=clerk).reviews == {}


def village(code: str) -> Place:
    source, _ = Gazetteer.objects.get_or_create(code="test", defaults={"title": "Test"})
    return Place.objects.create(gazetteer_id=code, source=source, name=code, lat=40.0, lon=45.0)


def test_a_village_of_few_is_not_drawn(told: list[Registration], clerk: Viewer) -> None:
    many, few = village("test:1"), village("test:2")
    mentions = list(Mention.objects.order_by("pk"))
    Mention.objects.filter(pk__in=[row.pk for row in mentions[:LEAST]]).update(origin_place=many)
    Mention.objects.filter(pk__in=[row.pk for row in mentions[LEAST : 2 * LEAST - 1]]).update(
        origin_place=few
    )
    assert [(each.place.place, each.told) for each in villages_of_the_week(viewer=clerk)] == [
        ("test:1", LEAST)
    ]
    Registration.objects.update(received_at=timezone.now() - dt.timedelta(weeks=1))
    assert villages_of_the_week(viewer=clerk) == ()
