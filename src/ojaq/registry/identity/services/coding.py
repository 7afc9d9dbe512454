"""Coding what is new: each mention once, in short transactions; and the blocks in which the counter finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from django.db import connection, transaction

from ojaq.core.matching import Mentions, Tokens, code_testimonies, keys_of, pack, unpack
from ojaq.registry.identity import quick
from ojaq.registry.identity.blocks import Ids, blocks, packed
from ojaq.registry.identity.bulk import ROWS_A_COMMIT, batches, insert
from ojaq.registry.identity.models import CodedMention
from ojaq.registry.identity.services import engine
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE
from ojaq.registry.identity.services.reading import place_number, testimonies
from ojaq.registry.registration.models import Registration, State

REGISTRATIONS_A_TURN = 400
Progress = Callable[[str, int], None]


def code_newcomers(progress: Progress) -> int:
    """Code the mentions of current registrations that have no codes yet. Returns how many mentions."""
    coded, after = 0, 0
    while True:
        fresh = Registration.objects.filter(state=State.CURRENT, noticed=False, pk__gt=after).order_by("pk")
        waiting = list(fresh.values_list("pk", flat=True)[:REGISTRATIONS_A_TURN])
        if not waiting:
            return coded
        if not (some := _without_codes(waiting)):
            after = waiting[-1]
            continue
        grown = engine.tokens().fork()
        since = len(grown)
        # Names are read before the turn of writing is taken: that is most of the work.
        mentions = code_testimonies(testimonies(some), grown, place_of=place_number)
        if not _kept(some, mentions, grown, since):
            continue
        after = waiting[-1]
        engine.adopt(grown)
        coded += len(mentions)
        progress("coding", coded)


def _without_codes(registrations: list[int]) -> list[int]:
    """Those that must be coded: one that stepped aside and came back before anybody looked has its codes still."""
    coded = CodedMention.objects.filter(mention__registration__in=registrations)
    there = set(coded.values_list("mention__registration_id", flat=True))
    _notice([each for each in registrations if each in there])
    return [each for each in registrations if each not in there]


@transaction.atomic
def _kept(registrations: list[int], mentions: Mentions, grown: Tokens, since: int) -> bool:
    """Write the codes down; False, with nothing written, when somebody numbered tokens or took a testimony away since."""
    # The row lock makes token numbers unique on PostgreSQL too; on SQLite the transaction does.
    Registration.objects.select_for_update().filter(pk=registrations[0]).first()
    newest = quick.stamps()[0]
    there = {number for (number,) in quick.rows(quick.CURRENT_MENTIONS, registrations)}
    if (newest[0] if newest else -1) != since - 1 or there != set(mentions.stable.tolist()):
        return False
    engine.keep_new_tokens(grown, since)
    rows = zip(mentions.stable.tolist(), pack(mentions), strict=True)
    insert(CodedMention, ("mention_id", "code", "settled"), [(*row, False) for row in rows])
    _notice(registrations)
    return True


def _notice(registrations: list[int]) -> None:
    """Their codes stand; one that has stepped aside in this moment is left to be let go."""
    Registration.objects.filter(pk__in=registrations, state=State.CURRENT).update(noticed=True)


def loaded(ids: Iterable[int] | None = None) -> Mentions:
    """Coded mentions with the ties among them, in order of id; None: all of current registrations."""
    if ids is None:
        every = CodedMention.objects.order_by("mention_id").values_list("code", flat=True)
        return unpack([bytes(code) for code in every.iterator(IDS_AT_ONCE)])
    codes: list[bytes] = []
    for some in batches(sorted(set(ids)), IDS_AT_ONCE):
        codes.extend(code for (code,) in quick.rows(quick.CODED, some))
    return unpack(codes)


def store_blocks(mentions: Mentions, tokens: Tokens, wanted: Ids, progress: Progress) -> None:
    """Add these mentions (ids) to the blocks of their keys, in order of key, a commit every few thousand."""
    keys, rows = keys_of(mentions, tokens)
    ids = mentions.stable[rows]
    new = np.isin(ids, wanted)
    done = 0
    for some in batches(blocks(keys[new], ids[new]), ROWS_A_COMMIT * 4):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                _ADD[connection.vendor], [(key, len(block), packed(block)) for key, block in some]
            )
        done += len(some)
        progress("blocks", done)


# SQLite joins two blobs as text of the same bytes; the cast makes a blob of them again.
_ADD = {
    "sqlite": (
        "INSERT INTO match_key (id, size, mentions) VALUES (%s, %s, %s) ON CONFLICT (id) DO UPDATE SET "
        "size = match_key.size + excluded.size, mentions = CAST(match_key.mentions || excluded.mentions AS BLOB)"
    ),
    "postgresql": (
        "INSERT INTO match_key (id, size, mentions) VALUES (%s, %s, %s) ON CONFLICT (id) DO UPDATE SET "
        "size = match_key.size + excluded.size, mentions = match_key.mentions || excluded.mentions"
    ),
}
