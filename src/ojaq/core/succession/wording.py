"""A proof as sentences. The sentences are handed in, in any language; names replace the ids of the case."""

from __future__ import annotations

from collections.abc import Mapping

from ojaq.core.succession.proof import Division, Step


def told(division: Division, sentences: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    """The proof of a division, one sentence a step, each with its article in brackets when it has one.

    `sentences` maps a step's code to a text with places {people}, {first}, {rest}, {order}, {fraction}.
    """
    return [_sentence(step, sentences[step.code], names) for step in division.steps]


def _sentence(step: Step, text: str, names: Mapping[str, str]) -> str:
    people = [names.get(who, who) for who in step.people]
    filled = text.format(
        people=", ".join(people),
        first=people[0] if people else "",
        rest=", ".join(people[1:]),
        order=step.detail.get("order", ""),
        fraction="" if step.fraction is None else str(step.fraction),
    )
    return f"{filled} [{step.ref}]" if step.ref else filled
