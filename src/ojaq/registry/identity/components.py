"""The law of persons, as arithmetic: who is one person under the judgements that stand.

Persons are the connected components of the standing `same` judgements. The oldest mention of a component (its
smallest id) lends it the register number. Nothing here knows a database: `services` hands the rows of the
touched components in and writes down what comes out.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ojaq.registry.identity.errors import HeldTogether


class Verdict(StrEnum):
    """What a judgement says about two mentions."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Bond:
    """One judgement as the law sees it. `low` < `high` are mention ids.

    standing: not taken back. released: taken back by a person, so that the engine may not say it again.
    because: the judgement in whose favour this one was taken back, which gives it back when it is itself
    taken back.
    """

    id: int
    low: int
    high: int
    verdict: Verdict
    human: bool
    millibits: int = 0
    standing: bool = True
    released: bool = False
    because: int | None = None

    @property
    def joins(self) -> bool:
        """Whether it makes one person of the two now."""
        return self.standing and self.verdict is Verdict.SAME

    @property
    def parts(self) -> bool:
        """Whether it keeps the two apart for everybody: a person's standing `different`."""
        return self.standing and self.human and self.verdict is Verdict.DIFFERENT

    @property
    def bars_engine(self) -> bool:
        """Whether the engine may never join the two: judged different, or a joining taken back, by a
        person.
        """
        if self.parts:
            return True
        return self.verdict is Verdict.SAME and not self.standing and self.released


class Union:
    """Disjoint sets of mentions that remember their oldest member and which sets must stay apart."""

    __slots__ = ("_apart", "_parent")

    def __init__(self, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._parent: dict[int, int] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for low, high in apart:
            self._apart[low].add(high)
            self._apart[high].add(low)

    def oldest(self, mention: int) -> int:
        """The oldest mention of the set that holds `mention`."""
        parent = self._parent
        root = mention
        while (above := parent.get(root, root)) != root:
            root = above
        while mention != root:
            parent[mention], mention = root, parent.get(mention, mention)
        return root

    def kept_apart(self, low: int, high: int) -> bool:
        """Whether joining the two sets would bring together a pair that must stay apart."""
        a, b = self.oldest(low), self.oldest(high)
        if a == b:
            return False
        enemies = self._apart.get(a)
        return bool(enemies) and any(self.oldest(enemy) == b for enemy in enemies or ())

    def join(self, low: int, high: int) -> None:
        """Make one set of two. The caller has asked `kept_apart` where that matters."""
        a, b = self.oldest(low), self.oldest(high)
        if a == b:
            return
        older, younger = (a, b) if a < b else (b, a)
        self._parent[younger] = older
        if younger in self._apart:
            self._apart[older] |= self._apart.pop(younger)


def persons(members: Iterable[int], bonds: Iterable[Bond]) -> dict[int, int]:
    """Each mention -> the oldest mention of its person. Bonds that reach outside `members` are a caller's
    fault.
    """
    union = Union()
    for bond in bonds:
        if bond.joins:
            union.join(bond.low, bond.high)
    return {mention: union.oldest(mention) for mention in members}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the engine would join, with its weight in thousandths of a bit."""

    low: int
    high: int
    millibits: int


def admitted(bonds: Iterable[Bond], proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals that may be joined: strongest first, none that would, through any chain, overrule a
    person.

    Joinings that stand already are laid first. A proposal inside one set is
    dropped: it says nothing new. Ties are broken by mention ids, so the order of arrival does not matter.
    """
    held = list(bonds)
    union = Union((bond.low, bond.high) for bond in held if bond.bars_engine)
    for bond in sorted(
        (b for b in held if b.joins), key=lambda b: (not b.human, -b.millibits, b.low, b.high)
    ):
        union.join(bond.low, bond.high)
    kept = []
    for proposal in sorted(proposals, key=lambda p: (-p.millibits, p.low, p.high)):
        if union.oldest(proposal.low) == union.oldest(proposal.high):
            continue
        if union.kept_apart(proposal.low, proposal.high):
            continue
        union.join(proposal.low, proposal.high)
        kept.append(proposal)
    return kept


def parted_by(bonds: Iterable[Bond], low: int, high: int, *, engine: bool = False) -> Bond | None:
    """The bond that keeps the sets of `low` and `high` apart, if there is one.

    engine: also what bars the engine only. A person may join what another person merely released.
    """
    held = list(bonds)
    union = Union()
    for bond in held:
        if bond.joins:
            union.join(bond.low, bond.high)
    ends = {union.oldest(low), union.oldest(high)}
    for bond in held:
        apart = bond.bars_engine if engine else bond.parts
        if apart and {union.oldest(bond.low), union.oldest(bond.high)} == ends:
            return bond
    return None


def cut(bonds: Iterable[Bond], low: int, high: int) -> list[Bond]:
    """The engine's joinings to take back so that `low` and `high` are two people: the weakest of each chain.

    Raises HeldTogether when a chain of people's own judgements holds them: people settle that among
    themselves.
    """
    joins = [bond for bond in bonds if bond.joins]
    taken: list[Bond] = []
    while chain := _chain(joins, low, high):
        weak = [bond for bond in chain if not bond.human]
        if not weak:
            raise HeldTogether()
        weakest = min(weak, key=lambda bond: (bond.millibits, bond.low, bond.high))
        taken.append(weakest)
        joins.remove(weakest)
    return taken


def _chain(joins: Sequence[Bond], low: int, high: int) -> list[Bond]:
    """A shortest chain of joinings from `low` to `high`; empty when there is none."""
    around: dict[int, list[Bond]] = defaultdict(list)
    for bond in joins:
        around[bond.low].append(bond)
        around[bond.high].append(bond)
    came: dict[int, Bond] = {}
    seen, queue = {low}, deque([low])
    while queue:
        here = queue.popleft()
        for bond in around[here]:
            there = bond.high if bond.low == here else bond.low
            if there in seen:
                continue
            seen.add(there)
            came[there] = bond
            queue.append(there)
    return _walk_back(came, low, high)


def _walk_back(came: Mapping[int, Bond], low: int, high: int) -> list[Bond]:
    chain: list[Bond] = []
    here = high
    while here != low:
        if here not in came:
            return []
        bond = came[here]
        chain.append(bond)
        here = bond.low if bond.high == here else bond.high
    return chain


def given_back(bonds: Sequence[Bond], cause: int) -> list[Bond]:
    """The joinings taken back in favour of judgement `cause` that may stand again once it is taken back.

    Strongest first; one that another standing `different` forbids by now stays taken back.
    """
    waiting = [bond for bond in bonds if bond.because == cause and not bond.standing]
    union = Union((bond.low, bond.high) for bond in bonds if bond.parts and bond.id != cause)
    for bond in bonds:
        if bond.joins:
            union.join(bond.low, bond.high)
    restored = []
    for bond in sorted(waiting, key=lambda b: (-b.millibits, b.low, b.high)):
        if bond.verdict is not Verdict.SAME:
            restored.append(bond)
        elif not union.kept_apart(bond.low, bond.high):
            union.join(bond.low, bond.high)
            restored.append(bond)
    return restored
