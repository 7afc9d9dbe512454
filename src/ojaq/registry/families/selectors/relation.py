"""How two persons are related, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from ojaq.core.kinship import in_words, kin_words, relation
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.families.selectors.lineage import Lineage, beside, climb_with_siblings, lives_of
from ojaq.registry.identity.selectors import answering
from ojaq.registry.ledger import record
from ojaq.resources import kinship


@dataclass(frozen=True, slots=True)
class RelationShown:
    """What `other` is to `one`. words: "" when no way between them is told; way: register numbers, ends included.

    steps: codes of the way (father, sister, wife...). common: the nearest common ancestors. unreviewed: no speaker has read
    the kin words of this language yet.
    """

    one: int
    other: int
    words: str
    steps: tuple[str, ...] = ()
    way: tuple[int, ...] = ()
    common: tuple[int, ...] = ()
    by_marriage: bool = False
    language: str = "en"
    unreviewed: bool = False


def relation_between(*, one: int, other: int, viewer: Viewer, language: str = "en") -> RelationShown:
    """What the person of the second number is to that of the first, by the shortest way told. Both readings are in the ledger.

    Only ancestors are walked, so the cost grows with generations. Raises NotPermitted, NoSuchPerson.
    """
    require(viewer, Act.OPEN_PERSON)
    with transaction.atomic():
        ego, alter = (answering(number=each, viewer=viewer) for each in (one, other))
        subjects = [("person", str(number)) for number in dict.fromkeys((ego, alter))]
        record(
            act=Act.OPEN_PERSON, by=viewer, subjects=subjects, office=viewer.office or None, reason="relation"
        )
    lineage = Lineage()
    beside(lineage, {ego, alter})
    climb_with_siblings(lineage, lineage.people | {ego, alter})
    rough = relation(lineage.graph(), ego, alter)
    body = kinship.words(language)
    spoken, unreviewed = str(body["language"]), not body.get("reviewed", False)
    if rough is None:
        return RelationShown(ego, alter, "", language=spoken, unreviewed=unreviewed)
    found = relation(lineage.graph(lives_of(rough.way)), ego, alter) or rough
    return RelationShown(
        one=ego,
        other=alter,
        words=in_words(found.steps, kin_words(body)),
        steps=tuple(step.value for step in found.steps),
        way=found.way,
        common=found.common,
        by_marriage=found.by_marriage,
        language=spoken,
        unreviewed=unreviewed,
    )
