"""Coding what is new: each mention once, in short transactions; and the blocks in which the counter finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from ojaq.core.matching import Mentions, Tokens, code_testimonies, keys_of, pack, unpack
from ojaq.registry.identity import quick
from ojaq.registry.identity.blocks import Ids, blocks, packed
from ojaq.registry.identity.bulk import ROWS_A_COMMIT, batches, insert
from ojaq.registry.identity.models import CodedMention
from ojaq.registry.identity.services import engine
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE
from ojaq.registry.identity.services.reading import place_number, testimonies
from ojaq.registry.registration.models import Mention, Registration, State

REGISTRATIONS_A_TURN = 400
Progress = Callable[[str, int], None]


def code_newcomers(progress: Progress) -> int:
    """Code the mentions of current registrations that have no codes yet. Returns how many mentions."""
    coded, after = 0, 0
    uncoded = ~Exists(CodedMention.objects.filter(mention=OuterRef("pk")))
    while True:
        fresh = Mention.objects.filter(uncoded, registration__state=State.CURRENT, registration__gt=after)
        numbers = fresh.order_by("registration_id").values_list("registration_id", flat=True).distinct()
        some = list(numbers[:REGISTRATIONS_A_TURN])
        if not some:
            return coded
        grown = engine.tokens().fork()
        since = len(grown)
        # Names are read before the turn of writing is taken: that is most of the work.
        mentions = code_testimonies(testimonies(some), grown, place_of=place_number)
        if not _kept(some, mentions, grown, since):
            continue
        after = some[-1]
        engine.adopt(grown)
        coded += len(mentions)
        progress("coding", coded)


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
    return True


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
