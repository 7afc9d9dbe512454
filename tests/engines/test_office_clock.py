"""The clock of the office: as it is said, else as the machine is set, else UTC."""

from __future__ import annotations

from pathlib import Path

import pytest

from ojaq.config import clock


def test_the_zone_that_is_named_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OJAQ_TIME_ZONE", "Asia/Baku")
    assert clock.time_zone() == "Asia/Baku"


@pytest.mark.parametrize(
    ("linked", "zone"), [("Asia/Yerevan", "Asia/Yerevan"), ("Nowhere/Else", "UTC"), ("", "UTC")]
)
def test_else_the_one_the_machine_is_set_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, linked: str, zone: str
) -> None:
    monkeypatch.setenv("OJAQ_TIME_ZONE", "no such zone")
    link = tmp_path / "localtime"
    if linked:
        link.symlink_to(tmp_path / "zoneinfo" / linked)
    monkeypatch.setattr(clock, "_LINK", link)
    assert clock.time_zone() == zone
