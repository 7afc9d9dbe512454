"""What the engine keeps in memory of one process: name knowledge, the token dictionary, the weights in use.

Each is compared with the database before it is used: a look at one row, so that a long-living process follows what
another process learnt or numbered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import RLock

from ojaq.core.matching import Tokens, Weights
from ojaq.core.names import NameKnowledge, build_knowledge, with_own
from ojaq.registry.identity import quick
from ojaq.registry.identity.bulk import insert
from ojaq.registry.identity.errors import NoWeights
from ojaq.registry.identity.models import MatchingWeights, NameToken, OwnNames
from ojaq.resources import names as name_tables


@dataclass
class _Kept:
    tokens: Tokens | None = None
    last: tuple[int, str] | None = None
    weights: Weights | None = None
    knowledge: NameKnowledge | None = None
    own: int | None = None
    lock: RLock = field(default_factory=RLock)


_kept = _Kept()


def knowledge() -> NameKnowledge:
    """The name knowledge that ships, with the community's own table once a token was asked for; built once for each."""
    with _kept.lock:
        if _kept.knowledge is None:
            _kept.knowledge = build_knowledge(name_tables.tables())
        return _kept.knowledge


def tokens() -> Tokens:
    """The token dictionary, in step with the database. To be grown only under `growing`; else fork it."""
    with _kept.lock:
        newest, _, own = quick.stamps()
        return _tokens(newest, own)


def ready() -> tuple[Tokens, Weights | None]:
    """The dictionary and the weights in use, with what every question looks up in both reckoned once."""
    with _kept.lock:
        newest, version, own = quick.stamps()
        known, weights = _tokens(newest, own), _weights(version)
        if weights is not None:
            # Kept with the dictionary; a fork takes them over and adds only its own new tokens.
            weights.rarity_by_token(known)
            weights.sex_by_token(known)
        return known, weights


def _tokens(newest: tuple[int, str] | None, own: int | None) -> Tokens:
    if own != _kept.own:
        _kept.own, _kept.tokens, _kept.knowledge = own, None, _read(own)
    if _kept.tokens is None or newest != _kept.last:
        rows = NameToken.objects.order_by("number").values_list("number", "sound", "abjad", "variant")
        _kept.tokens, _kept.last = Tokens(knowledge(), rows.iterator(5000)), newest
        # Every fork shares the columns that are reckoned here once.
        _kept.tokens.table()
    return _kept.tokens


def _read(own: int | None) -> NameKnowledge:
    """What ships with the table of this row laid over it."""
    tables = name_tables.tables()
    if own is None:
        return build_knowledge(tables)
    document = OwnNames.objects.values_list("document", flat=True).get(pk=own)
    return build_knowledge(with_own(tables, name_tables.own_table(document)))


def keep_new_tokens(grown: Tokens, since: int) -> None:
    """Write the tokens numbered `since` and later, in the caller's transaction; `adopt` them once it is committed."""
    insert(NameToken, ("number", "sound", "abjad", "variant"), grown.rows(since))


def adopt(grown: Tokens) -> None:
    """Go on with a dictionary that was just written, instead of reading it back."""
    with _kept.lock:
        newest = grown.rows(len(grown) - 1)
        grown.settle()
        _kept.tokens, _kept.last = grown, (newest[0][0], newest[0][1]) if newest else None
        grown.table()


def weights_or_none() -> Weights | None:
    """The weights in use, None before the register was ever resolved."""
    with _kept.lock:
        return _weights(quick.stamps()[1])


def _weights(version: str | None) -> Weights | None:
    if version is None:
        return None
    if _kept.weights is None or _kept.weights.version != version:
        _kept.weights = Weights.from_json(MatchingWeights.objects.get(version=version).document)
    return _kept.weights


def weights() -> Weights:
    """The weights in use. Raises NoWeights before the register was ever resolved."""
    found = weights_or_none()
    if found is None:
        raise NoWeights()
    return found
