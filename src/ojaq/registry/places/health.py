"""Is there a gazetteer to read places by?"""

from __future__ import annotations

from collections.abc import Iterator

from ojaq.registry.finding import Finding, look, well
from ojaq.registry.places.models import Gazetteer, Place


def findings() -> Iterator[Finding]:
    """What stands about the gazetteers."""
    count = Place.objects.count()
    if not count:
        yield look(
            "places.none",
            "There are no places: villages cannot be told apart.",
            "`ojaq import places.tsv --as gazetteer`",
        )
    else:
        yield well("places.kept", f"{count} places of {Gazetteer.objects.count()} gazetteers are kept.")
