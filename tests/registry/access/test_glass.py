"""In an emergency the testimonies of another office open, for some hours, with a reason, and that office is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.errors import GlassTooOften, ReasonTooShort, UnknownOffice
from ojaq.registry.access.models import Account, BrokenGlass, Office
from ojaq.registry.access.selectors import viewer_of, watching
from ojaq.registry.access.services.alarming import see_alarm
from ojaq.registry.access.services.glass import break_glass
from registry.access.live_registry import somebody

pytestmark = pytest.mark.django_db
WHY = "Her brother is in danger and his papers lie there."


def test_glass_opens_testimonies_of_one_office_and_closes_by_itself(
    clerk: Viewer, clerk_account: Account, other_office: Office
) -> None:
    assert not clerk.may(Act.OPEN_REGISTRATION, office="avan-1")
    break_glass(office="avan-1", reason=WHY, by=clerk)
    now = viewer_of(clerk_account)
    assert now.may(Act.OPEN_REGISTRATION, office="avan-1")
    assert now.offices_for(Act.OPEN_REGISTRATION) == {"nasimi-2", "avan-1"}
    assert not now.may(Act.REGISTER, office="avan-1")
    BrokenGlass.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert not viewer_of(clerk_account).may(Act.OPEN_REGISTRATION, office="avan-1")


def test_the_office_is_told_who_and_why(clerk: Viewer, other_office: Office) -> None:
    break_glass(office="avan-1", reason=WHY, by=clerk)
    assert WHY.encode() not in bytes(BrokenGlass.objects.get().reason)
    theirs = _steward_of(other_office)
    (alarm,) = watching.alarms(viewer=theirs)
    assert (alarm.kind, alarm.office, alarm.account) == ("glass-broken", "avan-1", "Clerk")
    (glass,) = watching.glasses(viewer=theirs)
    assert glass.reason == WHY
    see_alarm(alarm=alarm.number, by=theirs)
    assert watching.alarms(viewer=theirs) == []


def test_a_steward_of_a_third_office_is_not(clerk: Viewer, other_office: Office) -> None:
    """The control of the scope: whoever answers for neither office sees neither alarm nor reason."""
    break_glass(office="avan-1", reason=WHY, by=clerk)
    third = _steward_of(Office.objects.create(code="third"))
    assert watching.alarms(viewer=third) == []
    assert watching.glasses(viewer=third) == []


def test_no_reason_no_office_not_too_often(clerk: Viewer, other_office: Office) -> None:
    with pytest.raises(ReasonTooShort):
        break_glass(office="avan-1", reason="  because    so   ", by=clerk)
    with pytest.raises(UnknownOffice):
        break_glass(office="nowhere", reason=WHY, by=clerk)
    for _ in range(5):
        break_glass(office="avan-1", reason=WHY, by=clerk)
    with pytest.raises(GlassTooOften):
        break_glass(office="avan-1", reason=WHY, by=clerk)


def test_an_analyst_has_no_glass_to_break(office: Office, other_office: Office) -> None:
    with pytest.raises(NotPermitted):
        break_glass(office="avan-1", reason=WHY, by=somebody("analyst", "analyst"))


def _steward_of(office: Office) -> Viewer:
    from ojaq.registry.access.models import Grant

    account = Account.objects.create(username=f"steward-{office.code}", office=office)
    Grant.objects.create(account=account, role="steward", office=office, scope="own")
    return viewer_of(account)
