"""Register numbers: whom one answers with, and which one each mention answers with."""

from __future__ import annotations

from collections.abc import Iterator

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.limits import registered_lately
from ojaq.registry.identity.errors import NoSuchPerson
from ojaq.registry.identity.models import Belonging, Person
from ojaq.registry.identity.selectors.protecting import hidden_from
from ojaq.registry.registration.models import State


def answering(*, number: int, viewer: Viewer | None = None) -> int:
    """The register number a number answers with now: its own, or that of the person it was joined to.

    `viewer`: who is to be shown that person; to most of them somebody in danger is as if nobody had the number.
    Raises NoSuchPerson for a number that was never given, or of whom nobody is left.
    """
    person = Person.objects.filter(pk=number).values_list("anchor__belonging__person_id", flat=True).first()
    if person is None or (viewer is not None and hidden_from(viewer=viewer, persons=[person])):
        raise NoSuchPerson()
    return person


def told_to(viewer: Viewer, person: int) -> bool:
    """Whether this account itself took in, within a day, a testimony that speaks of this person: opening it is not counted."""
    if viewer.account is None or not (taken := registered_lately(viewer.account)):
        return False
    return Belonging.objects.filter(person=person, mention__registration__uuid__in=taken).exists()


def numbers_of_mentions(*, viewer: Viewer) -> Iterator[tuple[str, str, int]]:
    """(registration uuid, ref, register number) of every mention of every current registration, in order, streaming.

    The export that carries it out asks about consent and writes the entry. Mentions the engine has not judged yet are not
    among them: run `resolve` first.
    """
    require(viewer, Act.EXPORT)
    rows = Belonging.objects.filter(mention__registration__state=State.CURRENT).order_by("mention_id")
    for registration, ref, number in rows.values_list(
        "mention__registration__uuid", "mention__ref", "person_id"
    ).iterator(5000):
        yield str(registration), ref, number


def unresolved(*, viewer: Viewer) -> int:
    """How many mentions of current registrations the engine has not judged yet."""
    from ojaq.registry.registration.models import Mention

    require(viewer, Act.READ_FIGURES)
    return Mention.objects.filter(registration__state=State.CURRENT, belonging=None).count()
