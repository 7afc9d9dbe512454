"""Why: every part of a score as a code with its worth, which a door turns into a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ojaq.core.matching.beliefs import FloatArray
from ojaq.core.matching.comparing import Compared
from ojaq.core.matching.evidence import EdgeKind, Edges
from ojaq.core.matching.levels import Field
from ojaq.core.matching.mentions import LongArray
from ojaq.core.matching.portraits import Portraits
from ojaq.core.matching.weights import MILLI, Weights

_ALIKE = {1: "differs", 2: "differs", 3: "resembles", 4: "resembles", 5: "agrees", 6: "agrees"}
MEANINGS: dict[Field, dict[int, str]] = {
    Field.GIVEN: {**_ALIKE, 7: "other_agrees", 8: "swapped"},
    Field.SECOND_GIVEN: {1: "differs", 2: "resembles", 3: "agrees", 4: "one_only"},
    Field.FAMILY: {**_ALIKE, 7: "of_kin", 8: "of_kin", 9: "differs_from_kin"},
    Field.FATHER: _ALIKE,
    Field.YEAR: {
        1: "far",
        2: "far",
        3: "near",
        4: "near",
        5: "near",
        6: "agrees",
        7: "near",
        8: "agrees",
        9: "unlikely",
        10: "possible",
        11: "possible",
        12: "fits",
    },
    Field.PLACE: {1: "differs", 2: "differs", 3: "resembles", 4: "agrees", 5: "same"},
    Field.NUMERAL: {1: "differs", 2: "agrees"},
    Field.DAY: {1: "differs", 2: "near", 3: "agrees"},
    Field.DIED: {1: "far", 2: "near", 3: "near", 4: "agrees", 5: "far", 6: "near", 7: "agrees"},
}
NAMES = {
    Field.GIVEN: "given",
    Field.SECOND_GIVEN: "second_given",
    Field.FAMILY: "family",
    Field.FATHER: "father_name",
    Field.YEAR: "year",
    Field.PLACE: "place",
    Field.NUMERAL: "numeral",
    Field.DAY: "day",
    Field.DIED: "died",
}
SMALLEST = 100
"""Parts worth less than this many millibits are not told."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score. `code` is `field.meaning` ("given.agrees", "father.agrees"); `millibits` what it
    is worth for (or against) being one person; `parameters` name the rows of relatives: {"left", "right"}."""

    code: str
    millibits: int
    parameters: Mapping[str, int] = field(default_factory=dict)


def all_codes() -> list[str]:
    """Every code a reason can have, for catalogues of sentences."""
    fields = [f"{NAMES[name]}.{meaning}" for name, table in MEANINGS.items() for meaning in table.values()]
    kin = ("father", "mother", "spouse", "sibling", "guardian", "child")
    relatives = [f"{who}.{meaning}" for who in kin for meaning in ("agrees", "differs")]
    extra = ["code.agrees", "code.near", "code.differs", "category.agrees", "category.differs"]
    return list(dict.fromkeys([*fields, "given.rare", "family.rare", "father_name.rare", *relatives, *extra]))


def field_reasons(
    compared: Compared, at: int, weights: Weights, edges: Edges, *, family: bool
) -> list[Reason]:
    """Reasons of the pair's own fields. `family`: the rival is a relative, else a stranger."""
    father_known = bool(edges.father_known[at])
    against = (weights.sibling if edges.siblings[at] else weights.relative) if family else weights.stranger
    reasons = []
    for column, level in enumerate(compared.levels[at].tolist()):
        if level == 0 or (column == Field.FATHER and father_known):
            continue
        worth = weights.same[column][level] - against[column][level]
        reasons.append(Reason(_code(column, level, weights), worth))
    rare = compared.rare[at].tolist()
    reasons.append(Reason("given.rare", rare[0]))
    if not family:
        reasons.append(Reason("family.rare", rare[1]))
        reasons.append(Reason("father_name.rare", 0 if father_known else rare[2]))
    return _told(reasons)


def kin_reasons(
    portraits: Portraits, pairs: LongArray, edges: Edges, messages: FloatArray, at: int, *, family: bool
) -> list[Reason]:
    """One reason for every relative who speaks for or against the pair at position `at`."""
    count, size = len(edges.first), max(len(portraits), 1)
    reasons = []
    spoken = np.concatenate([np.flatnonzero(edges.first == at) + count, np.flatnonzero(edges.second == at)])
    for message in spoken.tolist():
        edge, turned = message % count, message >= count
        source = int(edges.second[edge] if turned else edges.first[edge])
        left, right = int(pairs[source] // size), int(pairs[source] % size)
        bits = messages[message, 0] - (messages[message, 1] if family else 0.0)
        worth = round(MILLI * float(bits))
        who = _relation(portraits, pairs, at, source, EdgeKind(int(edges.kind[edge])), turned)
        meaning = "agrees" if worth > 0 else "differs"
        reasons.append(Reason(f"{who}.{meaning}", worth, {"left": left, "right": right}))
    return _told(reasons)


def _relation(
    portraits: Portraits, pairs: LongArray, at: int, source: int, kind: EdgeKind, turned: bool
) -> str:
    if kind is EdgeKind.SPOUSE:
        return "spouse"
    if kind is EdgeKind.SIBLING:
        return "sibling"
    if not turned:
        return "child"
    if kind is EdgeKind.GUARDIAN:
        return "guardian"
    size = max(len(portraits), 1)
    child, elder = int(pairs[at] // size), {int(pairs[source] // size), int(pairs[source] % size)}
    return "father" if int(portraits.father[child]) in elder else "mother"


def _code(column: int, level: int, weights: Weights) -> str:
    if column < len(Field):
        return f"{NAMES[Field(column)]}.{MEANINGS[Field(column)][level]}"
    if column < len(Field) + weights.codes:
        return f"code.{('differs', 'near', 'agrees')[level - 1]}"
    return f"category.{('differs', 'agrees')[level - 1]}"


def _told(reasons: list[Reason]) -> list[Reason]:
    kept = [reason for reason in reasons if abs(reason.millibits) >= SMALLEST]
    return sorted(kept, key=lambda reason: (-abs(reason.millibits), reason.code))
