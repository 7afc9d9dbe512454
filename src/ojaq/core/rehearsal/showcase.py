"""The family a demonstration shows first: told four times in four scripts, with a contradiction, in a village of many names.

The sister, the brother, the cousin and the daughter each testify. They agree on who is who, and not on the year the
father was born. Pure: labels and setting in, registration/1 documents out; the same for both communities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from ojaq.core.rehearsal.setting import Setting, writing_of
from ojaq.core.rehearsal.spelling import Speller, Writing

_SPACE = UUID("6f6a6171-0000-4000-8000-73686f776361")
_MEN = {"grandfather", "father", "brother", "husband", "son", "uncle", "cousin"}
_FAMILY = {
    "grandmother": "family", "mother": "mothers_family", "husband": "husbands_family", "son": "husbands_family",
    "daughter": "husbands_family",
}  # fmt: skip
_FATHER = {
    "father": "grandfather", "uncle": "grandfather", "self": "father", "brother": "father", "son": "husband",
    "daughter": "husband", "cousin": "uncle",
}  # fmt: skip
_PARENTS = {
    "father": ("grandfather", "grandmother"), "uncle": ("grandfather", "grandmother"), "self": ("father", "mother"),
    "brother": ("father", "mother"), "son": ("husband", "self"), "daughter": ("husband", "self"),
    "cousin": ("uncle",),
}  # fmt: skip
_COUPLES = (("grandfather", "grandmother"), ("father", "mother"), ("husband", "self"))

# Who speaks, in which writing ("own" is the community's), at which of the offices, when, and the years as told.
_TOLD: tuple[tuple[str, str, int, str, Mapping[str, str]], ...] = (
    ("self", "own", 0, "2023-01-23", {
        "self": "1960", "father": "1936", "mother": "1938~", "grandfather": "1905~", "grandmother": "", "brother": "1963",
        "husband": "1957", "son": "1984", "daughter": "1987",
    }),
    ("brother", "ru-Cyrl", 2, "2023-11-06", {
        "brother": "1963-04-12", "father": "1938", "mother": "1938", "self": "1960", "uncle": "1940~", "grandfather": "",
    }),
    ("cousin", "en-Latn", 6, "2024-05-30", {
        "cousin": "1971", "uncle": "1941", "grandfather": "190X", "grandmother": "1910~", "father": "1936~", "brother": "",
        "self": "",
    }),
    ("daughter", "ka-Geor", 4, "2025-02-14", {
        "daughter": "1987", "self": "1961~", "husband": "1957", "son": "1984", "father": "", "mother": "", "grandfather": "",
    }),
)  # fmt: skip
_DIED = {"grandfather": "1979", "grandmother": "1991~", "father": "2004"}


@dataclass(frozen=True, slots=True)
class _Desk:
    """One testimony's pen."""

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
        sex = "male" if who in _MEN else "female"
        family = self.labels[_FAMILY.get(who, "family")]
        name = {"given": self.word(who)}
        if who in _FATHER and self.writing.key != "en-Latn":
            father = self.word(_FATHER[who])
            name["patronymic"] = self.speller.patronymic(father, sex, self.writing, 0)
        bent = self.speller.family_of(family, self.setting.names.language, sex)
        name["family"] = self.speller.respell(bent, self.setting.names.language, self.writing, 0)
        entry: dict[str, object] = {
            "ref": ref,
            "name": {**name, "language": self.writing.language, "script": self.writing.script},
            "sex": sex,
            "living": who not in _DIED,
            "origin": self.village(),
        }
        return {**entry, **({"born": year} if year else {}), **({"died": _DIED[who]} if who in _DIED else {})}


def showcase(setting: Setting, speller: Speller, labels: Mapping[str, str]) -> list[dict[str, object]]:
    """The four testimonies as registration/1 documents. `labels`: names of the family by role, and its village."""
    return [_testimony(at, setting, speller, labels) for at in range(len(_TOLD))]


def _testimony(at: int, setting: Setting, speller: Speller, labels: Mapping[str, str]) -> dict[str, object]:
    speaker, pen, office, recorded, years = _TOLD[at]
    writing = setting.writings[0] if pen == "own" else writing_of(pen)
    desk = _Desk(labels, setting, speller, writing)
    people = [speaker, *(who for who in years if who != speaker)]
    refs = {who: f"p{number + 1}" for number, who in enumerate(people)}
    statement = setting.statements.get(writing.language, ())
    return {
        "ojaq": "registration/1",
        "id": str(uuid5(_SPACE, f"{setting.programme}/{at}")),
        "office": setting.offices[office].code,
        "channel": "counter",
        "recorded_on": recorded,
        "language": writing.language,
        "registrant": "p1",
        "people": [desk.person(who, refs[who], years[who]) for who in people],
        "ties": _ties(refs),
        "departures": [
            {
                "people": [refs[who] for who in people if who not in {"grandfather", "cousin", "daughter"}],
                "from": desk.village(),
                "when": "1988",
                "wave": setting.waves[-1].name,
            }
        ],
        **({"statement": statement[0].replace("{village}", desk.village())} if statement else {}),
        "consent": [
            _consent(purpose, recorded, writing) for purpose in ("register", "contact", "trace_family")
        ],
    }


def _ties(refs: Mapping[str, str]) -> Sequence[dict[str, object]]:
    ties: list[dict[str, object]] = [
        {"parent": refs[parent], "child": refs[child], "nature": "birth"}
        for child, parents in _PARENTS.items()
        for parent in parents
        if child in refs and parent in refs
    ]
    ties += [{"couple": [refs[one], refs[other]]} for one, other in _COUPLES if one in refs and other in refs]
    if "father" not in refs and {"self", "brother"} <= refs.keys():
        ties.append({"siblings": [refs["self"], refs["brother"]]})
    return ties


def _consent(purpose: str, recorded: str, writing: Writing) -> dict[str, object]:
    return {
        "purpose": purpose,
        "given": True,
        "on": recorded,
        "version": "1",
        "language": writing.language,
        "by": "p1",
        "basis": "consent",
    }
