"""The waves of this registry's programme, by the years a source names."""

from __future__ import annotations

from dataclasses import dataclass

from ojaq.registry.access.selectors import the_registry
from ojaq.resources import programmes


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave: its id and the years it is named by."""

    id: str
    years: str


def waves() -> tuple[Wave, ...]:
    """The waves to choose from, in the order of the programme; none where the programme names none."""
    registry = the_registry()
    try:
        body = programmes.programme(registry.programme if registry else "")
    except KeyError:
        return ()
    return tuple(Wave(str(each["id"]), f"{each['from']}–{each['to']}") for each in body.get("waves", ()))
