"""The family a demonstration shows first: told four times in four scripts, with a contradiction, in a village of many names.

The sister, the brother, the cousin and the daughter each testify. They agree on who is who, and not on the year the
father was born. Pure: labels and setting in, registration/1 documents out; the same for both communities.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ojaq.core.rehearsal.pen import Kindred, Pen, Seat
from ojaq.core.rehearsal.setting import Setting
from ojaq.core.rehearsal.spelling import Speller

_KINDRED = Kindred(
    space=UUID("6f6a6171-0000-4000-8000-73686f776361"),
    women=frozenset({"grandmother", "mother", "self", "daughter"}),
    families={
        "mother": "mothers_family", "husband": "husbands_family", "son": "husbands_family",
        "daughter": "husbands_family",
    },
    parents={
        "father": ("grandfather", "grandmother"), "uncle": ("grandfather", "grandmother"), "self": ("father", "mother"),
        "brother": ("father", "mother"), "son": ("husband", "self"), "daughter": ("husband", "self"),
        "cousin": ("uncle",),
    },
    couples=(("grandfather", "grandmother"), ("father", "mother"), ("husband", "self")),
    died={"grandfather": "1979", "grandmother": "1991~", "father": "2004"},
)  # fmt: skip
_SEATS = (
    Seat("self", "own", 0, "2023-01-23", {
        "self": "1960", "father": "1936", "mother": "1938~", "grandfather": "1905~", "grandmother": "", "brother": "1963",
        "husband": "1957", "son": "1984", "daughter": "1987",
    }),
    Seat("brother", "ru-Cyrl", 2, "2023-11-06", {
        "brother": "1963-04-12", "father": "1938", "mother": "1938", "self": "1960", "uncle": "1940~", "grandfather": "",
    }),
    Seat("cousin", "en-Latn", 6, "2024-05-30", {
        "cousin": "1971", "uncle": "1941", "grandfather": "190X", "grandmother": "1910~", "father": "1936~", "brother": "",
        "self": "",
    }),
    Seat("daughter", "ka-Geor", 4, "2025-02-14", {
        "daughter": "1987", "self": "1961~", "husband": "1957", "son": "1984", "father": "", "mother": "", "grandfather": "",
    }),
)  # fmt: skip
_NOT_DRIVEN_OUT = {"grandfather", "cousin", "daughter"}


def showcase(setting: Setting, speller: Speller, labels: Mapping[str, str]) -> list[dict[str, object]]:
    """The four testimonies as registration/1 documents. `labels`: names of the family by role, and its village."""
    pens = (Pen(_KINDRED, labels, setting, speller, seat) for seat in _SEATS)
    return [_testimony(at, pen) for at, pen in enumerate(pens)]


def _testimony(at: int, pen: Pen) -> dict[str, object]:
    made, refs = pen.testimony(at), pen.seat.refs
    statement = pen.setting.statements.get(pen.writing.language, ())
    left = {
        "people": [ref for who, ref in refs.items() if who not in _NOT_DRIVEN_OUT],
        "from": pen.village(),
        "when": "1988",
        "wave": pen.setting.waves[-1].name,
    }
    return {
        **made,
        "registrant": "p1",
        "ties": [*pen.kindred.ties(refs), *_siblings(refs)],
        "departures": [left],
        **({"statement": statement[0].replace("{village}", pen.village())} if statement else {}),
        "consent": pen.consents(("register", "contact", "trace_family")),
    }


def _siblings(refs: Mapping[str, str]) -> list[dict[str, object]]:
    """Brother and sister are told to be so where no father of both is named."""
    if "father" in refs or not {"self", "brother"} <= refs.keys():
        return []
    return [{"siblings": [refs["self"], refs["brother"]]}]
