"""A resolved register in which the engine is not sure about two people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from registry.identity.conftest import family, told

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer

__all__ = ["family", "told"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two judgements of the engine that are not sure about the same two people, and one about two others."""

    first: int
    second: int
    elsewhere: int


@pytest.fixture
def doubt(family: dict[str, int], operator: Viewer) -> Doubt:
    """The brother told twice over and his father may be one, in two pairs; she and her mother in one."""
    from ojaq.registry.identity.models import Judgement

    Judgement.objects.filter(verdict="unsure").delete()
    his, hers = family["he"], family["her father"]
    return Doubt(
        _unsure(his, hers, 500),
        _unsure(family["her brother"], family["his father"], 400),
        _unsure(family["she"], family["her mother"], 300),
    )


def _unsure(one: int, other: int, millibits: int) -> int:
    from ojaq.registry.identity.models import Judgement

    low, high = sorted((one, other))
    return Judgement.objects.create(
        low_id=low, high_id=high, verdict="unsure", by_engine=True, millibits=millibits, at=timezone.now()
    ).pk


@pytest.fixture
def second_reviewer(office: object) -> Viewer:
    """Another reviewer of the first office."""
    from registry_fixtures import _account, _viewer

    return _viewer(_account("second-reviewer", office, "reviewer"))  # type: ignore[arg-type]
