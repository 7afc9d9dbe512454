"""The links that lead from the dead to everybody who takes a part, each with its proof. Pure: rows in, links out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

PROOFS = ("documented", "corroborated", "told", "contradicted")
"""From the strongest to the weakest."""
FARTHEST = 64


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people by register number, the proof of what is told of them, and how many testimonies tell it."""

    one: int
    other: int
    proof: str
    testimonies: int
    nature: str = "birth"
    couple: bool = False


def proof_of(tellers: Collection[object], *, documented: bool, contradicted: bool) -> str:
    """How well a link is proved: contradicted above all, then a document, then two tellers, then one."""
    if contradicted:
        return "contradicted"
    if documented:
        return "documented"
    return "corroborated" if len(tellers) > 1 else "told"


def way_up(parents: Mapping[int, Sequence[int]], who: int, top: int) -> list[tuple[int, int]]:
    """(parent, child) from a forebear down to somebody by a shortest way; empty when none is told or both are one."""
    below: dict[int, int] = {}
    front, seen = [who], {who}
    for _ in range(FARTHEST):
        if top in seen or not front:
            break
        following = []
        for child in front:
            for parent in parents.get(child, ()):
                if parent not in seen:
                    seen.add(parent)
                    below[parent] = child
                    following.append(parent)
        front = following
    pairs = []
    while top in below and top != who:
        pairs.append((top, below[top]))
        top = below[top]
    return pairs


def common(parents: Mapping[int, Sequence[int]], one: int, other: int) -> int | None:
    """The nearest forebear of both, or one of them where the other descends from them; None when none is told."""
    above = _degrees(parents, one)
    shared = [(above[who] + degree, who) for who, degree in _degrees(parents, other).items() if who in above]
    return min(shared)[1] if shared else None


def _degrees(parents: Mapping[int, Sequence[int]], who: int) -> dict[int, int]:
    found, front = {who: 0}, [who]
    for degree in range(1, FARTHEST):
        front = [parent for child in front for parent in parents.get(child, ()) if parent not in found]
        found.update(dict.fromkeys(front, degree))
        if not front:
            break
    return found


def connecting(
    parents: Mapping[int, Sequence[int]],
    couples: Collection[tuple[int, int]],
    dead: int,
    people: Iterable[int],
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(parent, child) links and couples that tie `people` to the dead, each once, those nearest the dead first."""
    links: dict[tuple[int, int], None] = {}
    beside: dict[tuple[int, int], None] = {}
    partners: dict[int, list[int]] = {}
    for one, other in couples:
        partners.setdefault(one, []).append(other)
        partners.setdefault(other, []).append(one)
    waiting = list(people)
    for who in waiting:
        if pairs := _pairs(parents, dead, who):
            links.update(dict.fromkeys(pairs))
            continue
        # No common blood: the husband or wife of somebody who is, nearest first.
        for partner in partners.get(who, ()):
            pairs = _pairs(parents, dead, partner)
            if pairs or partner == dead:
                links.update(dict.fromkeys(pairs))
                beside[partner, who] = None
                break
    return list(links), list(beside)


def _pairs(parents: Mapping[int, Sequence[int]], dead: int, who: int) -> list[tuple[int, int]]:
    top = common(parents, dead, who)
    if top is None:
        return []
    return [*way_up(parents, who, top), *way_up(parents, dead, top)]


def weakest(ties: Iterable[Tie]) -> Tie | None:
    """The link that carries least; None where there is none."""
    return max(ties, key=lambda tie: PROOFS.index(tie.proof), default=None)
