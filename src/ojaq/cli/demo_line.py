"""The line of a house in a demonstration: its estate is kept, then a cousin's testimony comes in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer


def keep_estates(programmes: Iterable[str], by: Viewer) -> list[str]:
    """Keep the estate at the head of each line as version 1; answers with the register numbers of the children.

    A line whose village has no law, or whose people were not put together, is left out rather than half shown.
    """
    from ojaq.core.rehearsal import child_of
    from ojaq.errors import Refused
    from ojaq.registry.estates.selectors import estate_page
    from ojaq.registry.estates.services import open_case
    from ojaq.registry.identity.selectors import numbers_of_mentions

    wanted = {child_of(documents(number)) for number in programmes}
    children = [
        number
        for registration, ref, number in numbers_of_mentions(viewer=by)
        if (registration, ref) in wanted
    ]
    kept = []
    for child in children:
        try:
            page = estate_page(person=child, viewer=by)
        except Refused:
            continue
        open_case(estate_of=int(page.dead), by=by)
        kept.append(str(child))
    return kept


def cousins_tell(programmes: Iterable[str], path: Path, by: Viewer) -> None:
    """The last testimony of each line comes in."""
    from ojaq.registry.exchange.services import import_registrations

    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for number in programmes:
            stream.write(json.dumps(documents(number)[-1], ensure_ascii=False) + "\n")
    import_registrations(path=path, by=by, refusals=path.with_suffix(".refusals.csv"))


def documents(number: str) -> list[dict[str, Any]]:
    """The testimonies of the line of one programme."""
    from ojaq.core.rehearsal import Speller, line_of_a_house, setting_of
    from ojaq.resources.programmes import line_shown, programme
    from ojaq.resources.rehearsal import spellings

    return line_of_a_house(setting_of(programme(number)), Speller.of(spellings()), line_shown(number))
