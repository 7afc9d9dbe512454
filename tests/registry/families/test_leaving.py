"""Tellings of one leaving stand together; what is of another place or year does not."""

from datetime import date

from ojaq.registry.families.leaving import Leaving, keys


def told(
    place: object, edtf: str, first: date | None = None, last: date | None = None, wave: str = ""
) -> Leaving:
    return Leaving(place, wave, edtf, first, last)


YEAR = (date(1988, 1, 1), date(1988, 12, 31))
MONTH = (date(1988, 11, 1), date(1988, 11, 30))


def test_one_place_in_one_year_is_one_leaving_with_its_narrowest_date() -> None:
    found = keys([told(7, "1988", *YEAR), told(7, "1988-11", *MONTH), told(7, "1988", *YEAR, wave="exodus")])
    assert len({key for key, _ in found}) == 1
    assert {edtf for _, edtf in found} == {"1988-11"}


def test_another_place_another_year_and_no_date_stand_apart() -> None:
    other = (date(1905, 1, 1), date(1905, 12, 31))
    found = keys([told(7, "1988", *YEAR), told(8, "1988", *YEAR), told(7, "1905", *other), told(7, "")])
    assert len({key for key, _ in found}) == 4


def test_months_that_contradict_each_other_are_shown_as_their_year() -> None:
    december = (date(1988, 12, 1), date(1988, 12, 31))
    found = keys([told(7, "1988-11", *MONTH), told(7, "1988-12", *december)])
    assert found[0] == found[1]
    assert found[0][1] == "1988"
