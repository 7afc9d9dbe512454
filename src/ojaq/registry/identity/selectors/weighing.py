"""Why two mentions may be one: the one way reasons are reckoned and said, on whatever page or answer they stand.

The counter asks the same scorer (`core.matching.find`) and says what it answers with `said`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ojaq.core.matching import Reason as Part
from ojaq.core.matching import weigh
from ojaq.registry.identity.cards import PairWeighed, Reason
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.sentences import sentence
from ojaq.registry.identity.services import engine
from ojaq.registry.identity.services.neighbourhood import Near, whole
from ojaq.registry.registration.models import Mention

MOST_WEIGHED = 30
"""Pairs of one page that are weighed; a village head's page lists the others without reasons."""

NamesOf = Callable[[Part], Mapping[str, str] | None]
"""The names of the relatives a part speaks of, as they were told, the older testimony's as `left`."""


def weigh_pairs(pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], PairWeighed]:
    """T and reasons of pairs of mentions (ids, the lower first) by the weights in use, with the relatives both testimonies
    name; a pair that cannot be one, or whose codes are gone, is left out."""
    weights = engine.weights_or_none()
    pairs = pairs[:MOST_WEIGHED]
    if weights is None or not pairs:
        return {}
    tokens = engine.tokens()
    found = {}
    for low, high in pairs:
        near = whole([low, high])
        row = {mention: at for at, mention in enumerate(near.mentions.stable.tolist())}
        if low not in row or high not in row:
            continue
        pair = weigh(near.mentions, tokens, row[low], row[high], weights)
        if pair is not None:
            found[low, high] = PairWeighed(pair.millibits, said(pair.reasons, _relatives(near)))
    return found


def beside(row: Judgement, found: Mapping[tuple[int, int], PairWeighed]) -> PairWeighed | None:
    """The weighed pair of a judgement, with what the engine knew beyond the two testimonies when it judged."""
    pair, weights = found.get((row.low_id, row.high_id)), engine.weights_or_none()
    if pair is None or not row.by_engine or weights is None or row.weights_id != weights.version:
        return pair
    return replace(pair, beyond=row.millibits - pair.millibits)


def said(parts: Iterable[Part], names_of: NamesOf) -> tuple[Reason, ...]:
    """Parts of a score as sentences in the reader's language, in their order."""
    return tuple(
        Reason(
            part.code, sentence(part.code, part.millibits, names_of(part)), round(part.millibits / 1000, 1)
        )
        for part in parts
    )


def _relatives(near: Near) -> NamesOf:
    rows = Mention.objects.filter(pk__in=near.mentions.stable.tolist())
    names = {
        mention: given or written for mention, given, written in rows.values_list("pk", "given", "as_written")
    }

    def names_of(part: Part) -> Mapping[str, str]:
        return {side: names.get(int(near.mentions.stable[at]), "") for side, at in part.parameters.items()}

    return names_of
