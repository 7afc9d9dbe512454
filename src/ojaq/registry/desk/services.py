"""The counter's one service: a testimony comes in, and its people are found among those already known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ojaq.registry.access import Viewer, engine
from ojaq.registry.identity.models import Belonging
from ojaq.registry.identity.services import resolve
from ojaq.registry.registration.models import Mention, Registration
from ojaq.registry.registration.services import register

__all__ = ["Received", "receive"]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a testimony: its registration, and the register number of each of its people by ref."""

    registration: Registration
    numbers: Mapping[str, int]


def receive(*, testimony: Mapping[str, Any], by: Viewer, same_registrant: bool = False) -> Received:
    """Register a testimony and resolve its mentions. Stored first: resolving again later loses nothing.

    Raises what `registration.services.register` raises.
    """
    registration = register(testimony=testimony, by=by, same_registrant=same_registrant)
    resolve(by=engine())
    mentions = Mention.objects.filter(registration=registration)
    refs = dict(mentions.values_list("pk", "ref"))
    rows = Belonging.objects.filter(mention__in=refs).values_list("mention_id", "person_id")
    return Received(registration, {refs[mention]: number for mention, number in rows})
