"""A document made ready for the tables before the write lock is taken: names, days and places are read here, once."""

from __future__ import annotations

from dataclasses import dataclass

from ojaq.registry.registration.places_said import PlaceReader, unknown_places
from ojaq.registry.registration.reading import Document
from ojaq.registry.registration.rows import (
    consent_rows,
    departure_rows,
    loss_rows,
    mention_rows,
    registration_row,
    tie_rows,
    wish_rows,
)
from ojaq.registry.registration.tables import Row


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of one document, by table, without numbers; `doubts` are its flags, by code."""

    document: Document
    registration: Row
    mentions: list[Row]
    ties: list[Row]
    departures: list[Row]
    wishes: list[Row]
    losses: list[Row]
    consents: list[Row]
    doubts: dict[str, list[str]]


def prepare(document: Document, read_place: PlaceReader) -> Prepared:
    """Reads everything in a document that the tables keep."""
    doubts = {doubt.code: list(doubt.fields) for doubt in document.doubts}
    if nowhere := unknown_places(document.content, read_place):
        doubts["unknown-place"] = nowhere
    return Prepared(
        document=document,
        registration=registration_row(document),
        mentions=mention_rows(document, read_place),
        ties=list(tie_rows(document)),
        departures=list(departure_rows(document, read_place)),
        wishes=list(wish_rows(document)),
        losses=list(loss_rows(document, read_place)),
        consents=list(consent_rows(document)),
        doubts=doubts,
    )
