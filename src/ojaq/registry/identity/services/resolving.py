"""The engine's turn: who is who among what is new, or among all. People's judgements stand above it, always."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from ojaq.core.matching import Mentions, Outcome, Tokens, Weights, keys_of
from ojaq.core.matching import resolve as resolved
from ojaq.core.matching import resolve_new as resolved_new
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity import quick
from ojaq.registry.identity.blocks import Ids
from ojaq.registry.identity.bulk import ROWS_A_COMMIT, batches, insert
from ojaq.registry.identity.components import Bond, Proposal, Verdict, admitted, persons
from ojaq.registry.identity.models import CodedMention, Judgement, MatchingWeights, ResolveRun
from ojaq.registry.identity.services import engine
from ojaq.registry.identity.services.coding import Progress, code_newcomers, loaded, store_blocks
from ojaq.registry.identity.services.following import follow
from ojaq.registry.identity.services.grouping import BOND, bonds, component, write
from ojaq.registry.identity.services.neighbourhood import around, sharing_keys
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE
from ojaq.registry.identity.services.previewing import Change, compared
from ojaq.registry.identity.services.reweighing import ANEW, weights_called
from ojaq.registry.ledger import record

MOST_AT_ONCE = 1500
"""New mentions that are placed by their stored keys; more are placed beside the whole register at once."""
LEARN_AGAIN = 2
"""The weights are learnt anew when the register has grown by this factor since they were learnt."""
CANDIDATES, CANDIDATES_EACH = 60, 20
"""Mentions that few new ones are placed beside: at least so many, and so many for each."""
LEAST_UNSURE = 0.1
"""Pairs below this probability are not kept for people to judge: fewer than one in ten of them is one person."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a run did: figures by name, and the weights it judged with."""

    figures: Mapping[str, int]
    weights: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What `resolve --all` would do. joined: several numbers would answer as one; separated: one as several.

    A number of 0 stands for a person that has none yet.
    """

    joined: tuple[Change, ...]
    separated: tuple[Change, ...]
    weights: str


def _silent(_step: str, _count: int) -> None:
    """Nobody watches."""


def resolve(*, by: Viewer, progress: Progress = _silent) -> Resolved:
    """Judge what is new and apply it. Persons that stand are not taken apart. Run again, it changes nothing."""
    require(by, Act.RESOLVE)
    run = _Run("new", progress)
    run.prepare()
    if run.new.size:
        weights = engine.weights_or_none()
        learnt_from = (
            MatchingWeights.objects.filter(in_use=True).values_list("learnt_from", flat=True).first() or 0
        )
        if weights is None or _has_grown_to(LEARN_AGAIN * learnt_from):
            run.beside_all(None)
        elif run.new.size > MOST_AT_ONCE:
            run.beside_all(weights)
        else:
            run.by_keys(weights)
    return run.finish(by)


def resolve_all(*, by: Viewer, progress: Progress = _silent, weights: str = ANEW) -> Resolved:
    """Judge everybody anew; joinings of the engine that no longer hold are taken back. weights: as `weights_called` takes them.

    Raises NotPermitted, and what `weights_called` raises.
    """
    require(by, Act.RESOLVE)
    run = _Run("all", progress)
    run.prepare()
    run.anew(weights_called(weights))
    return run.finish(by)


def preview_resolve(*, by: Viewer, progress: Progress = _silent, weights: str = ANEW) -> Preview:
    """Who would be joined and separated by `resolve_all`. Writes nothing but codes of what is new, and the ledger.

    Raises NotPermitted, and what `weights_called` raises.
    """
    require(by, Act.RESOLVE)
    run = _Run("preview", progress)
    run.prepare()
    outcome, mentions, held = run.outcome_anew(weights_called(weights))
    return run.previewed(outcome, mentions, held, by)


def previewed(mentions: Mentions, tokens: Tokens, by: Viewer, progress: Progress = _silent) -> Preview:
    """Who would be joined and separated if the register were read like this (all current mentions, coded). The caller asks the
    permission. Writes nothing but the ledger.
    """
    run = _Run("preview", progress)
    held = _all_bonds()
    return run.previewed(run.outcome_of(mentions, tokens, None, held), mentions, held, by)


def _has_grown_to(size: int) -> bool:
    """Whether so many mentions are coded. Their ids say so for nearly every testimony, without counting a register."""
    newest = CodedMention.objects.aggregate(last=Max("mention_id"))["last"] or 0
    return newest >= size and CodedMention.objects.count() >= size


class _Run:
    """One run and its figures. Everything it writes is in short transactions; a run cut short is simply run again."""

    def __init__(self, kind: str, progress: Progress) -> None:
        self.progress = progress
        self.row = ResolveRun.objects.create(kind=kind, started_at=timezone.now())
        self.figures: dict[str, int] = {"coded": 0, "joined": 0, "unsure": 0, "taken-back": 0}
        self.version = ""
        self.new: Ids = np.zeros(0, np.int64)

    def prepare(self) -> None:
        """Forget what is no longer current, code what is new, and store its blocks."""
        from ojaq.registry.identity.services.forgetting import forget_what_is_gone

        forget_what_is_gone()
        self.figures["coded"] = code_newcomers(self.progress)
        waiting = CodedMention.objects.filter(settled=False).order_by("mention_id")
        self.new = np.fromiter(waiting.values_list("mention_id", flat=True).iterator(IDS_AT_ONCE), np.int64)
        self.figures["followed"] = follow(mentions=self.new.tolist())
        tokens = engine.tokens()
        for some in batches(self.new.tolist(), 200_000):
            wanted = np.array(some, np.int64)
            store_blocks(loaded(_told_together(wanted)), tokens, wanted, self.progress)

    def beside_all(self, weights: Weights | None) -> None:
        """Place the new ones beside the whole register; learn the weights where there are none to trust."""
        mentions, tokens = loaded(), engine.tokens()
        held = _all_bonds()
        apart, together = _rows(mentions, held, engine_too=True)
        outcome = resolved(
            mentions, tokens, weights, apart=apart, together=together, progress=self.progress,
            only=None if weights is None else np.flatnonzero(np.isin(mentions.stable, self.new)),
        )  # fmt: skip
        self._apply(outcome, mentions, held)

    def by_keys(self, weights: Weights) -> None:
        """Place a few new ones beside those they share keys with."""
        tokens = engine.tokens()
        fresh = loaded(_told_together(self.new))
        keys, rows = keys_of(fresh, tokens)
        own = keys[np.isin(fresh.stable[rows], self.new)]
        candidates = sharing_keys(own, most=max(CANDIDATES, CANDIDATES_EACH * len(self.new)))
        near = around(np.union1d(candidates, self.new), most_persons=None)
        touched = component(near.mentions.stable.tolist())
        barred, _ = _rows(near.mentions, touched.bonds, engine_too=False)
        apart = [(one, other) for one, other in barred.tolist()]
        is_new = np.isin(near.mentions.stable, self.new)
        known = np.where(is_new, -1, near.persons)
        outcome = resolved_new(near.mentions, tokens, np.flatnonzero(is_new), known, weights, apart=apart)
        self._apply(outcome, near.mentions, touched.bonds)

    def anew(self, weights: Weights | None) -> None:
        """Everybody anew."""
        outcome, mentions, held = self.outcome_anew(weights)
        label = dict(zip(mentions.stable.tolist(), mentions.stable[outcome.label].tolist(), strict=True))
        gone = [bond for bond in held if _no_longer(bond, label)]
        now = timezone.now()
        for some in batches([bond.id for bond in gone]):
            with transaction.atomic():
                Judgement.objects.filter(pk__in=some).update(
                    taken_back_at=now, taken_back_reason="judged-anew"
                )
        self.figures["taken-back"] = len(gone)
        dropped = {bond.id for bond in gone}
        self._apply(outcome, mentions, [bond for bond in held if bond.id not in dropped])

    def outcome_anew(self, weights: Weights | None) -> tuple[Outcome, Mentions, list[Bond]]:
        """What the engine would say of everybody, knowing people's judgements only; without weights it learns them."""
        mentions, tokens, held = loaded(), engine.tokens(), _all_bonds()
        return self.outcome_of(mentions, tokens, weights, held), mentions, held

    def outcome_of(
        self, mentions: Mentions, tokens: Tokens, weights: Weights | None, held: Sequence[Bond]
    ) -> Outcome:
        """The same of these mentions."""
        apart, together = _rows(mentions, held, engine_too=False)
        return resolved(mentions, tokens, weights, apart=apart, together=together, progress=self.progress)

    def previewed(self, outcome: Outcome, mentions: Mentions, held: Sequence[Bond], by: Viewer) -> Preview:
        """Who would be joined and separated by this outcome; ends the run."""
        before = persons(mentions.stable.tolist(), held)
        after = persons(mentions.stable.tolist(), self.bonds_after(outcome, mentions, held))
        joined, separated = compared(before, after)
        self.finish(by)
        return Preview(joined, separated, outcome.weights.version)

    def bonds_after(self, outcome: Outcome, mentions: Mentions, held: Sequence[Bond]) -> list[Bond]:
        """The bonds that would stand after `anew`."""
        label = dict(zip(mentions.stable.tolist(), mentions.stable[outcome.label].tolist(), strict=True))
        kept = [bond for bond in held if not _no_longer(bond, label)]
        fresh = admitted(kept, _proposals(outcome, mentions))
        return kept + [Bond(0, p.low, p.high, Verdict.SAME, False, p.millibits) for p in fresh]

    def _apply(self, outcome: Outcome, mentions: Mentions, held: Sequence[Bond]) -> None:
        """Write weights, joinings, doubts, persons; then the new ones are settled."""
        self._keep_weights(outcome.weights, len(mentions))
        fresh = admitted(held, _proposals(outcome, mentions))
        joins = [(p.low, p.high, Verdict.SAME, p.millibits) for p in fresh]
        after = [*held, *(Bond(0, p.low, p.high, Verdict.SAME, False, p.millibits) for p in fresh)]
        who = persons(_everybody(mentions, after), after)
        doubts = _doubts(outcome, mentions, held, who)
        self.figures["joined"], self.figures["unsure"] = len(joins), len(doubts)
        _write_judgements(joins + doubts, outcome.weights.version)
        self._write_persons(who)
        self._settle()

    def _write_persons(self, who: Mapping[int, int]) -> None:
        done = 0
        for some in batches(sorted(who, key=lambda mention: (who[mention], mention))):
            with transaction.atomic():
                write({mention: who[mention] for mention in some})
            done += len(some)
            self.progress("persons", done)

    def _settle(self) -> None:
        for some in batches(self.new.tolist(), IDS_AT_ONCE):
            CodedMention.objects.filter(mention__in=some).update(settled=True)

    @transaction.atomic
    def _keep_weights(self, weights: Weights, learnt_from: int) -> None:
        self.version = weights.version
        if MatchingWeights.objects.filter(version=weights.version, in_use=True).exists():
            return
        MatchingWeights.objects.filter(in_use=True).update(in_use=False)
        MatchingWeights.objects.update_or_create(
            version=weights.version,
            defaults={"in_use": True},
            create_defaults={
                "document": weights.to_json(),
                "learnt_at": timezone.now(),
                "learnt_from": learnt_from,
                "in_use": True,
            },
        )

    @transaction.atomic
    def finish(self, by: Viewer) -> Resolved:
        """Close the run and write its one ledger entry."""
        self.row.finished_at, self.row.figures = timezone.now(), self.figures
        self.row.weights_id = self.version or None
        self.row.save()
        reason = {"new": "what-is-new", "all": "everybody-anew"}.get(self.row.kind, "preview")
        record(
            act=Act.RESOLVE, by=by, subjects=[("run", str(self.row.pk))], reason=reason, figures=self.figures
        )
        return Resolved(self.figures, self.version)


