"""Who is who, decided by a person or by the engine, and what follows for heirs: kept estates are looked at again.

Identity lies below estates and knows nothing of them. Whoever joins or parts people from a door comes through here, so that
no door has to remember it.
"""

from __future__ import annotations

from ojaq.registry.access import Viewer, engine
from ojaq.registry.estates.services import look_again
from ojaq.registry.identity import services as identity
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.services.coding import Progress
from ojaq.registry.identity.services.resolving import Resolved


def heirs_may_differ(*mentions: int) -> None:
    """Propose to the desk what differs from a kept estate; nobody's act, so the engine's. `mentions`: as in `look_again`."""
    look_again(by=engine(), mentions=mentions)


def judge(*, pair: tuple[int, int], verdict: Verdict, reason: str, by: Viewer) -> Judgement:
    """`identity.judge`, and what follows."""
    made = identity.judge(pair=pair, verdict=verdict, reason=reason, by=by)
    heirs_may_differ()
    return made


def undo_judgement(*, judgement: int, by: Viewer, reason: str = "") -> Judgement:
    """`identity.undo_judgement`, and what follows."""
    row = identity.undo_judgement(judgement=judgement, by=by, reason=reason)
    heirs_may_differ()
    return row


def redo_judgement(*, judgement: int, by: Viewer) -> Judgement:
    """`identity.redo_judgement`, and what follows."""
    row = identity.redo_judgement(judgement=judgement, by=by)
    heirs_may_differ(row.low_id, row.high_id)
    return row


def keep_names(*, table: str, by: Viewer, progress: Progress = lambda _step, _count: None) -> Resolved:
    """`identity.keep_names`, and what follows."""
    done = identity.keep_names(table=table, by=by, progress=progress)
    heirs_may_differ()
    return done


def resolve(
    *,
    by: Viewer,
    everybody: bool = False,
    weights: str = identity.ANEW,
    progress: Progress = lambda _step, _count: None,
) -> Resolved:
    """`identity.resolve`, or with `everybody` `identity.resolve_all` with these weights, and what follows."""
    if everybody:
        done = identity.resolve_all(by=by, progress=progress, weights=weights)
    else:
        done = identity.resolve(by=by, progress=progress)
    heirs_may_differ()
    return done
