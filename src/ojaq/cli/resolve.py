"""`ojaq resolve`: find out who is who, among what is new or among all."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ojaq.cli.printing import AsJson, answer

if TYPE_CHECKING:
    from ojaq.registry.identity.services.resolving import Change, Preview, Resolved

LISTED = 20
"""Changes printed for people; --json prints all."""


def resolve(
    everybody: Annotated[
        bool, typer.Option("--all", help="Judge everybody anew: prints who would be joined and separated.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="With --all: apply it.")] = False,
    engine: Annotated[str, typer.Option(help="Where to reckon: local.")] = "local",
    as_json: AsJson = False,
) -> None:
    """Judge what is new and apply it; with --all everybody, and only with --apply does that change anything."""
    if engine != "local":
        raise typer.BadParameter("Only the local engine is there yet.")
    if apply and not everybody:
        raise typer.BadParameter("--apply belongs to --all; what is new is always applied.")
    from ojaq.cli.registry import opened

    with opened() as by:
        from ojaq.registry.identity.services import preview_resolve
        from ojaq.registry.review import services

        progress = Progress()
        if everybody and not apply:
            preview = preview_resolve(by=by, progress=progress)
            answer(_as_object(preview), as_json=as_json, lines=_preview_lines(preview))
            return
        done = services.resolve(by=by, everybody=everybody, progress=progress)
        answer(
            {"figures": dict(done.figures), "weights": done.weights}, as_json=as_json, lines=_done_lines(done)
        )


class Progress:
    """Says on stderr what is being done, at most once a second for each step."""

    def __init__(self) -> None:
        self._last: tuple[str, float] = ("", 0.0)

    def __call__(self, step: str, count: int) -> None:
        """Note one step."""
        now = monotonic()
        if step != self._last[0] or now - self._last[1] > 1:
            self._last = (step, now)
            sys.stderr.write(f"{step}: {count}\n")


def _as_object(preview: Preview) -> dict[str, Any]:
    def told(changes: tuple[Change, ...]) -> list[dict[str, list[str]]]:
        return [{"before": _texts(change.before), "after": _texts(change.after)} for change in changes]

    return {"joined": told(preview.joined), "separated": told(preview.separated), "weights": preview.weights}


def _texts(numbers: tuple[int, ...]) -> list[str]:
    return [str(number) if number else "new" for number in numbers]


def _preview_lines(preview: Preview) -> list[str]:
    lines = [f"{len(preview.joined)} persons would be joined, {len(preview.separated)} would be separated."]
    for word, changes in (("join", preview.joined), ("separate", preview.separated)):
        for change in changes[:LISTED]:
            lines.append(f"  {word}: {_spoken(change.before)} -> {_spoken(change.after)}")
        if len(changes) > LISTED:
            lines.append(f"  and {len(changes) - LISTED} more; --json prints all")
    lines.append("Nothing was changed. Apply with: ojaq resolve --all --apply")
    return lines


def _spoken(numbers: tuple[int, ...]) -> str:
    from ojaq.registry.identity.number import written

    return ", ".join(written(number) if number else "a new number" for number in numbers)


def _done_lines(done: Resolved) -> list[str]:
    words = {
        "coded": "mentions read", "joined": "joinings made", "unsure": "pairs left for people to judge",
        "taken-back": "joinings taken back", "followed": "people followed to a later telling",
    }  # fmt: skip
    return [f"{done.figures.get(code, 0):>9,} {word}" for code, word in words.items()]
