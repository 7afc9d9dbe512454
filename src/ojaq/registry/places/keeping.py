"""Keeping the book of places in step with the tables: a version that counts changes, and the packed book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from django.db import connection, transaction
from django.db.models import F, Max

from ojaq.core.names import NameKnowledge, build_knowledge
from ojaq.core.places import NameRow, PlaceBook, PlaceRow
from ojaq.core.places.packing import FORMAT, pack, unpack
from ojaq.registry.places.models import BookCopy, Place, PlaceName
from ojaq.resources import gazetteer, names

_THE_ONE = 1
_AT_ONCE = 5000
# The version counts names added one by one in its lower digits and loads of gazetteers in its upper ones.
_A_LOAD = 1_000_000


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    last_name: int
    book: PlaceBook


_lock = Lock()
_books: dict[str, _Kept] = {}
_knowledge: list[NameKnowledge] = []


def note_load() -> None:
    """Counts a change of many places and names; inside the transaction that makes it."""
    _count(_A_LOAD)


def note_name() -> None:
    """Counts one name that was added to a place that was there; inside the transaction that adds it."""
    _count(1)


def _count(step: int) -> None:
    if not BookCopy.objects.filter(pk=_THE_ONE).update(version=F("version") + step):
        BookCopy.objects.create(pk=_THE_ONE, version=step)


def current_book() -> PlaceBook:
    """The book of the register's places as they are now; built or unpacked once in a process and version."""
    return _current().book


def pack_book() -> None:
    """Stores the packed book of the present state, so that the next process starts in a moment."""
    kept = _current()
    packed = pack(kept.book)
    with transaction.atomic():
        BookCopy.objects.filter(pk=_THE_ONE).update(
            packed=packed, packed_version=f"{FORMAT}:{kept.version}:{kept.last_name}"
        )


def _current() -> _Kept:
    database = str(connection.settings_dict["NAME"])
    version = _version()
    known = _books.get(database)
    if known is not None and known.version == version:
        return known
    with _lock:
        base = _books.get(database)
        if base is None or base.version // _A_LOAD != version // _A_LOAD or base.version > version:
            base = _unpacked(version) or _built(version)
        if base.version != version:
            base = _caught_up(base, version)
        _books[database] = base
    return base


def _version() -> int:
    """As ready SQL: it is asked at every question, and composing it anew costs more than answering it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM place_book WHERE id = %s", [_THE_ONE])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def knowledge() -> NameKnowledge:
    """The tables of names, built once in a process."""
    if not _knowledge:
        _knowledge.append(build_knowledge(names.tables()))
    return _knowledge[0]


def _unpacked(version: int) -> _Kept | None:
    told = BookCopy.objects.filter(pk=_THE_ONE).values_list("packed_version", flat=True).first() or ""
    form, _, numbers = told.partition(":")
    if form != FORMAT:
        return None
    packed_at, last_name = map(int, numbers.split(":"))
    if packed_at // _A_LOAD != version // _A_LOAD or packed_at > version:
        return None
    packed = (
        BookCopy.objects.filter(pk=_THE_ONE, packed_version=told).values_list("packed", flat=True).first()
    )
    if packed is None:
        return None
    return _Kept(packed_at, last_name, unpack(bytes(packed), gazetteer.words(), knowledge()))


def _built(version: int) -> _Kept:
    places = (
        PlaceRow(*row)
        for row in Place.objects.order_by("id")
        .values_list(
            "gazetteer_id",
            "name",
            "lat",
            "lon",
            "country",
            "region",
            "county",
            "placetype",
            "population",
            "own",
        )
        .iterator(_AT_ONCE)
    )
    last = PlaceName.objects.aggregate(last=Max("id"))["last"] or 0
    book = PlaceBook.of(places, _said(last=last), gazetteer.words(), knowledge())
    return _Kept(version, last, book)


def _caught_up(base: _Kept, version: int) -> _Kept:
    last = PlaceName.objects.aggregate(last=Max("id"))["last"] or 0
    return _Kept(version, last, base.book.with_names(_said(last=last, after=base.last_name)))


def _said(*, last: int, after: int = 0) -> Iterator[NameRow]:
    """Names in the tables, in the order they came."""
    rows = PlaceName.objects.filter(id__gt=after, id__lte=last).order_by("id")
    for row in rows.values_list("place__gazetteer_id", "name", "lang", "kind").iterator(_AT_ONCE):
        yield NameRow(*row)
