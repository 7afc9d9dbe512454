"""The judgements about a person, with their reasons, and the figures of identity."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from ojaq.core.matching import Reason as Weighed
from ojaq.core.matching import Weights, explain
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.models import Account
from ojaq.registry.identity.cards import IdentityFigures, JudgementShown, Reason, Said
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.errors import NoSuchJudgement
from ojaq.registry.identity.models import Belonging, CodedMention, Judgement
from ojaq.registry.identity.selectors.telling import told
from ojaq.registry.identity.sentences import sentence
from ojaq.registry.identity.services import engine
from ojaq.registry.identity.services.neighbourhood import Near, whole
from ojaq.registry.identity.told import Told
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Mention, Registration, State

MOST_EXPLAINED = 30
"""Joinings of one page whose reasons are reckoned; a village head's page lists the others without."""

_NOT_CURRENT = [state for state in State if state is not State.CURRENT]


def judgements_about(
    *, mentions: Collection[int], person: int, viewer: Viewer, explained: bool = True
) -> tuple[JudgementShown, ...]:
    """Every judgement about a person's mentions, standing or taken back, oldest first. The caller asks and logs.

    explained: with the reasons of the engine's joinings, which cost several milliseconds each; see `reasons_for`.
    """
    touching = Judgement.objects.filter(Q(low__in=mentions) | Q(high__in=mentions))
    rows = list(touching.exclude(verdict=Verdict.UNSURE, by_engine=True).order_by("pk"))
    ends = {end for row in rows for end in (row.low_id, row.high_id)}
    people, numbers = told(mentions=ends), dict(_belonging(ends))
    names = _reviewers(rows)
    joined = [(row.low_id, row.high_id) for row in rows if row.verdict == Verdict.SAME and row.by_engine]
    reasons = reasons_of(joined) if explained else {}
    weights = engine.weights_or_none() if joined else None
    return tuple(
        _shown(
            row,
            people=people,
            numbers=numbers,
            reviewers=names,
            reasons=reasons,
            person=person,
            viewer=viewer,
            weights=weights,
        )
        for row in rows
    )


def _belonging(ends: Collection[int]) -> list[tuple[int, int]]:
    return list(Belonging.objects.filter(mention__in=ends).values_list("mention_id", "person_id"))


def _reviewers(rows: Sequence[Judgement]) -> dict[object, str]:
    accounts = Account.objects.filter(uuid__in={row.reviewer for row in rows if row.reviewer})
    return {account.uuid: account.name or account.username for account in accounts}


def _shown(
    row: Judgement,
    *,
    people: Mapping[int, Told],
    numbers: Mapping[int, int],
    reviewers: Mapping[object, str],
    reasons: Mapping[tuple[int, int], tuple[Reason, ...]],
    person: int,
    viewer: Viewer,
    weights: Weights | None,
) -> JudgementShown:
    others = [
        number for end in (row.low_id, row.high_id) if (number := numbers.get(end)) not in (None, person)
    ]
    return JudgementShown(
        id=row.pk,
        verdict=row.verdict,
        low=_name(people.get(row.low_id)),
        high=_name(people.get(row.high_id)),
        other=others[0] if others else None,
        by="engine" if row.by_engine else "reviewer" if row.reviewer else "office",
        reviewer=reviewers.get(row.reviewer, ""),
        weights=row.weights_id or "",
        at=row.at,
        probability=_probability(row, weights),
        reasons=_stored(row) or reasons.get((row.low_id, row.high_id), ()),
        reason=row.reason,
        standing=row.taken_back_at is None,
        taken_back_at=row.taken_back_at,
        can_undo=row.taken_back_at is None and viewer.may(Act.UNDO_JUDGEMENT),
        can_redo=row.taken_back_at is not None and viewer.may(Act.REDO_JUDGEMENT),
    )


def _name(mention: Told | None) -> Said:
    return mention.name if mention else Said("")


def _probability(row: Judgement, weights: Weights | None) -> float | None:
    """What the engine held when it judged; None for people's judgements."""
    if not row.by_engine or weights is None:
        return None
    return float(1 / (1 + np.exp2(np.clip(-row.millibits / 1000 / weights.temper, -60, 60))))


