"""Who may back up, and what is refused before a byte is written; tests/faults proves the whole way there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.vault.errors import NoRecoveryKeys
from ojaq.registry.vault.services.backing_up import back_up

pytestmark = pytest.mark.django_db


def test_nothing_is_backed_up_without_a_paper(operator: Viewer, tmp_path: Path) -> None:
    with pytest.raises(NoRecoveryKeys):
        back_up(home=settings.OJAQ_HOME, to=tmp_path / "b", by=operator)
    assert not list(tmp_path.iterdir())


def test_a_clerk_takes_no_copy_of_everything(clerk: Viewer, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        back_up(home=settings.OJAQ_HOME, to=tmp_path / "b", by=clerk)
