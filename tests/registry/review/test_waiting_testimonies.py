"""What was flagged, set aside or proposed is shown to its office, settled once, and nothing said is lost by it."""

from __future__ import annotations

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration.errors import OtherWordsStand
from ojaq.registry.registration.models import Flag, Quarantined, Registration, State
from ojaq.registry.registration.selectors import registration_of
from ojaq.registry.registration.services import register
from ojaq.registry.review import selectors, services
from ojaq.registry.review.errors import NoSuchTestimony
from registry.identity import community

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(told, operator):
    """A testimony that came again with other words; answers with the row in quarantine."""
    hers = community.gulnara() | {"office": "nasimi-2"}
    told(*community.strangers(), hers)
    with pytest.raises(OtherWordsStand):
        register(testimony=hers | {"statement": "Told otherwise."}, by=operator)
    return Quarantined.objects.get()


def test_what_came_is_shown_beside_what_stands_and_opening_it_is_written_down(twice, reviewer):
    line = selectors.waiting(kind="quarantine", viewer=reviewer).lines[0]
    assert line.row == twice.pk
    told = selectors.two_wordings(kind="quarantine", row=twice.pk, viewer=reviewer)
    assert [(each.path, each.came) for each in told.differences] == [("statement", "Told otherwise.")]
    entry = Entry.objects.filter(act="open-registration").latest("id")
    assert ("registration", str(line.registration)) in set(entry.subjects.values_list("kind", "number"))


def test_taken_it_takes_the_place_and_the_earlier_words_stay(twice, reviewer):
    taken = services.settle_quarantined(row=twice.pk, take=True, by=reviewer)
    stood = Registration.objects.get(pk=twice.registration_id)
    assert (taken.state, stood.state) == (State.CURRENT, State.SUPERSEDED)
    assert registration_of(uuid=taken.uuid, viewer=reviewer).content["statement"] == "Told otherwise."
    assert registration_of(uuid=stood.uuid, viewer=reviewer).content.get("statement") != "Told otherwise."
    assert selectors.waiting(kind="quarantine", viewer=reviewer).lines == ()
    with pytest.raises(NoSuchTestimony):
        services.settle_quarantined(row=twice.pk, take=True, by=reviewer)


def test_kept_aside_changes_nothing_that_stands(twice, reviewer):
    before = Registration.objects.count()
    services.settle_quarantined(row=twice.pk, take=False, by=reviewer)
    assert Registration.objects.count() == before
    assert Registration.objects.get(pk=twice.registration_id).state == State.CURRENT
    assert bytes(Quarantined.objects.get().document)


def test_a_proposed_correction_waits_until_somebody_decides(told, operator, reviewer):
    hers = community.gulnara() | {"office": "nasimi-2"}
    later = hers | {
        "id": "00000000-0000-0000-0000-0000000000cc",
        "supersedes": hers["id"],
        "statement": "Better told.",
    }
    told(*community.strangers(), hers, later)
    line = selectors.waiting(kind="corrections", viewer=reviewer).lines[0]
    told_twice = selectors.two_wordings(kind="corrections", row=line.row, viewer=reviewer)
    assert [each.path for each in told_twice.differences] == ["statement"]
    services.decide_correction(supersession=line.row, accept=True, by=reviewer)
    assert Registration.objects.get(uuid=hers["id"]).state == State.SUPERSEDED
    assert selectors.waiting(kind="corrections", viewer=reviewer).lines == ()


def test_flags_are_listed_a_page_at_a_time_and_settled(told, operator, reviewer):
    doubtful = []
    for number in range(3):
        one = community.gulnara() | {
            "id": f"00000000-0000-0000-0000-0000000001{number:02}",
            "office": "nasimi-2",
        }
        one["people"][0]["died"] = "2999"
        doubtful.append(one)
    told(*doubtful)
    assert Flag.objects.values("registration").distinct().count() == 3
    first = selectors.flagged(viewer=reviewer, at_most=2)
    rest = selectors.flagged(viewer=reviewer, before=first.following, at_most=2)
    rows = [line.row for line in (*first.lines, *rest.lines)]
    assert len(set(rows)) == 3
    assert rest.following is None
    assert services.settle_flags(registration=rows[0], by=reviewer) >= 1
    left = selectors.flagged(viewer=reviewer).lines
    assert [line.row for line in left] == rows[1:]


def test_another_office_sees_none_of_it(twice, other_office):
    from registry_fixtures import _account, _viewer

    stranger = _viewer(_account("other-reviewer", other_office, "reviewer"))
    assert selectors.waiting(kind="quarantine", viewer=stranger).lines == ()
    with pytest.raises(NoSuchTestimony):
        selectors.two_wordings(kind="quarantine", row=twice.pk, viewer=stranger)
    with pytest.raises((NotPermitted, NoSuchTestimony)):
        services.settle_quarantined(row=twice.pk, take=True, by=stranger)
    assert Quarantined.objects.get().settled_at is None
