"""The line of a house that a demonstration shows: from a man driven out in 1918 to a child registered this year.

The widow tells for the child, an aunt tells the same line in another script, a book of births documents one link, and a cousin
tells of a branch that nobody had named: his telling comes last, because it changes the shares. The deaths fall under three laws
one after another. Pure: labels and setting in, registration/1 documents out; the same for both communities.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ojaq.core.rehearsal.pen import Kindred, Pen, Seat
from ojaq.core.rehearsal.setting import Setting
from ojaq.core.rehearsal.spelling import Speller

_KINDRED = Kindred(
    space=UUID("6f6a6171-0000-4000-8000-6c696e656f66"),
    women=frozenset({"elders_wife", "sons_wife", "daughter", "granddaughter", "widow", "child"}),
    families={"sons_wife": "wifes_family", "daughter": "daughters_family", "cousin": "daughters_family"},
    parents={
        "son": ("elder", "elders_wife"), "daughter": ("elder", "elders_wife"), "grandson": ("son", "sons_wife"),
        "granddaughter": ("son", "sons_wife"), "great": ("grandson",), "child": ("great", "widow"), "cousin": ("daughter",),
    },
    couples=(("elder", "elders_wife"), ("son", "sons_wife"), ("great", "widow")),
    died={
        "elder": "1956-03-11", "elders_wife": "1949", "son": "1979-10-02", "sons_wife": "1995", "daughter": "2003-02-20",
        "grandson": "2011-06-14", "great": "2020-11-08",
    },
)  # fmt: skip
_SEATS = (
    Seat("widow", "own", 0, "2026-09-01", {
        "widow": "1984", "child": "2018-04-19", "great": "1980", "grandson": "1952", "son": "1925", "elder": "1898",
        "elders_wife": "1903~",
    }),
    Seat("granddaughter", "ru-Cyrl", 2, "2024-03-12", {
        "granddaughter": "1956", "grandson": "1952", "son": "1925", "sons_wife": "1929", "elder": "1898",
        "great": "1980",
    }),
    Seat("grandson", "own", 0, "1952-08-30", {"grandson": "1952", "son": "1925", "sons_wife": "1929"}, "archive"),
    Seat("cousin", "own", 1, "2026-10-05", {
        "cousin": "1958", "daughter": "1930", "elder": "1898", "elders_wife": "1903", "son": "1925",
    }),
)  # fmt: skip


def line_of_a_house(setting: Setting, speller: Speller, labels: Mapping[str, str]) -> list[dict[str, object]]:
    """The testimonies as registration/1 documents, the cousin's last. `labels`: names by role, and the village."""
    pens = (Pen(_KINDRED, labels, setting, speller, seat) for seat in _SEATS)
    return [
        _from_a_book(at, pen) if pen.seat.channel == "archive" else _told(at, pen)
        for at, pen in enumerate(pens)
    ]


def child_of(documents: list[dict[str, object]]) -> tuple[str, str]:
    """(registration, ref) of the child in the documents of one line."""
    return str(documents[0]["id"]), "p2"


def _from_a_book(at: int, pen: Pen) -> dict[str, object]:
    """A book tells of a birth; what became of the people is not in it, and nobody was asked for consent."""
    made = pen.testimony(at, with_fates=False)
    return made | {"source": {"title": "Book of births (fictional)", "page": "14"}, "consent": []}


def _told(at: int, pen: Pen) -> dict[str, object]:
    made, refs = pen.testimony(at), pen.seat.refs
    left = {
        "people": [refs["elder"]],
        "from": pen.village(),
        "when": "1918",
        "wave": pen.setting.waves[1].name,
    }
    purposes = (
        ("register", "contact") if pen.seat.speaker == "cousin" else ("register", "contact", "trace_family")
    )
    return made | {
        "departures": [left],
        "registrant": "p1",
        **({"on_behalf_of": "p2"} if pen.seat.speaker == "widow" else {}),
        "consent": pen.consents(purposes),
    }
