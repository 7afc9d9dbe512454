"""Receipt numbers: twelve signs that can be read aloud and checked, and say nothing.

    7KQ4 M9TD 2XWE     eleven random signs and a check sign

Signs are Crockford's 32 (no I, L, O, U). The check sign makes a weighted sum over GF(32) zero: the weights are different
powers of a primitive element (x^5 + x^2 + 1), so every single wrong sign and every swap of any two signs is found.
"""

from __future__ import annotations

import secrets

from ojaq.registry.desk.errors import NotAReceipt

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_POLYNOMIAL = 0b100101
# What is typed for a sign: letters left out of the alphabet, and Cyrillic ones that look like ours.
_MEANT = str.maketrans("OILАВЕКМНОРСТХ", "011ABEKMH0PCTX")


def new_number() -> str:
    """A number that nobody has: 55 random bits and their check sign."""
    signs = [secrets.randbelow(32) for _ in range(LENGTH - 1)]
    return "".join(SIGNS[sign] for sign in (*signs, _check(signs)))


def written(number: str) -> str:
    """The number as it is printed and read aloud."""
    return " ".join(number[start : start + 4] for start in range(0, LENGTH, 4))


def read_receipt_number(text: str) -> str:
    """The number somebody typed, with or without its R, spaces and hyphens. Raises NotAReceipt."""
    plain = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_MEANT)
    plain = plain.removeprefix("R") if len(plain) == LENGTH + 1 else plain
    if len(plain) != LENGTH or any(sign not in SIGNS for sign in plain):
        raise NotAReceipt
    signs = [SIGNS.index(sign) for sign in plain]
    if _check(signs[:-1]) != signs[-1]:
        raise NotAReceipt
    return plain


def _check(signs: list[int]) -> int:
    total = 0
    for place, sign in enumerate(signs, start=1):
        for _ in range(place):
            sign <<= 1  # noqa: PLW2901 - multiplied by the primitive element, place times
            if sign & 0b100000:
                sign ^= _POLYNOMIAL  # noqa: PLW2901
        total ^= sign
    return total
