"""The line of a house that a demonstration shows: from a man driven out in 1918 to a child registered this year.

The widow tells for the child, an aunt tells the same line in another script, a book of births documents one link, and a cousin
tells of a branch that nobody had named: his telling comes last, because it changes the shares. The deaths fall under three laws
one after another. Pure: labels and setting in, registration/1 documents out; the same for both communities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from ojaq.core.rehearsal.setting import Setting, writing_of
from ojaq.core.rehearsal.spelling import Speller, Writing

_SPACE = UUID("6f6a6171-0000-4000-8000-6c696e656f66")
_WOMEN = {"elders_wife", "sons_wife", "daughter", "granddaughter", "widow", "child"}
_FAMILY = {"sons_wife": "wifes_family", "daughter": "daughters_family", "cousin": "daughters_family"}
_FATHER = {
    "son": "elder", "daughter": "elder", "grandson": "son", "granddaughter": "son", "great": "grandson", "child": "great",
}  # fmt: skip
_PARENTS = {
    "son": ("elder", "elders_wife"), "daughter": ("elder", "elders_wife"), "grandson": ("son", "sons_wife"),
    "granddaughter": ("son", "sons_wife"), "great": ("grandson",), "child": ("great", "widow"), "cousin": ("daughter",),
}  # fmt: skip
_COUPLES = (("elder", "elders_wife"), ("son", "sons_wife"), ("great", "widow"))
_DIED = {
    "elder": "1956-03-11", "elders_wife": "1949", "son": "1979-10-02", "sons_wife": "1995", "daughter": "2003-02-20",
    "grandson": "2011-06-14", "great": "2020-11-08",
}  # fmt: skip

# Who tells, in which writing, at which office, on which day, by which channel, and the years of birth as told.
_TOLD: tuple[tuple[str, str, int, str, str, Mapping[str, str]], ...] = (
    ("widow", "own", 0, "2026-09-01", "counter", {
        "widow": "1984", "child": "2018-04-19", "great": "1980", "grandson": "1952", "son": "1925", "elder": "1898",
        "elders_wife": "1903~",
    }),
    ("granddaughter", "ru-Cyrl", 2, "2024-03-12", "counter", {
        "granddaughter": "1956", "grandson": "1952", "son": "1925", "sons_wife": "1929", "elder": "1898",
        "great": "1980",
    }),
    ("grandson", "own", 0, "1952-08-30", "archive", {"grandson": "1952", "son": "1925", "sons_wife": "1929"}),
    ("cousin", "own", 1, "2026-10-05", "counter", {
        "cousin": "1958", "daughter": "1930", "elder": "1898", "elders_wife": "1903", "son": "1925",
    }),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pen:
    """How one testimony writes."""

    labels: Mapping[str, str]
    setting: Setting
    speller: Speller
    writing: Writing

    def word(self, label: str) -> str:
        return self.speller.respell(self.labels[label], self.setting.names.language, self.writing, 0)

    def village(self) -> str:
        village = next(one for one in self.setting.villages if one.place == self.labels["village"])
        own = village.names[self.setting.names.language][0]
        known = village.names.get(self.writing.language)
        return known[0] if known else self.speller.respell(own, self.setting.names.language, self.writing, 0)

    def person(self, who: str, ref: str, year: str) -> dict[str, object]:
        sex = "female" if who in _WOMEN else "male"
        name = {"given": self.word(who)}
        if who in _FATHER:
            name["patronymic"] = self.speller.patronymic(self.word(_FATHER[who]), sex, self.writing, 0)
        family = self.labels[_FAMILY.get(who, "family")]
        bent = self.speller.family_of(family, self.setting.names.language, sex)
        name["family"] = self.speller.respell(bent, self.setting.names.language, self.writing, 0)
        entry: dict[str, object] = {
            "ref": ref,
            "name": {**name, "language": self.writing.language, "script": self.writing.script},
            "sex": sex,
            "born": year,
            "origin": self.village(),
        }
        return entry | ({"died": _DIED[who], "living": False} if who in _DIED else {"living": True})


def line_of_a_house(setting: Setting, speller: Speller, labels: Mapping[str, str]) -> list[dict[str, object]]:
    """The testimonies as registration/1 documents, the cousin's last. `labels`: names by role, and the village."""
    return [_testimony(at, setting, speller, labels) for at in range(len(_TOLD))]


def child_of(documents: list[dict[str, object]]) -> tuple[str, str]:
    """(registration, ref) of the child in the documents of one line."""
    return str(documents[0]["id"]), "p2"


def _testimony(at: int, setting: Setting, speller: Speller, labels: Mapping[str, str]) -> dict[str, object]:
    speaker, pen, office, recorded, channel, years = _TOLD[at]
    writing = setting.writings[0] if pen == "own" else writing_of(pen)
    desk = _Pen(labels, setting, speller, writing)
    people = [speaker, *(who for who in years if who != speaker)]
    refs = {who: f"p{number + 1}" for number, who in enumerate(people)}
    told = [desk.person(who, refs[who], years[who]) for who in people]
    made: dict[str, object] = {
        "ojaq": "registration/1",
        "id": str(uuid5(_SPACE, f"{setting.programme}/{at}")),
        "office": setting.offices[office].code,
        "channel": channel,
        "recorded_on": recorded,
        "language": writing.language,
        "people": told,
        "ties": _ties(refs),
        "consent": [],
    }
    if channel == "archive":
        # A book tells of a birth; what became of the people is not in it.
        for person in told:
            person.pop("died", None)
            person.pop("living", None)
        return made | {"source": {"title": "Book of births (fictional)", "page": "14"}}
    if "elder" in refs:
        left = {
            "people": [refs["elder"]],
            "from": desk.village(),
            "when": "1918",
            "wave": setting.waves[1].name,
        }
        made["departures"] = [left]
    purposes = ("register", "contact") if speaker == "cousin" else ("register", "contact", "trace_family")
    return made | {
        "registrant": "p1",
        **({"on_behalf_of": "p2"} if speaker == "widow" else {}),
        "consent": [
            {"purpose": purpose, "given": True, "on": recorded, "version": "1", "language": writing.language,
             "by": "p1", "basis": "consent"}
            for purpose in purposes
        ],
    }  # fmt: skip


def _ties(refs: Mapping[str, str]) -> list[dict[str, object]]:
    ties: list[dict[str, object]] = [
        {"parent": refs[parent], "child": refs[child], "nature": "birth"}
        for child, parents in _PARENTS.items()
        for parent in parents
        if child in refs and parent in refs
    ]
    return ties + [
        {"couple": [refs[one], refs[other]]} for one, other in _COUPLES if one in refs and other in refs
    ]
