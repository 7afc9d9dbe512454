"""`ojaq resolve`: find out who is who, among what is new or among all."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ojaq.cli.printing import AsJson, answer

if TYPE_CHECKING:
    from ojaq.registry.identity.selectors import KeptWeights
    from ojaq.registry.identity.services.previewing import Change
    from ojaq.registry.identity.services.resolving import Preview, Resolved

LEARNT, NO_TABLE, LISTED = "learnt", "none", 20
"""Changes printed for people; --json prints all."""


def resolve(
    everybody: Annotated[
        bool, typer.Option("--all", help="Judge everybody anew: prints who would be joined and separated.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="With --all: apply it.")] = False,
    weights: Annotated[
        str,
        typer.Option(
            help="With --all: learnt (anew, the default), reviewed (those in use, adjusted by people's answers), or a version."
        ),
    ] = LEARNT,
    names: Annotated[
        str,
        typer.Option(
            help="With --all: your own table of names (a YAML file), read beside what ships; none goes back."
        ),
    ] = "",
    versions: Annotated[bool, typer.Option("--versions", help="List the weights that ever judged.")] = False,
    engine: Annotated[str, typer.Option(help="Where to reckon: local.")] = "local",
    as_json: AsJson = False,
) -> None:
    """Judge what is new and apply it; with --all everybody, and only with --apply does that change anything."""
    if engine != "local":
        raise typer.BadParameter("Only the local engine is there yet.")
    if apply and not everybody:
        raise typer.BadParameter("--apply belongs to --all; what is new is always applied.")
    if weights != LEARNT and not everybody:
        raise typer.BadParameter("--weights belongs to --all: other weights judge everybody anew.")
    if names and (not everybody or weights != LEARNT):
        raise typer.BadParameter("--names belongs to --all, with weights that are learnt anew.")
    table = _table(names)
    from ojaq.cli.registry import opened

    with opened() as by:
        from ojaq.registry.identity.selectors import kept_weights
        from ojaq.registry.identity.services import preview_names, preview_resolve
        from ojaq.registry.review import services

        progress = Progress()
        if versions:
            kept = kept_weights(viewer=by)
            answer({"weights": [_kept(one) for one in kept]}, as_json=as_json, lines=_kept_lines(kept))
            return
        if everybody and not apply:
            if table is None:
                preview = preview_resolve(by=by, progress=progress, weights=weights)
            else:
                preview = preview_names(table=table, by=by, progress=progress)
            answer(_as_object(preview), as_json=as_json, lines=_preview_lines(preview))
            return
        if table is None:
            done = services.resolve(by=by, everybody=everybody, weights=weights, progress=progress)
        else:
            done = services.keep_names(table=table, by=by, progress=progress)
        answer(
            {"figures": dict(done.figures), "weights": done.weights}, as_json=as_json, lines=_done_lines(done)
        )


def _table(names: str) -> str | None:
    """The own table of names that is asked for: None where nothing is said of it, "" where it is to be taken away."""
    if not names:
        return None
    if names == NO_TABLE:
        return ""
    try:
        return Path(names).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{names} cannot be read as UTF-8 text.") from error


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
    lines.append(f"Judged with the weights {preview.weights}.")
    lines.append("Nothing was changed. Apply by the same command with --apply.")
    return lines


def _kept(one: KeptWeights) -> dict[str, Any]:
    return {
        "version": one.version,
        "learnt_at": one.learnt_at.isoformat(),
        "learnt_from": one.learnt_from,
        "in_use": one.in_use,
    }


def _kept_lines(kept: tuple[KeptWeights, ...]) -> list[str]:
    lines = [
        f"{one.version}  {one.learnt_at:%Y-%m-%d %H:%M}  {one.learnt_from:,} mentions{'  in use' if one.in_use else ''}"
        for one in kept
    ]
    return lines or ["Nothing was judged here yet."]


def _spoken(numbers: tuple[int, ...]) -> str:
    from ojaq.registry.identity.number import written

    return ", ".join(written(number) if number else "a new number" for number in numbers)


def _done_lines(done: Resolved) -> list[str]:
    words = {
        "coded": "mentions read", "joined": "joinings made", "unsure": "pairs left for people to judge",
        "taken-back": "joinings taken back", "followed": "people followed to a later telling",
    }  # fmt: skip
    return [f"{done.figures.get(code, 0):>9,} {word}" for code, word in words.items()]
