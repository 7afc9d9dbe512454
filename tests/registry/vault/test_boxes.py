"""Boxes open for the one they were closed for, whole and in their place, and for nobody else."""

from __future__ import annotations

import os

import pytest

from ojaq.registry.vault import boxes
from ojaq.registry.vault.errors import DoesNotOpen

MINE, THEIRS = os.urandom(32), os.urandom(32)


def test_a_box_opens_for_whom_it_was_closed() -> None:
    box = boxes.close_for(boxes.public_of(MINE), b"the walnut tree", b"here")
    assert boxes.open_box(MINE, box, b"here") == b"the walnut tree"
    assert b"walnut" not in box


def test_two_boxes_are_never_alike() -> None:
    public = boxes.public_of(MINE)
    assert boxes.close_for(public, b"a", b"") != boxes.close_for(public, b"a", b"")


@pytest.mark.parametrize("bound", [b"there", b""])
def test_another_key_or_another_place_opens_nothing(bound: bytes) -> None:
    box = boxes.close_for(boxes.public_of(MINE), b"a", b"here")
    with pytest.raises(DoesNotOpen):
        boxes.open_box(THEIRS, box, b"here")
    with pytest.raises(DoesNotOpen):
        boxes.open_box(MINE, box, bound)


def test_no_bit_can_be_changed() -> None:
    box = boxes.close_for(boxes.public_of(MINE), b"a", b"here")
    for at in range(len(box)):
        changed = box[:at] + bytes([box[at] ^ 1]) + box[at + 1 :]
        with pytest.raises(DoesNotOpen):
            boxes.open_box(MINE, changed, b"here")


@pytest.mark.parametrize("box", [b"", b"short", bytes(32) + bytes(60)])
def test_what_is_no_box_does_not_open(box: bytes) -> None:
    """32 zero bytes are a public key of low order: with it everybody would know the shared secret."""
    with pytest.raises(DoesNotOpen):
        boxes.open_box(MINE, box, b"")
