"""How the testimonies that a demonstration shows are written: a kindred told of by several people, each with a pen of their own.

Pure: labels and setting in, registration/1 documents out; no dice, so the same kindred is told alike in every community.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from ojaq.core.rehearsal.holding import consent_rows
from ojaq.core.rehearsal.setting import Setting, writing_of
from ojaq.core.rehearsal.spelling import Speller, Writing

_WITHOUT_PATRONYMICS = frozenset({"en-Latn"})


@dataclass(frozen=True, slots=True)
class Kindred:
    """Who is who, by role. `parents` name a father first; `families` names whose family name is not the house's own.

    `space` gives the testimonies their ids, so that the same demonstration is the same registrations.
    """

    space: UUID
    women: frozenset[str]
    families: Mapping[str, str]
    parents: Mapping[str, tuple[str, ...]]
    couples: tuple[tuple[str, str], ...]
    died: Mapping[str, str]

    def father_of(self, who: str) -> str | None:
        """The role of the father, where one is known."""
        first = self.parents.get(who, ())[:1]
        return next((parent for parent in first if parent not in self.women), None)

    def ties(self, refs: Mapping[str, str]) -> list[dict[str, object]]:
        """Parents, then couples, among those a testimony speaks of. `refs`: ref by role."""
        ties: list[dict[str, object]] = [
            {"parent": refs[parent], "child": refs[child], "nature": "birth"}
            for child, parents in self.parents.items()
            for parent in parents
            if child in refs and parent in refs
        ]
        return ties + [
            {"couple": [refs[one], refs[other]]}
            for one, other in self.couples
            if one in refs and other in refs
        ]


@dataclass(frozen=True, slots=True)
class Seat:
    """Who speaks, in which writing ("own" is the community's), at which office, and when; years of birth as told, by role."""

    speaker: str
    writing: str
    office: int
    recorded: str
    years: Mapping[str, str]
    channel: str = "counter"

    @property
    def refs(self) -> dict[str, str]:
        """Ref by role, the speaker first."""
        roles = dict.fromkeys((self.speaker, *self.years))
        return {who: f"p{number}" for number, who in enumerate(roles, 1)}


@dataclass(frozen=True, slots=True)
class Pen:
    """How one testimony writes: the labels of a kindred in the letters of a clerk."""

    kindred: Kindred
    labels: Mapping[str, str]
    setting: Setting
    speller: Speller
    seat: Seat

    @property
    def writing(self) -> Writing:
        """The language and letters it writes in."""
        own = self.seat.writing == "own"
        return self.setting.writings[0] if own else writing_of(self.seat.writing)

    def testimony(self, at: int, *, with_fates: bool = True) -> dict[str, object]:
        """What every one of them says; `at` is its place among the testimonies of the kindred.

        Without fates nothing is told of who lives and who died, and when.
        """
        refs = self.seat.refs
        return {
            "ojaq": "registration/1",
            "id": str(uuid5(self.kindred.space, f"{self.setting.programme}/{at}")),
            "office": self.setting.offices[self.seat.office].code,
            "channel": self.seat.channel,
            "recorded_on": self.seat.recorded,
            "language": self.writing.language,
            "people": [
                self._person(who, ref) | (self._fate(who) if with_fates else {}) for who, ref in refs.items()
            ],
            "ties": self.kindred.ties(refs),
        }

    def consents(self, purposes: Iterable[str]) -> list[dict[str, object]]:
        """Yes to each of these purposes."""
        return consent_rows(dict.fromkeys(purposes, True), self.seat.recorded, self.writing.language)

    def village(self) -> str:
        """The name of the village in the language of the testimony, or in its letters."""
        village = next(one for one in self.setting.villages if one.place == self.labels["village"])
        known = village.names.get(self.writing.language)
        return known[0] if known else self._respelt(village.names[self.setting.names.language][0])

    def _person(self, who: str, ref: str) -> dict[str, object]:
        year = self.seat.years[who]
        entry: dict[str, object] = {
            "ref": ref,
            "name": self._name(who),
            "sex": self._sex(who),
            "origin": self.village(),
        }
        return entry | ({"born": year} if year else {})

    def _fate(self, who: str) -> dict[str, object]:
        died = self.kindred.died.get(who)
        return {"living": False, "died": died} if died else {"living": True}

    def _name(self, who: str) -> dict[str, str]:
        sex, father = self._sex(who), self.kindred.father_of(who)
        name = {"given": self._respelt(self.labels[who])}
        if father and self.writing.key not in _WITHOUT_PATRONYMICS:
            fathers_name = self._respelt(self.labels[father])
            name["patronymic"] = self.speller.patronymic(fathers_name, sex, self.writing, 0)
        family = self.labels[self.kindred.families.get(who, "family")]
        name["family"] = self._respelt(self.speller.family_of(family, self.setting.names.language, sex))
        return name | {"language": self.writing.language, "script": self.writing.script}

    def _sex(self, who: str) -> str:
        return "female" if who in self.kindred.women else "male"

    def _respelt(self, word: str) -> str:
        return self.speller.respell(word, self.setting.names.language, self.writing, 0)
