"""Everybody a page speaks of, as it may be shown: names looked up, and kept from one another where the law of the page says so.

The callers ask the permission and write the ledger entry.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ojaq.registry.access.selectors import consented
from ojaq.registry.estates.masking import CONSENT, keys, shown_openly
from ojaq.registry.estates.pages import Someone
from ojaq.registry.estates.selectors.reckoning import Reckoned
from ojaq.registry.estates.written import span_text
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.models import Protection
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.registration.models import Mention, State


def people_shown(found: Reckoned, people: Sequence[int], asking: int) -> Mapping[int, Someone]:
    """Register number -> how this person stands on the page of the one who asks."""
    gone = _dead(found, people)
    openly = shown_openly(
        people,
        asking=asking,
        dead=gone,
        agreed=_agreed(people),
        named=_named_by(asking),
        protected=_protected(people),
    )
    told = told_of(persons=[who for who in people if who in openly])
    called = keys(people, openly)
    return {
        who: _someone(found, who, called[who], told.get(who), asking=asking, openly=who in openly)
        for who in called
    }


def _someone(
    found: Reckoned, who: int, key: str, told: Sequence[object] | None, *, asking: int, openly: bool
) -> Someone:
    life = found.lives.get(who)
    sex = life.sex if life else "unknown"
    if not openly:
        return Someone(key, None, Said("", ""), "unknown", masked=True)
    human = found.case.family.people.get(str(who))
    died = span_text(human.died) if human and human.died else ""
    return Someone(
        key,
        who,
        fullest(told).name if told else Said("", ""),  # type: ignore[arg-type]
        sex,
        died,
        presumed=who in found.made.presumed_dead,
        asking=who == asking,
    )


def _dead(found: Reckoned, people: Sequence[int]) -> set[int]:
    """Told to have died and by nobody to live, or dead by age; whom testimonies contradict may be alive."""
    return {
        who
        for who in people
        if (life := found.lives.get(who))
        and ((life.told_dead and not life.told_living) or who in found.made.presumed_dead)
    }


def _agreed(people: Collection[int]) -> set[int]:
    """Those who agreed, in a current testimony of their own, that family may find them."""
    own = Mention.objects.filter(
        belonging__person__in=list(people), registrant=True, registration__state=State.CURRENT
    )
    by = dict(own.values_list("registration__uuid", "belonging__person_id"))
    return {by[one] for one in consented(registrations=by, purpose=CONSENT)}


def _named_by(asking: int) -> set[int]:
    """Everybody whom the one who asks named in a current testimony of their own."""
    own = Mention.objects.filter(belonging__person=asking, registrant=True, registration__state=State.CURRENT)
    named = Mention.objects.filter(registration__in=own.values("registration"))
    return set(named.exclude(belonging=None).values_list("belonging__person_id", flat=True))


def _protected(people: Collection[int]) -> set[int]:
    rows = Protection.objects.filter(lifted_at=None, mention__belonging__person__in=list(people))
    return set(rows.values_list("mention__belonging__person_id", flat=True))
