"""What changed between two reckonings, and what would settle one, as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from ojaq.registry.estates.pages import ChangeShown, Missing
from ojaq.web.words.laws import law


class Named(Protocol):
    """Whoever can stand in a sentence."""

    @property
    def text(self) -> str:
        """The name, or the words in its place."""
        ...


def changes_told(changes: Sequence[ChangeShown], people: Mapping[str, Named]) -> tuple[str, ...]:
    """One sentence a change, whoever is new first."""
    return tuple(_change(one, people[one.who].text if one.who in people else "") for one in changes)


def _change(one: ChangeShown, who: str) -> str:
    values = {"who": who, "before": one.before, "after": one.after}
    if one.code == "law_changed":
        values |= {"before": law(one.before), "after": law(one.after)}
    sentence = {
        "heir_added": _("%(who)s stands beside the others now, with %(after)s."),
        "heir_gone": _("%(who)s has no part any more; it was %(before)s."),
        "share_changed": _("%(who)s has %(after)s instead of %(before)s."),
        "estate_opened": _("%(who)s is told to have died: what was theirs goes on to their own heirs."),
        "estate_closed": _("Nothing passes through %(who)s any more."),
        "law_changed": _("At the death of %(who)s another law stood: %(after)s, not %(before)s."),
        "readings_changed": _("What is not sure has changed: the ways it may have been are others now."),
    }[one.code]
    return sentence % values


def missing_told(one: Missing, people: Mapping[str, Named]) -> str:
    """What would settle or strengthen it."""
    values = {
        "who": people[one.who].text if one.who else "",
        "whom": people[one.whom].text if one.whom else "",
    }
    sentence = {
        "another_telling": _(
            "One more source for %(who)s, child of %(whom)s: another household's telling, or a paper of birth."
        ),
        "another_of_marriage": _(
            "One more source for the marriage of %(who)s and %(whom)s: another household's telling, or a paper."
        ),
        "which_parent": _(
            "Testimonies name different parents for %(who)s: a paper of birth would settle it."
        ),
        "when_died": _("Whether %(who)s outlived %(whom)s: a paper or a gravestone that dates the death."),
        "which_death": _(
            "When %(who)s died: testimonies differ, and the shares with them. A paper would settle it."
        ),
        "law_unknown": _("By which law the estate of %(who)s goes on: none is recorded for that day."),
        "draft_law": _(
            "A law used here is a draft: a lawyer of that country has to read it before anybody relies on it."
        ),
    }[one.code]
    return sentence % values
