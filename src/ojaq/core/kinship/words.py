"""A relation in words: "father's brother's daughter", in any language whose words are handed in.

A language says each step in the form that ends a phrase and in the form that owns the next word; whether the owner stands
before or after; and, where it has them, single words for ways of several steps (a father's brother is `əmi`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ojaq.core.kinship.relations import Step


@dataclass(frozen=True)
class KinWords:
    """The words of one language. `terms` maps a way ("father brother") to (plain form, owning form)."""

    language: str
    plain: Mapping[str, str]
    owning: Mapping[str, str]
    owner: Literal["before", "after"]
    joint: str
    oneself: str
    terms: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    longest: int = 1


def kin_words(body: Mapping[str, Any]) -> KinWords:
    """Words of a language from its file. Raises KeyError when a step has no word."""
    steps = body["steps"]
    terms = {way: (row["plain"], row["owning"]) for way, row in (body.get("terms") or {}).items()}
    return KinWords(
        language=str(body["language"]),
        plain={step.value: steps[step.value]["plain"] for step in Step},
        owning={step.value: steps[step.value]["owning"] for step in Step},
        owner=body["owner"],
        joint=str(body.get("joint", " ")),
        oneself=str(body["oneself"]),
        terms=terms,
        longest=max((len(way.split()) for way in terms), default=1),
    )


def in_words(steps: Sequence[Step], words: KinWords) -> str:
    """The relation as a phrase, such as "father's brother's daughter"; the longest single words are used first."""
    if not steps:
        return words.oneself
    parts = _parts(steps, words)
    phrase = [owning for _, owning in parts[:-1]] + [parts[-1][0]]
    if words.owner == "after":
        phrase.reverse()
    return words.joint.join(phrase)


def _parts(steps: Sequence[Step], words: KinWords) -> list[tuple[str, str]]:
    parts, at = [], 0
    while at < len(steps):
        for length in range(min(words.longest, len(steps) - at), 0, -1):
            way = " ".join(step.value for step in steps[at : at + length])
            if length == 1 or way in words.terms:
                parts.append(words.terms.get(way, (words.plain.get(way, way), words.owning.get(way, way))))
                at += length
                break
    return parts
