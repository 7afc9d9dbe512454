"""A key on paper is read back by people: with small letters, without dashes, from the whole page; never half right."""

from __future__ import annotations

import os

import pytest

from ojaq.registry.vault import recovery
from ojaq.registry.vault.errors import NotARecoveryKey

PRIVATE = os.urandom(32)


@pytest.mark.parametrize(
    "typed",
    [
        lambda text: text,
        str.lower,
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", "\n"),
        lambda text: text.replace("O", "0").replace("I", "1").replace("B", "8"),
    ],
)
def test_it_is_read_as_people_type_it(typed) -> None:
    assert recovery.read(typed(recovery.written(PRIVATE))) == PRIVATE


def test_it_is_found_on_its_page() -> None:
    page = recovery.page(PRIVATE, registry="00000000-0000-4000-8000-000000000000", name="AAAA-BBBB")
    assert recovery.read(page) == PRIVATE


def test_a_mistyped_letter_is_noticed() -> None:
    text = recovery.written(PRIVATE)
    for at, letter in enumerate(text):
        if letter != "-":
            other = "A" if letter != "A" else "C"
            with pytest.raises(NotARecoveryKey):
                recovery.read(text[:at] + other + text[at + 1 :])


@pytest.mark.parametrize("text", ["", "ABCD", "!" * 56, "A" * 56])
def test_what_is_no_key_says_so(text: str) -> None:
    with pytest.raises(NotARecoveryKey):
        recovery.read(text)