def _everybody(mentions: Mentions, held: Iterable[Bond]) -> set[int]:
    """These mentions and whoever is joined to them; superseded mentions have no codes, but keep their numbers."""
    ends = {end for bond in held if bond.joins for end in (bond.low, bond.high)}
    return ends.union(mentions.stable.tolist())


def _told_together(mentions: Ids) -> list[int]:
    """All mentions of the registrations of these: a key may need the father or the spouse."""
    found: set[int] = set()
    for some in batches(mentions.tolist(), IDS_AT_ONCE):
        found.update(number for (number,) in quick.rows(quick.TOLD_TOGETHER, some))
    return sorted(found)


def _all_bonds() -> list[Bond]:
    return list(bonds(Judgement.objects.order_by("pk").values_list(*BOND).iterator(IDS_AT_ONCE)))


def _rows(mentions: Mentions, held: Iterable[Bond], *, engine_too: bool) -> tuple[Ids, Ids]:
    """(apart, together) as pairs of rows of `mentions`; judgements about others are left out."""
    place = {mention: row for row, mention in enumerate(mentions.stable.tolist())}
    apart, together = [], []
    for bond in held:
        if bond.low not in place or bond.high not in place:
            continue
        pair = (place[bond.low], place[bond.high])
        if bond.bars_engine:
            apart.append(pair)
        elif bond.joins and (bond.human or engine_too):
            together.append(pair)
    return _pairs(apart), _pairs(together)


