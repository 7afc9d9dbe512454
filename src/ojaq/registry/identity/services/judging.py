"""People's judgements: made, taken back, given again. Each recomputes only the persons it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.models import Office
from ojaq.registry.identity.components import Bond, Verdict, cut, given_back, parted_by, persons
from ojaq.registry.identity.errors import (
    AlreadyTakenBack,
    HeldApart,
    NoSuchJudgement,
    OneTestimony,
    StillStanding,
)
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.services.confirming import two_join
from ojaq.registry.identity.services.grouping import Component, component, regroup
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Mention
from ojaq.registry.vault import seal


def judge(*, pair: tuple[int, int], verdict: Verdict, reason: str, by: Viewer, note: str = "") -> Judgement:
    """Judge two mentions (their ids, in any order). `reason` is a code; `note` is sealed.

    Saying what one said already changes nothing. Raises OneTestimony, HeldApart (a `same` against a standing
    `different`), HeldTogether (a `different` against people's own chain), NoSuchJudgement for unknown
    mentions.
    """
    require(by, Act.JUDGE)
    low, high = sorted(pair)
    with transaction.atomic():
        touched = component((low, high))
        before = _said_already(touched.bonds, low, high, verdict)
        if before is not None:
            return Judgement.objects.get(pk=before.id)
        registration = _allowed(touched, low, high, verdict)
        if verdict is Verdict.SAME:
            two_join(touched=touched, low=low, high=high, by=by)
        made = Judgement.objects.create(
            low_id=low,
            high_id=high,
            verdict=verdict,
            by_engine=False,
            reviewer=by.account,
            office=Office.objects.filter(code=by.office).first(),
            at=timezone.now(),
            reason=reason,
            note=_sealed(registration, note),
        )
        _take_back(_in_the_way(touched, touched.bonds, low, high, verdict), made.pk, by, made.at)
        _record(Act.JUDGE, made, regroup((low, high)), by, reason)
    return made


def undo_judgement(*, judgement: int, by: Viewer, reason: str = "") -> Judgement:
    """Take a judgement back; the row stays. What had given way to it stands again, later facts stay with
    their side.

    A joining of the engine that a person takes back is never said by the engine again, until it is given
    back. Raises AlreadyTakenBack, NoSuchJudgement.
    """
    require(by, Act.UNDO_JUDGEMENT)
    with transaction.atomic():
        row = _locked(judgement)
        if row.taken_back_at is not None:
            raise AlreadyTakenBack()
        touched = component((row.low_id, row.high_id))
        row.taken_back_at, row.taken_back_by, row.taken_back_reason = timezone.now(), by.account, reason
        row.released = row.by_engine and row.verdict == Verdict.SAME
        row.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason", "released"])
        _restore(given_back(touched.bonds, row.pk))
        _record(Act.UNDO_JUDGEMENT, row, regroup((row.low_id, row.high_id)), by, reason)
    return row


def redo_judgement(*, judgement: int, by: Viewer) -> Judgement:
    """Let a judgement that was taken back stand again. Raises StillStanding, HeldApart, HeldTogether,
    OneTestimony.
    """
    require(by, Act.REDO_JUDGEMENT)
    with transaction.atomic():
        row = _locked(judgement)
        if row.taken_back_at is None:
            raise StillStanding()
        touched = component((row.low_id, row.high_id))
        verdict = Verdict(row.verdict)
        _allowed(touched, row.low_id, row.high_id, verdict)
        if verdict is Verdict.SAME:
            two_join(touched=touched, low=row.low_id, high=row.high_id, by=by)
        _restore([bond for bond in touched.bonds if bond.id == row.pk])
        others = [bond for bond in touched.bonds if bond.id != row.pk]
        if not row.by_engine:
            way = _in_the_way(touched, others, row.low_id, row.high_id, verdict)
            _take_back(way, row.pk, by, timezone.now())
        row.refresh_from_db()
        _record(Act.REDO_JUDGEMENT, row, regroup((row.low_id, row.high_id)), by, "")
    return row


def _locked(judgement: int) -> Judgement:
    row = Judgement.objects.select_for_update().filter(pk=judgement).first()
    if row is None:
        raise NoSuchJudgement()
    return row


def _said_already(bonds: Iterable[Bond], low: int, high: int, verdict: Verdict) -> Bond | None:
    for bond in bonds:
        if bond.human and bond.standing and (bond.low, bond.high, bond.verdict) == (low, high, verdict):
            return bond
    return None


def _allowed(touched: Component, low: int, high: int, verdict: Verdict) -> Mention:
    """Refuse what the laws forbid. Returns the mention that lends its registration's key to the note."""
    both = Mention.objects.select_related("registration").in_bulk([low, high])
    if low == high or len(both) != 2:
        raise NoSuchJudgement()
    if verdict is Verdict.SAME:
        if parted_by(touched.bonds, low, high) is not None:
            raise HeldApart()
        if _would_share_a_testimony(touched, low, high):
            raise OneTestimony()
    return both[low]


def _would_share_a_testimony(touched: Component, low: int, high: int) -> bool:
    """Whether joining the two would make one person of two people of one registration."""
    who = persons(touched.members, touched.bonds)
    if who[low] == who[high]:
        return False
    sides = {who[low]: set[int](), who[high]: set[int]()}
    rows = Mention.objects.filter(pk__in=touched.members).values_list("pk", "registration_id")
    for mention, registration in rows:
        if who[mention] in sides:
            sides[who[mention]].add(registration)
    return not sides[who[low]].isdisjoint(sides[who[high]])


def _in_the_way(
    touched: Component, bonds: Sequence[Bond], low: int, high: int, verdict: Verdict
) -> list[Bond]:
    """What gives way to a person's judgement of these two: the engine's chain, and every doubt about the two people, of whom
    the pair speaks: one answer settles them all, and taken back it gives them all back.
    """
    who = persons(touched.members, bonds)
    sides = {who[low], who[high]}

    def asks_the_same(bond: Bond) -> bool:
        if (bond.low, bond.high) == (low, high):
            return True
        return not bond.human and len(sides) == 2 and {who.get(bond.low), who.get(bond.high)} == sides

    doubts = [bond for bond in bonds if bond.standing and bond.verdict is Verdict.UNSURE]
    pending = [bond for bond in doubts if asks_the_same(bond)]
    return pending + (cut(bonds, low, high) if verdict is Verdict.DIFFERENT else [])


def _take_back(bonds: Iterable[Bond], because: int, by: Viewer, at: datetime) -> None:
    Judgement.objects.filter(pk__in=[bond.id for bond in bonds]).update(
        taken_back_at=at, taken_back_by=by.account, because_id=because
    )


def _restore(bonds: Iterable[Bond]) -> None:
    Judgement.objects.filter(pk__in=[bond.id for bond in bonds]).update(
        taken_back_at=None, taken_back_by=None, taken_back_reason="", released=False, because=None
    )


def _sealed(mention: Mention, note: str) -> bytes | None:
    if not note:
        return None
    return seal(registration=mention.registration.uuid, place="judgement-note", plain=note.encode())


def _record(act: Act, row: Judgement, numbers: set[int], by: Viewer, reason: str) -> None:
    subjects = [("judgement", str(row.pk)), *(("person", str(number)) for number in sorted(numbers))]
    office = by.office or None
    record(act=act, by=by, subjects=subjects, office=office, reason=reason)
