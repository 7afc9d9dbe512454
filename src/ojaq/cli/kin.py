"""`ojaq kin A B`: how two persons are related, in words."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from ojaq.cli.printing import AsJson, answer


def kin(
    one: Annotated[str, typer.Argument(help="A register number.")],
    other: Annotated[str, typer.Argument(help="Another register number.")],
    language: Annotated[
        str, typer.Option("--language", help="Language of the words: en, az, hy, ru, tr, ka, fa.")
    ] = "en",
    as_json: AsJson = False,
) -> None:
    """Say what the second person is to the first. Exit 0 also when no way between them is told."""
    from ojaq.cli.registry import opened

    with opened() as by:
        from ojaq.registry.families.selectors import relation_between
        from ojaq.registry.identity.number import read_number, written

        found = relation_between(one=read_number(one), other=read_number(other), viewer=by, language=language)
    if found.words:
        lines = [f"{written(found.other)} is to {written(found.one)}: {found.words}"]
        lines.append("  " + " -> ".join(written(number) for number in found.way))
    else:
        lines = ["No way between these two is told. That does not say that there is none."]
    answer(asdict(found), as_json=as_json, lines=lines)
