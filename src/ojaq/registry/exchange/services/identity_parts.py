"""The parts of a dump that say who is who: numbers, judgements, weights. Written out and read back here, side by side.

A mention is [registration, position]. Belongings go along, so that a register that was moved answers before it resolves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from ojaq.registry import vault
from ojaq.registry.access.models import Office
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.models import (
    Belonging,
    Judgement,
    MatchingWeights,
    NumberSeries,
    OwnNames,
    Person,
    Protection,
)
from ojaq.registry.registration.models import Mention

Row = Mapping[str, Any]
MentionOf = Callable[[Any], int]
_NOTE = "judgement-note"
_AT_ONCE = 1000
_OWN_NAMES = ("document", "kept_at", "kept_by", "in_use")
_JUDGEMENT = (
    *("verdict", "by_engine", "reviewer", "millibits", "reasons", "at", "reason", "released"),
    *("taken_back_at", "taken_back_by", "taken_back_reason"),
)


def identity_parts() -> Iterator[tuple[str, Iterator[Row]]]:
    """The parts by name, each as objects."""
    yield "numbers", _numbers()
    yield "persons", _persons()
    yield "weights", iter(MatchingWeights.objects.order_by("learnt_at").values())
    yield "own_names", iter(OwnNames.objects.order_by("pk").values(*_OWN_NAMES))
    yield "judgements", _judgements()
    yield "belongings", _belongings()
    yield "protections", _protections()


def _where(prefix: str) -> tuple[str, str]:
    return f"{prefix}__registration__uuid", f"{prefix}__position"


def _numbers() -> Iterator[Row]:
    for series in NumberSeries.objects.all():
        yield {"key": bytes(series.key).hex(), "given": series.given}


def _persons() -> Iterator[Row]:
    for number, given, *anchor in (
        Person.objects.order_by("given").values_list("number", "given", *_where("anchor")).iterator(5000)
    ):
        yield {"number": number, "given": given, "anchor": anchor if anchor[0] else None}


def _judgements() -> Iterator[Row]:
    rows = Judgement.objects.select_related("low__registration", "high__registration", "office").order_by(
        "pk"
    )
    for row in rows.iterator(2000):
        yield {
            "number": row.pk,
            "low": [row.low.registration.uuid, row.low.position],
            "high": [row.high.registration.uuid, row.high.position],
            "weights": row.weights_id,
            "office": row.office.code if row.office else None,
            "because": row.because_id,
            "note": _open_note(row) if row.note else None,
            **{column: getattr(row, column) for column in _JUDGEMENT},
        }


def _open_note(row: Judgement) -> str | None:
    for mention in (row.low, row.high):
        try:
            words = vault.open_sealed(
                registration=mention.registration.uuid, place=_NOTE, sealed=bytes(row.note or b"")
            )
        except (vault.errors.DoesNotOpen, vault.errors.Forgotten):
            continue
        return words.decode()
    return None


def _belongings() -> Iterator[Row]:
    columns = ("person_id", *_where("mention"))
    for person, *mention in Belonging.objects.order_by("mention").values_list(*columns).iterator(5000):
        yield {"mention": mention, "person": person}


def _protections() -> Iterator[Row]:
    for since, by, lifted_at, *mention in Protection.objects.order_by("pk").values_list(
        "since", "by", "lifted_at", *_where("mention")
    ):
        yield {"mention": mention, "since": since, "by": by, "lifted_at": lifted_at}


def is_empty() -> bool:
    """Whether this register has no persons yet: only then can the numbers of another one be taken over."""
    return not Person.objects.exists()


def take_identity(parts: Mapping[str, Iterator[Row]], mention_of: MentionOf) -> None:
    """Take over numbers, judgements and weights, in short transactions. `mention_of` finds the row of a mention."""
    with transaction.atomic():
        NumberSeries.objects.all().delete()
        NumberSeries.objects.bulk_create(
            NumberSeries(key=bytes.fromhex(row["key"]), given=row["given"]) for row in parts["numbers"]
        )
        MatchingWeights.objects.bulk_create(MatchingWeights(**row) for row in parts["weights"])
        OwnNames.objects.bulk_create(OwnNames(**row) for row in parts["own_names"])
    for some in batches(parts["persons"], _AT_ONCE):
        Person.objects.bulk_create(
            Person(
                number=row["number"],
                given=row["given"],
                anchor_id=mention_of(row["anchor"]) if row["anchor"] else None,
            )
            for row in some
        )
    _take_judgements(parts["judgements"], mention_of)
    for some in batches(parts["belongings"], _AT_ONCE):
        Belonging.objects.bulk_create(
            Belonging(mention_id=mention_of(row["mention"]), person_id=row["person"]) for row in some
        )
    for some in batches(parts["protections"], _AT_ONCE):
        Protection.objects.bulk_create(
            Protection(
                mention_id=mention_of(row["mention"]),
                since=row["since"],
                by=row["by"],
                lifted_at=row["lifted_at"],
            )
            for row in some
        )


def _take_judgements(rows: Iterator[Row], mention_of: MentionOf) -> None:
    offices = dict(Office.objects.values_list("code", "pk"))
    now_number: dict[int, int] = {}
    later: list[tuple[int, int]] = []
    for some in batches(rows, _AT_ONCE):
        with transaction.atomic():
            made = Judgement.objects.bulk_create(
                Judgement(
                    low_id=mention_of(row["low"]),
                    high_id=mention_of(row["high"]),
                    weights_id=row["weights"],
                    office_id=offices.get(row["office"]),
                    note=_seal_note(row),
                    **{column: row[column] for column in _JUDGEMENT},
                )
                for row in some
            )
        for row, judgement in zip(some, made, strict=True):
            now_number[row["number"]] = judgement.pk
            if row["because"]:
                later.append((judgement.pk, row["because"]))
    for number, because in later:
        Judgement.objects.filter(pk=number).update(because=now_number.get(because))


def _seal_note(row: Row) -> bytes | None:
    if not row["note"]:
        return None
    return vault.seal(registration=UUID(row["low"][0]), place=_NOTE, plain=row["note"].encode())


def mention_finder() -> MentionOf:
    """Finds the rows of mentions by registration and position; all of them are held, some 60 bytes each."""
    rows = Mention.objects.values_list("registration__uuid", "position", "pk").iterator(10_000)
    known = {(uuid.int, position): pk for uuid, position, pk in rows}

    def mention_of(told: Any) -> int:
        return known[UUID(told[0]).int, told[1]]

    return mention_of
