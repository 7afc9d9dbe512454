"""Years as people tell them: exact, about, a decade, an age, wrong, invented, or not at all."""

from __future__ import annotations

from random import Random

from ojaq.core.rehearsal.slips import Slips


def told_year(year: int | None, *, near: bool, slips: Slips, rnd: Random) -> str:
    """An EDTF text of level 1, or "" when no year was told. Always six draws."""
    silent, rough, wrong, kind, by, invented = (rnd.random() for _ in range(6))
    if year is None or silent < (slips.missing_year_near if near else slips.missing_year_far):
        return ""
    if invented < slips.invented_year:
        return edtf_year(year - 12 + int(by * 25))
    if wrong < slips.wrong_year:
        year += (-3, -2, -1, -1, 1, 1, 2, 10)[int(by * 8)]
    if rough < slips.heaped_year:
        return edtf_year(round(year / 5) * 5 if kind < 0.7 else round(year / 10) * 10)
    if rough < slips.heaped_year + (slips.rough_year_near if near else slips.rough_year_far):
        if kind < 0.55:
            return f"{edtf_year(year + int(by * 5) - 2)}~"
        if kind < 0.75:
            return f"{edtf_year(round(year / 5) * 5)}~"
        return f"{edtf_year(year)[:3]}X"
    return edtf_year(year)


def edtf_year(year: int) -> str:
    """Four digits, as EDTF wants them: 871 -> "0871"."""
    return f"{year:04d}"


def told_day(year: str, rnd: Random) -> str:
    """A year alone, or with month and day as papers have it. Always three draws; only a plain year gains a day."""
    has_day, month, day = rnd.random() < 0.25, 1 + int(rnd.random() * 12), 1 + int(rnd.random() * 28)
    if has_day and len(year) == 4 and year.isdigit():
        return f"{year}-{month:02d}-{day:02d}"
    return year