def _pairs(pairs: list[tuple[int, int]]) -> Ids:
    return np.array(pairs, np.int64).reshape(-1, 2)


def _ids(mentions: Mentions, pairs: Ids) -> list[tuple[int, int]]:
    ids = np.sort(mentions.stable[pairs], axis=1)
    return [(low, high) for low, high in ids.tolist()]


def _proposals(outcome: Outcome, mentions: Mentions) -> list[Proposal]:
    pairs = _ids(mentions, outcome.joins)
    return [Proposal(*pair, bits) for pair, bits in zip(pairs, outcome.join_millibits.tolist(), strict=True)]


def _doubts(
    outcome: Outcome, mentions: Mentions, held: Iterable[Bond], who: Mapping[int, int]
) -> list[tuple[int, int, Verdict, int]]:
    """Pairs for people to judge: nobody has judged them, and they are two persons now."""
    judged = {(bond.low, bond.high) for bond in held}
    likely = outcome.unsure_probability >= LEAST_UNSURE
    pairs = _ids(mentions, outcome.unsure[likely])
    return [
        (*pair, Verdict.UNSURE, bits)
        for pair, bits in zip(pairs, outcome.unsure_millibits[likely].tolist(), strict=True)
        if pair not in judged and who[pair[0]] != who[pair[1]]
    ]


def _no_longer(bond: Bond, label: Mapping[int, int]) -> bool:
    """Whether the engine, judging anew, does not say this joining or this doubt of its own any more."""
    if bond.human or not bond.standing or bond.low not in label or bond.high not in label:
        return False
    apart = label[bond.low] != label[bond.high]
    return apart if bond.verdict is Verdict.SAME else not apart


def _write_judgements(found: Sequence[tuple[int, int, Verdict, int]], version: str) -> None:
    columns = ("low_id", "high_id", "verdict", "millibits", "by_engine", "weights_id", "reasons", "at", "reason",
               "taken_back_reason", "released")  # fmt: skip
    at = _written(timezone.now())
    nothing = json.dumps([])
    for some in batches(sorted(found), ROWS_A_COMMIT):
        rows = [
            (*pair, str(verdict), bits, True, version, nothing, at, "", "", False)
            for *pair, verdict, bits in some
        ]
        with transaction.atomic():
            insert(Judgement, columns, rows)


def _written(moment: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(moment)
