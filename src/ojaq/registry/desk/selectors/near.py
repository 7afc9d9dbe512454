"""While a relative is told: who of those already known they may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ojaq.registry.access import Viewer
from ojaq.registry.access.limits import RELATIVE
from ojaq.registry.desk.selectors.counter import PERHAPS, place_of
from ojaq.registry.desk.selectors.drafts import Understood
from ojaq.registry.identity.cards import MaskedCard
from ojaq.registry.identity.errors import NoWeights
from ojaq.registry.identity.selectors.asking import Question, ask
from ojaq.registry.places.selectors import book

MOST = 3


def near(*, told: Understood, ref: str, viewer: Viewer) -> list[MaskedCard]:
    """Masked cards for one person of a family, with parents and spouse as told beside; at most three, none where nobody fits.

    Logged like a question of the counter, and counted apart from those (`access.limits.RELATIVES`). A register that was never
    resolved answers with nobody. Raises NotPermitted, TooManyQuestions.
    """
    people: Mapping[str, Mapping[str, Any]] = {each["ref"]: each for each in told.testimony["people"]}
    person = people.get(ref, {})
    name = person.get("name") or {}
    if not (name.get("given") or name.get("family")):
        return []
    question = Question(
        person=person, language=told.testimony.get("language"), recorded_on=told.testimony["recorded_on"],
        **_beside(ref, told.testimony.get("ties", ()), people),
    )  # fmt: skip
    try:
        [cards] = ask(
            questions=[question], viewer=viewer, place_of=place_of(book()), most=MOST, least=PERHAPS, reason=RELATIVE
        )  # fmt: skip
    except NoWeights:
        return []
    return cards


def _beside(ref: str, ties: Any, people: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for tie in ties:
        if tie.get("child") == ref:
            parent = people[tie["parent"]]
            found["mother" if parent.get("sex") == "female" else "father"] = parent.get("name")
        elif ref in (tie.get("couple") or ()):
            spouse = next(one for one in tie["couple"] if one != ref)
            found["spouse"] = people[spouse].get("name")
    return found
