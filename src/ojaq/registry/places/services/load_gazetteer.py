"""Loading a gazetteer: streaming, in short transactions, and the same rows twice change nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice

from django.db import transaction

from ojaq.core.places import NameRow, PlaceRow
from ojaq.registry import ledger
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.places.gazetteer_file import Row, read_gazetteer
from ojaq.registry.places.keeping import note_load, pack_book
from ojaq.registry.places.models import Gazetteer, Place, PlaceName
from ojaq.registry.places.refusals import RowRefusal
from ojaq.registry.places.scripts import script_code
from ojaq.resources import gazetteer as shipped

# A batch is one transaction; it must let others write again within 200 ms.
_BATCH = 500
_MOST_REFUSALS = 1000

NameKey = tuple[int, str, str, str, str, str, str]


@dataclass(slots=True)
class GazetteerFigures:
    """What came of a load. `refusals` holds the first thousand; `refused` counts all."""

    places_new: int = 0
    places_there: int = 0
    names_new: int = 0
    names_there: int = 0
    refused: int = 0
    refusals: list[RowRefusal] = field(default_factory=list)

    def refuse(self, refusal: RowRefusal) -> None:
        """Counts a row that was not taken."""
        self.refused += 1
        if len(self.refusals) < _MOST_REFUSALS:
            self.refusals.append(refusal)


def load_gazetteer(
    *,
    rows: Iterable[Row],
    code: str,
    by: Viewer,
    title: str = "",
    attribution: str = "",
    own: bool = True,
    progress: Callable[[int], None] | None = None,
) -> GazetteerFigures:
    """Loads rows of places and names; rows already there stay as they are. `progress` hears how many rows were read.

    `own` says that the community brought this gazetteer: its places come before those of a pack that ships, and a
    place of the pack that it brings too becomes its own. Names are added and never replaced.
    """
    require(by, Act.KEEP_PLACES)
    source, _ = Gazetteer.objects.get_or_create(
        code=code[:200],
        defaults={"title": (title or code)[:500], "attribution": attribution[:1000], "own": own},
    )
    load = _Load(source, own, by)
    read = 0
    for batch in _batches(rows):
        load.take(batch, first_row=read)
        read += len(batch)
        if progress is not None:
            progress(read)
    figures = load.figures
    with transaction.atomic():
        ledger.record(
            act="load-gazetteer",
            by=by,
            subjects=[("gazetteer", str(source.pk))],
            figures={"places": figures.places_new, "names": figures.names_new, "refused": figures.refused},
        )
    pack_book()
    return figures


def load_shipped_pack(*, by: Viewer, pack: str = shipped.DEFAULT_PACK) -> int:
    """Loads a pack that ships with Ojaq, as background to what the community brings; the number of its new places."""
    rows = read_gazetteer(shipped.pack_folder(pack))
    return load_gazetteer(
        rows=rows, code=f"pack:{pack}", title=pack, attribution=shipped.ATTRIBUTION, own=False, by=by
    ).places_new


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


class _Load:
    """One load: remembers which row of the database each place id is, so that names find their place."""

    def __init__(self, source: Gazetteer, own: bool, by: Viewer) -> None:
        self._source, self._own, self._by = source, own, by
        self.figures = GazetteerFigures()
        self._row_of: dict[str, int] = dict(Place.objects.values_list("gazetteer_id", "id"))

    def take(self, batch: list[Row], *, first_row: int) -> None:
        with transaction.atomic():
            row_number = first_row
            # A place and its names may alternate (Linked Places): order is kept, runs of a kind go in bulk.
            for kind, run in groupby(batch, key=type):
                rows = list(run)
                if kind is PlaceRow:
                    self._places([row for row in rows if isinstance(row, PlaceRow)])
                elif kind is NameRow:
                    self._names([row for row in rows if isinstance(row, NameRow)], row_number)
                else:
                    for refusal in rows:
                        if isinstance(refusal, RowRefusal):
                            self.figures.refuse(refusal)
                row_number += len(rows)
            note_load()

    def _places(self, rows: list[PlaceRow]) -> None:
        fresh = {row.place_id: row for row in reversed(rows) if row.place_id not in self._row_of}
        made = Place.objects.bulk_create([self._place(row) for row in reversed(fresh.values())])
        self._row_of.update({place.gazetteer_id: place.id for place in made})
        if self._own:
            there = [self._row_of[row.place_id] for row in rows if row.place_id not in fresh]
            Place.objects.filter(id__in=there, own=False).update(own=True)
        self.figures.places_new += len(made)
        self.figures.places_there += len(rows) - len(made)

    def _place(self, row: PlaceRow) -> Place:
        return Place(
            gazetteer_id=row.place_id,
            source=self._source,
            name=row.name,
            lat=row.lat,
            lon=row.lon,
            country=row.country,
            region=row.region_id,
            county=row.county_id,
            placetype=row.placetype,
            population=row.population,
            own=self._own,
        )

    def _names(self, rows: list[NameRow], row_number: int) -> None:
        wanted: dict[NameKey, NameRow] = {}
        for number, row in enumerate(rows, start=row_number + 1):
            place = self._row_of.get(row.place_id)
            if place is None:
                self.figures.refuse(RowRefusal(line=number, field="place_id", code="unknown-place"))
            else:
                key = (place, row.name, row.lang[:35], row.kind[:40], row.begins, row.ends, row.source[:500])
                wanted.setdefault(key, row)
        there = set(
            PlaceName.objects.filter(place_id__in={key[0] for key in wanted}).values_list(
                "place_id", "name", "lang", "kind", "begins", "ends", "source"
            )
        )
        fresh = [key for key in wanted if key not in there]
        now = dt.datetime.now(dt.UTC)
        PlaceName.objects.bulk_create([self._name(key, now) for key in fresh])
        self.figures.names_new += len(fresh)
        self.figures.names_there += len(wanted) - len(fresh)

    def _name(self, key: NameKey, now: dt.datetime) -> PlaceName:
        place, name, lang, kind, begins, ends, source = key
        return PlaceName(
            place_id=place,
            name=name,
            lang=lang,
            script=script_code(name),
            kind=kind,
            begins=begins,
            ends=ends,
            source=source,
            added_by=self._by.account,
            added_at=now,
        )
