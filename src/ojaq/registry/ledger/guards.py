"""Who is asked before an entry is written. Limits of reading lie above the ledger, so they come to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ojaq.registry.ledger.entry import Actor, Deed

Guard = Callable[[Sequence[Deed], Actor], None]
"""Raises when these deeds must not be done; then neither entry nor deed is."""

_guards: list[Guard] = []


def ask_first(guard: Guard) -> None:
    """Say who is asked from now on. Called once, when Django starts."""
    _guards[:] = [guard]


def ask(deeds: Sequence[Deed], actor: Actor) -> None:
    """Ask; an exception goes through."""
    for guard in _guards:
        guard(deeds, actor)
