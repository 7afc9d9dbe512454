"""Who may back up, and what is refused before a byte is written; tests/faults proves the whole way there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.vault.errors import BackedUpElsewhere, NoRecoveryKeys
from ojaq.registry.vault.services.backing_up import back_up

pytestmark = pytest.mark.django_db


def test_a_server_is_backed_up_by_its_own_means_and_nothing_without_a_paper(
    operator: Viewer, tmp_path: Path
) -> None:
    refusal = BackedUpElsewhere if connection.vendor == "postgresql" else NoRecoveryKeys
    with pytest.raises(refusal):
        back_up(home=settings.OJAQ_HOME, to=tmp_path / "b", by=operator)
    assert not list(tmp_path.iterdir())


def test_a_clerk_takes_no_copy_of_everything(clerk: Viewer, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        back_up(home=settings.OJAQ_HOME, to=tmp_path / "b", by=clerk)
