"""Keeping the book of places in step with the tables: a version that counts changes, and the packed book."""

from __future__ import annotations

from threading import Lock

from django.db import connection, transaction
from django.db.models import F

from ojaq.core.names import NameKnowledge, build_knowledge
from ojaq.core.places import NameRow, PlaceBook, PlaceRow
from ojaq.core.places.packing import FORMAT, pack, unpack
from ojaq.registry.places.models import BookCopy, Place, PlaceName
from ojaq.resources import gazetteer, names

_THE_ONE = 1
_AT_ONCE = 5000

_lock = Lock()
_books: dict[str, tuple[str, PlaceBook]] = {}
_knowledge: list[NameKnowledge] = []


def note_change() -> None:
    """Counts a change of places or names; inside the transaction that makes it."""
    if not BookCopy.objects.filter(pk=_THE_ONE).update(version=F("version") + 1):
        BookCopy.objects.create(pk=_THE_ONE, version=1)


def current_book() -> PlaceBook:
    """The book of the register's places as they are now; built or unpacked once in a process and version."""
    database = str(connection.settings_dict["NAME"])
    version = _version()
    known = _books.get(database)
    if known is not None and known[0] == version:
        return known[1]
    with _lock:
        known = _books.get(database)
        if known is None or known[0] != version:
            known = (version, _unpacked(version) or _built(version))
            _books[database] = known
    return known[1]


def pack_book() -> None:
    """Stores the packed book of the present state, so that the next process starts in a moment."""
    book = current_book()
    packed = pack(book)
    with transaction.atomic():
        BookCopy.objects.filter(pk=_THE_ONE).update(packed=packed, packed_version=book.columns.version)


def knowledge() -> NameKnowledge:
    """The tables of names, built once in a process."""
    if not _knowledge:
        _knowledge.append(build_knowledge(names.tables()))
    return _knowledge[0]


def _version() -> str:
    count = BookCopy.objects.filter(pk=_THE_ONE).values_list("version", flat=True).first() or 0
    return f"{FORMAT}:{count}"


def _unpacked(version: str) -> PlaceBook | None:
    packed = (
        BookCopy.objects.filter(pk=_THE_ONE, packed_version=version).values_list("packed", flat=True).first()
    )
    return None if packed is None else unpack(bytes(packed), gazetteer.words(), knowledge())


def _built(version: str) -> PlaceBook:
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
    said = (
        NameRow(*row)
        for row in PlaceName.objects.order_by("id")
        .values_list("place__gazetteer_id", "name", "lang", "kind")
        .iterator(_AT_ONCE)
    )
    return PlaceBook.of(places, said, gazetteer.words(), knowledge(), version)
