"""The judgements about a person, with their reasons, and the figures of identity."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from ojaq.core.matching import settled_probability
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.models import Account
from ojaq.registry.identity.cards import IdentityFigures, JudgementShown, PairWeighed, Reason, Said
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.errors import NoSuchJudgement
from ojaq.registry.identity.models import Belonging, CodedMention, Judgement
from ojaq.registry.identity.selectors.telling import told
from ojaq.registry.identity.selectors.weighing import beside, weigh_pairs
from ojaq.registry.identity.sentences import sentence
from ojaq.registry.identity.told import Told
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Mention, Registration, State

_NOT_CURRENT = [state for state in State if state is not State.CURRENT]


def judgements_about(
    *, mentions: Collection[int], person: int, viewer: Viewer, explained: bool = True
) -> tuple[JudgementShown, ...]:
    """Every judgement about a person's mentions, standing or taken back, oldest first. The caller asks and logs.

    explained: with the reasons of the engine's joinings, which cost several milliseconds each; see `reasons_for`.
    """
    touching = Judgement.objects.filter(Q(low__in=mentions) | Q(high__in=mentions))
    rows = list(touching.exclude(verdict=Verdict.UNSURE, by_engine=True).order_by("pk"))
    return _all_shown(rows, person=person, viewer=viewer, explained=explained)


def _all_shown(
    rows: Sequence[Judgement], *, person: int, viewer: Viewer, explained: bool
) -> tuple[JudgementShown, ...]:
    ends = {end for row in rows for end in (row.low_id, row.high_id)}
    people, numbers = told(mentions=ends), dict(_belonging(ends))
    names = _reviewers(rows)
    joined = [(row.low_id, row.high_id) for row in rows if row.verdict == Verdict.SAME and row.by_engine]
    found = weigh_pairs(joined) if explained else {}
    return tuple(
        _shown(
            row,
            people=people,
            numbers=numbers,
            reviewers=names,
            weighed=beside(row, found),
            person=person,
            viewer=viewer,
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
    weighed: PairWeighed | None,
    person: int,
    viewer: Viewer,
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
        probability=held_for(row) if row.by_engine else None,
        reasons=_stored(row) or (weighed.reasons if weighed else ()),
        reason=row.reason,
        standing=row.taken_back_at is None,
        taken_back_at=row.taken_back_at,
        can_undo=row.taken_back_at is None and viewer.may(Act.UNDO_JUDGEMENT),
        can_redo=row.taken_back_at is not None and viewer.may(Act.REDO_JUDGEMENT),
        weighed=weighed,
    )


def _name(mention: Told | None) -> Said:
    return mention.name if mention else Said("")


def held_for(row: Judgement) -> float:
    """How likely one person was when the engine judged, by the curves of the batch."""
    within = np.array([row.verdict == Verdict.SAME])
    return float(settled_probability(np.array([row.millibits], np.int32), within)[0])


def _stored(row: Judgement) -> tuple[Reason, ...]:
    return tuple(
        Reason(each["code"], sentence(each["code"], each["millibits"]), round(each["millibits"] / 1000, 1))
        for each in row.reasons
    )


def reasons_for(*, judgement: int, viewer: Viewer) -> tuple[int, JudgementShown]:
    """Why the two mentions of one judgement are held for one: the register number they answer with now, and the judgement with
    its reasons.

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
    number = people[row.low_id] if row.low_id in people else people[row.high_id]
    return number, _all_shown([row], person=number, viewer=viewer, explained=True)[0]


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
