"""`ojaq protect`: a person in danger."""

from __future__ import annotations

from typing import Annotated

import typer

from ojaq.cli.printing import AsJson, answer
from ojaq.cli.registry import opened


def protect(
    person: Annotated[str, typer.Argument(help="A register number.")],
    reason: Annotated[str, typer.Option(help="Why, as a code: asked, threatened, court, witness.")] = "asked",
    lift: Annotated[bool, typer.Option("--lift", help="End the protection instead.")] = False,
    json: AsJson = False,
) -> None:
    """Protect a person in danger: never in a counter answer, and in no list of a village."""
    with opened() as by:
        from ojaq.registry.identity.number import read_number, written
        from ojaq.registry.identity.services.protecting import lift_protection
        from ojaq.registry.identity.services.protecting import protect as protect_person

        done = (lift_protection if lift else protect_person)(number=read_number(person), reason=reason, by=by)
    said = "is not protected any more" if lift else "is protected: no counter and no list shows this person"
    answer({"person": done, "protected": not lift}, as_json=json, lines=[f"{written(done)} {said}."])
