"""The versions of the weights that ever judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.models import MatchingWeights


@dataclass(frozen=True, slots=True)
class KeptWeights:
    """A version of the weights: when it was learnt, from how many mentions, and whether it judges now."""

    version: str
    learnt_at: datetime
    learnt_from: int
    in_use: bool


def kept_weights(*, viewer: Viewer) -> tuple[KeptWeights, ...]:
    """Every version that is kept, the newest first. They name nobody: a permission, no entry. Raises NotPermitted."""
    require(viewer, Act.RESOLVE)
    rows = MatchingWeights.objects.order_by("-learnt_at").values_list(
        "version", "learnt_at", "learnt_from", "in_use"
    )
    return tuple(KeptWeights(*row) for row in rows)