def _stored(row: Judgement) -> tuple[Reason, ...]:
    return tuple(
        Reason(each["code"], sentence(each["code"], each["millibits"]), round(each["millibits"] / 1000, 1))
        for each in row.reasons
    )


def reasons_for(*, judgement: int, viewer: Viewer) -> tuple[int, tuple[Reason, ...]]:
    """Why the two mentions of one judgement are held for one: the register number they answer with now, and the reasons.

    A reading of that person, so it stands in the ledger before this returns. Raises NotPermitted, NoSuchJudgement.
    """
    require(viewer, Act.OPEN_PERSON)
    row = Judgement.objects.filter(pk=judgement).first()
    people = dict(_belonging((row.low_id, row.high_id))) if row else {}
    if row is None or not people:
        raise NoSuchJudgement
    subjects = [("person", str(number)) for number in sorted(set(people.values()))]
    with transaction.atomic():
        record(
            act=Act.OPEN_PERSON,
            by=viewer,
            subjects=subjects,
            office=viewer.office or None,
            reason="judgement",
        )
    pair = (row.low_id, row.high_id)
    number = people[row.low_id] if row.low_id in people else people[row.high_id]
    if row.verdict != Verdict.SAME or not row.by_engine:
        return number, _stored(row)
    return number, _stored(row) or reasons_of([pair]).get(pair, ())


def reasons_of(pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], tuple[Reason, ...]]:
    """Why the engine holds these pairs of mentions for one, by the weights in use, heaviest first."""
    weights = engine.weights_or_none()
    pairs = pairs[:MOST_EXPLAINED]
    if weights is None or not pairs:
        return {}
    tokens = engine.tokens()
    found = {}
    for low, high in pairs:
        near = whole([low, high])
        row = {mention: at for at, mention in enumerate(near.mentions.stable.tolist())}
        if low not in row or high not in row:
            continue
        names = _names_of_relatives(near)
        reasons = explain(near.mentions, tokens, row[low], row[high], weights)
        found[low, high] = tuple(_in_words(reason, near, names) for reason in reasons)
    return found


def _names_of_relatives(near: Near) -> dict[int, str]:
    rows = Mention.objects.filter(pk__in=near.mentions.stable.tolist()).values_list(
        "pk", "given", "as_written"
    )
    return {mention: given or written for mention, given, written in rows}


def _in_words(reason: Weighed, near: Near, names: Mapping[int, str]) -> Reason:
    sides = {
        side: names.get(int(near.mentions.stable[at]), "") for side, at in reason.parameters.items()
    }  # fmt: skip
    return Reason(
        reason.code, sentence(reason.code, reason.millibits, sides), round(reason.millibits / 1000, 1)
    )


def identity_figures(*, viewer: Viewer) -> IdentityFigures:
    """Figures of the whole register. They name nobody: a permission, no entry."""
    require(viewer, Act.READ_FIGURES)
    # Whoever is not current is counted and taken away: they are few, and the whole is counted by an index alone.
    past = Registration.objects.filter(state__in=_NOT_CURRENT).values("pk")
    gone = Belonging.objects.filter(mention__registration__in=past)
    kept = Belonging.objects.filter(person=OuterRef("person"), mention__registration__state=State.CURRENT)
    registrants = Mention.objects.filter(registrant=True).exclude(registration__in=past).values("pk")
    own = Belonging.objects.filter(mention__in=registrants)
    persons = Belonging.objects.aggregate(n=Count("person", distinct=True))["n"]
    persons -= gone.filter(~Exists(kept)).aggregate(n=Count("person", distinct=True))["n"]
    return IdentityFigures(
        persons=persons,
        registered=own.aggregate(n=Count("person", distinct=True))["n"],
        joined_mentions=Belonging.objects.count() - gone.count() - persons,
        waiting=Judgement.objects.filter(verdict=Verdict.UNSURE, taken_back_at=None).count(),
        unresolved=CodedMention.objects.filter(settled=False).count(),
    )
