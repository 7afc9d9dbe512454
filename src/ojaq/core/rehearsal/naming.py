"""The `name` object of a mention: a human's name as one office writes it on one day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from ojaq.core.rehearsal.people import Human, Population
from ojaq.core.rehearsal.slips import Slips, perhaps_typo
from ojaq.core.rehearsal.spelling import Speller, Writing


@dataclass(frozen=True, slots=True)
class Hand:
    """Who holds the pen: the writing of the office, its habit of spelling, and the order it puts names in."""

    writing: Writing
    habit: int
    family_first: bool
    patronymics: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a name as written; an empty part was not told."""

    given: str = ""
    patronymic: str = ""
    family: str = ""
    birth_family: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """Writes names with one pen. `rnd` decides what is told, `labels` which letters go wrong."""

    population: Population
    hand: Hand
    slips: Slips
    speller: Speller
    rnd: Random
    labels: Random

    def name_of(self, human: Human, *, near: bool) -> dict[str, object]:
        """A `name` object of registration/1, or {} when nothing of the name was told."""
        parts = self._parts(human, near)
        swapped, whole = self.rnd.random() < self.slips.swapped, self.rnd.random() < self.slips.as_written
        if swapped and parts.given and parts.family:
            parts = replace(parts, given=parts.family, family=parts.given)
        name: dict[str, object] = {}
        if whole:
            if text := self._whole(parts):
                name["as_written"] = text
        else:
            for key in ("given", "patronymic", "family", "birth_family"):
                if part := getattr(parts, key):
                    name[key] = part
        if parts.also:
            name["also"] = [parts.also]
        if name:
            name["language"], name["script"] = self.hand.writing.language, self.hand.writing.script
        return name

    def _whole(self, parts: Parts) -> str:
        order = [parts.given, parts.patronymic, parts.family]
        if self.hand.family_first:
            order = [parts.family, parts.given, parts.patronymic]
        return " ".join(part for part in order if part)

    def _parts(self, human: Human, near: bool) -> Parts:
        slips, rnd = self.slips, self.rnd
        given, also = self._given(human)
        says_father = rnd.random() >= (
            slips.missing_patronymic_near if near else slips.missing_patronymic_far
        )
        patronymic = self._patronymic(human)
        says_family = rnd.random() >= (slips.missing_family_near if near else slips.missing_family_far)
        family, birth = _families(human, slips, rnd)
        return Parts(
            given=given,
            patronymic=patronymic if says_father and self.hand.patronymics else "",
            family=self._spoilt(self._respelt(family, human.language)) if says_family else "",
            birth_family=self._spoilt(self._respelt(birth, human.language)) if says_family else "",
            also=also,
        )

    def _respelt(self, text: str, language: str) -> str:
        return self.speller.respell(text, language, self.hand.writing, self.hand.habit)

    def _spoilt(self, text: str) -> str:
        return perhaps_typo(text, self.slips.typo, self.rnd, self.labels)

    def _patronymic(self, human: Human) -> str:
        father = self.population.humans.get(human.father or "")
        said = father.given[0] if father is not None and father.given else human.father_said
        language = father.language if father is not None else human.language
        root = self._spoilt(self._respelt(said, language))
        return self.speller.patronymic(root, human.sex, self.hand.writing, self.hand.habit)

    def _given(self, human: Human) -> tuple[str, str]:
        """The given name told, and another by which the same human goes where that is told too."""
        told, at_home, other, all_names = (self.rnd.random() for _ in range(4))
        names = human.given if all_names < self.slips.all_given_names else human.given[:1]
        text, also = " ".join(names), ""
        if text and at_home < self.slips.nickname:
            text = self.speller.nickname(human.given[0], human.language, self.labels)
        if human.alias and other < self.slips.alias:
            # Half of those who say the other name also say the first one.
            text, also = human.alias, (text if other < self.slips.alias / 2 else "")
        written = self._spoilt(self._respelt(text, human.language))
        return ("" if told < self.slips.missing_given else written), self._respelt(also, human.language)


def _families(human: Human, slips: Slips, rnd: Random) -> tuple[str, str]:
    """The family name told and, for a married woman, the birth family where it is told as well."""
    says_birth, stands_under_birth = (
        rnd.random() < slips.birth_family_said,
        rnd.random() < slips.under_birth_family,
    )
    if not human.married_family or stands_under_birth:
        return human.family, ""
    return human.married_family, human.family if says_birth else ""
