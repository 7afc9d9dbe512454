"""The family while it is told: one row a generation, couples side by side, in the order told. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ojaq.web.drawing.box import Box, TextLine

WIDTH, GAP, LINE, BETWEEN = 146.0, 12.0, 18.0, 34.0
LETTERS = 17
_STEP = {"father": -1, "mother": -1, "son": 1, "daughter": 1}


@dataclass(frozen=True, slots=True)
class Kin:
    """One person of the sketch: what stands in the box."""

    ref: str
    name: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class KinBox(Box):
    """Whose box it is, and whether it is that of the person shown or of the visitor."""

    kin: Kin
    now: bool
    ego: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """The drawing: its size, boxes, and paths of ties."""

    width: float
    height: float
    boxes: tuple[KinBox, ...]
    edges: tuple[str, ...]


def sketch(people: Sequence[Kin], ties: Sequence[Mapping[str, Any]], now: str) -> Sketch:
    """Lay out a family. `people` begin with the visitor; ties name refs."""
    level = _levels([each.ref for each in people], ties)
    rows: dict[int, list[Kin]] = {}
    for kin in people:
        rows.setdefault(level[kin.ref], []).append(kin)
    rows = {row: _couples_together(each, ties) for row, each in sorted(rows.items())}
    width = max(len(each) for each in rows.values()) * (WIDTH + GAP) - GAP
    boxes: dict[str, KinBox] = {}
    top = 2.0
    for each in rows.values():
        lines = {kin.ref: textwrap.wrap(kin.name, LETTERS) or ["…"] for kin in each}
        height = max(len(some) for some in lines.values()) * LINE + 30
        left = (width - len(each) * (WIDTH + GAP) + GAP) / 2
        for place, kin in enumerate(each):
            said = tuple(TextLine(text, top + 20 + LINE * row) for row, text in enumerate(lines[kin.ref]))
            x = 2 + left + place * (WIDTH + GAP)
            boxes[kin.ref] = KinBox(
                x, top, WIDTH, height, said, kin, now=kin.ref == now, ego=kin.ref == people[0].ref
            )
        top += height + BETWEEN
    return Sketch(width + 4, top - BETWEEN + 2, tuple(boxes.values()), tuple(_edges(boxes, ties)))


def _levels(refs: Sequence[str], ties: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Generations below the visitor's, by the shortest way; whoever is tied to nobody stands beside the visitor."""
    steps: dict[str, list[tuple[str, int]]] = {ref: [] for ref in refs}
    for tie in ties:
        for one, other, down in _steps(tie):
            if one in steps and other in steps:
                steps[one].append((other, down))
                steps[other].append((one, -down))
    level, waiting = {refs[0]: 0}, [refs[0]]
    while waiting:
        one = waiting.pop(0)
        for other, down in steps[one]:
            if other not in level:
                level[other] = level[one] + down
                waiting.append(other)
    return {ref: level.get(ref, 0) for ref in refs}


def _steps(tie: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    if "parent" in tie:
        return [(tie["parent"], tie["child"], 1)]
    beside = tie.get("couple") or tie.get("siblings") or ()
    return [(beside[0], other, 0) for other in beside[1:]]


def _couples_together(row: Sequence[Kin], ties: Sequence[Mapping[str, Any]]) -> list[Kin]:
    spouse_of: dict[str, list[str]] = {}
    for tie in ties:
        if "couple" in tie:
            spouse_of.setdefault(tie["couple"][0], []).append(tie["couple"][1])
    by_ref, laid = {kin.ref: kin for kin in row}, []
    for kin in row:
        for ref in (kin.ref, *spouse_of.get(kin.ref, ())):
            if ref in by_ref and by_ref[ref] not in laid:
                laid.append(by_ref[ref])
    return laid


def _edges(boxes: Mapping[str, KinBox], ties: Sequence[Mapping[str, Any]]) -> list[str]:
    paths = []
    for tie in ties:
        if "parent" in tie and tie["parent"] in boxes and tie["child"] in boxes:
            parent, child = boxes[tie["parent"]], boxes[tie["child"]]
            between = child.y - BETWEEN / 2 if child.y > parent.y else child.y + child.height + BETWEEN / 2
            paths.append(
                f"M{parent.middle:g} {parent.y + parent.height:g}V{between:g}H{child.middle:g}V{child.y:g}"
            )
        elif "couple" in tie and set(tie["couple"]) <= set(boxes):
            one, other = sorted((boxes[ref] for ref in tie["couple"]), key=lambda box: box.x)
            level = one.y + min(one.height, other.height) / 2
            paths.append(f"M{one.x + one.width:g} {level:g}H{other.x:g}")
        elif "siblings" in tie:
            paths.extend(_beside(boxes, tie["siblings"]))
    return paths


def _beside(boxes: Mapping[str, KinBox], refs: Sequence[str]) -> list[str]:
    """Brothers and sisters hang from one line above them."""
    told = [boxes[ref] for ref in refs if ref in boxes]
    return [
        f"M{told[0].middle:g} {told[0].y:g}v-9H{box.middle:g}v9" for box in told[1:] if box.y == told[0].y
    ]
