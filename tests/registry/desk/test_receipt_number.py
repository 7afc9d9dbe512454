"""A receipt number that was misread is never taken for another."""

from __future__ import annotations

from itertools import combinations

import pytest

from ojaq.registry.desk.errors import NotAReceipt
from ojaq.registry.desk.receipt_number import SIGNS, new_number, read_receipt_number, written


def test_every_single_wrong_sign_and_every_swap_is_found() -> None:
    number = "7KQ4M9TD2XW"
    number += next(sign for sign in SIGNS if _reads(number + sign))
    for place in range(12):
        for sign in SIGNS:
            changed = number[:place] + sign + number[place + 1 :]
            assert _reads(changed) is (changed == number)
    for one, other in combinations(range(12), 2):
        swapped = list(number)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        assert _reads("".join(swapped)) is ("".join(swapped) == number)


def test_it_is_read_as_it_is_written_and_as_people_type_it() -> None:
    number = new_number()
    for text in (number, f"R {written(number)}", written(number).lower(), f"r-{number}"):
        assert read_receipt_number(text) == number
    assert read_receipt_number(number.replace("0", "O").replace("1", "l")) == number


@pytest.mark.parametrize("text", ["", "R", "482 139 083", "Məmmədova Gülnarə", "7" * 13, "I" * 400])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotAReceipt):
        read_receipt_number(text)


def _reads(text: str) -> bool:
    try:
        return read_receipt_number(text) == text
    except NotAReceipt:
        return False
