"""A family that nobody goes on telling is forgotten, keys and all, and the ledger says so; nothing else goes with it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ojaq.cli import housekeeping
from ojaq.registry.desk.form import fresh
from ojaq.registry.desk.models import Draft
from ojaq.registry.desk.selectors import draft_lines
from ojaq.registry.desk.services import begin, expiring, forget_abandoned, keep
from ojaq.registry.ledger.selectors import entries_about
from ojaq.registry.vault.models import SealedKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(clerk, registry):
    return [begin(form=fresh(language="az", name=name), by=clerk).uuid for name in ("Gülnarə", "Vaqif")]


def later(monkeypatch: pytest.MonkeyPatch, **passed: float) -> None:
    now = timezone.now() + dt.timedelta(**passed)
    monkeypatch.setattr(expiring.timezone, "now", lambda: now)


def test_what_nobody_goes_on_with_is_forgotten_and_what_is_told_stays(two, clerk, settings, monkeypatch):
    settings.DRAFT_DAYS = 14
    until = draft_lines(viewer=clerk)[0].until
    assert until - Draft.objects.get(uuid=two[1]).kept_at == dt.timedelta(days=14)
    later(monkeypatch, days=13.5)
    assert forget_abandoned() == 0
    keep(draft=two[1], change=lambda form: form, hand="a", seen=0, by=clerk)
    later(monkeypatch, days=1)
    assert forget_abandoned() == 1
    assert [line.uuid for line in draft_lines(viewer=clerk)] == [two[1]]
    assert not SealedKey.objects.filter(registration=two[0]).exists()
    assert SealedKey.objects.filter(registration=two[1]).exists()
    assert entries_about(kind="draft", number=str(two[0])).filter(act="forget-drafts").count() == 1


def test_a_registered_family_still_leads_to_its_receipt(two, monkeypatch):
    Draft.objects.filter(uuid=two[0]).update(sent_at=timezone.now(), sealed=None)
    later(monkeypatch, days=4000)
    assert forget_abandoned() == 1
    assert list(Draft.objects.values_list("uuid", flat=True)) == [two[0]]


def test_a_chore_that_fails_hinders_no_other(two, monkeypatch, caplog):
    def fails() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(housekeeping, "_chores", lambda: [fails, forget_abandoned])
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    later(monkeypatch, days=4000)
    housekeeping.keep_house()
    assert not Draft.objects.exists()
    assert "fails failed" in caplog.text
