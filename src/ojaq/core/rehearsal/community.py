"""A fictional community: valleys of a few villages, four generations of families, marriages between neighbours.

One valley is built at a time and forgotten when it has testified, so memory does not grow with the community. Draws that
shape families never look at letters: two communities with lists of equal length come out alike up to their labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from ojaq.core.rehearsal.people import Couple, Human, Population
from ojaq.core.rehearsal.setting import NameList, Setting, rank_weights
from ojaq.core.rehearsal.spelling import Speller

TODAY = 2023
FIRST_BORN = (1884, 1906)
CHILDREN = {
    0: (2, 3, 7, 13, 17, 18, 16, 12, 8, 4),
    1: (4, 7, 13, 18, 20, 16, 11, 7, 4),
    2: (6, 10, 30, 30, 16, 6, 2),
}


@dataclass(frozen=True, slots=True)
class Customs:
    """How families go in this community; shares between 0 and 1. Stress options raise some of them."""

    remarried: float = 0.04
    raised_by_other: float = 0.01
    alias: float = 0.03
    mixed: float = 0.04
    takes_name: float = 0.7
    infant_death: float = 0.05
    missing: float = 0.015


STRESSED_CUSTOMS: dict[str, dict[str, float]] = {
    "half-siblings": {"remarried": 0.3},
    "step-parents": {"raised_by_other": 0.15, "remarried": 0.15},
    "aliases": {"alias": 0.25},
}


def customs_under(names: Sequence[str]) -> Customs:
    """The usual customs with those of the stress options that change families."""
    customs = Customs()
    for name in names:
        customs = replace(customs, **STRESSED_CUSTOMS.get(name, {}))
    return customs


@dataclass(frozen=True, slots=True)
class Home:
    """Where and when somebody belongs: village, wave that drove the house away, generation."""

    village: int
    wave: int
    generation: int

    @classmethod
    def of(cls, human: Human, later: int = 0) -> Home:
        """The home of a human, or of those `later` generations after."""
        return cls(human.village, human.wave or 0, human.generation + later)


Parents = tuple[str | None, str | None]


@dataclass(slots=True)
class Valley:
    """A valley while it is being settled. `people` and `couples` grow; `population()` closes it."""

    setting: Setting
    speller: Speller
    customs: Customs
    serial: int
    rnd: Random
    villages: list[int]
    people: list[Human] = field(default_factory=list)
    couples: list[Couple] = field(default_factory=list)

    def population(self, registrations: int) -> Population:
        """Settle the valley so that three to four grown living humans stand behind each registration."""
        for _ in range(max(2, round(registrations / 6.9))):
            self.found_house()
        for generation in range(3):
            self._bear(generation)
            self._marry(generation + 1)
        self._raise_elsewhere()
        return Population(self.people, self.couples)

    def found_house(self) -> None:
        """A couple of the first generation, with a family name of its own."""
        rnd, names = self.rnd, self.setting.names
        village = self.villages[int(rnd.random() * len(self.villages))]
        wave = _wave(self.setting, rnd)
        born = rnd.randint(*FIRST_BORN)
        family = self._pick(names.family, 0.6)
        home = Home(village, wave, 0)
        man = self._add("male", born, family, home, names=names)
        birth_family, later = self._pick(names.family, 0.6), rnd.randint(0, 9)
        woman = self._add("female", born + later, birth_family, home, names=names)
        self._wed(man, woman)

    def _pick(self, names: Sequence[str], slope: float) -> str:
        return self.rnd.choices(names, cum_weights=rank_weights(len(names), slope))[0]

    def _add(
        self,
        sex: str,
        born: int,
        family: str,
        home: Home,
        *,
        names: NameList,
        parents: Parents = (None, None),
    ) -> Human:
        """One more human. Only those with parents here may die as infants: the others are needed grown."""
        rnd = self.rnd
        given, second = (self._pick(names.male if sex == "male" else names.female, 0.8) for _ in range(2))
        has_alias, father_said = rnd.random(), self._pick(names.male, 0.8)
        infant = rnd.random() < self.customs.infant_death and parents != (None, None)
        age, lost = rnd.gauss(74, 13), rnd.random()
        died = born + (int(rnd.random() * 3) if infant else max(20, int(age)))
        last = self.setting.waves[home.wave]
        vanished = lost < self.customs.missing and born + 16 <= last.first <= died
        human = Human(
            number=f"{self.serial}-{len(self.people)}",
            sex=sex,
            given=(given,),
            family=self.speller.family_of(family, names.language, sex),
            language=names.language,
            village=home.village,
            born=born,
            died=died if died < TODAY and not vanished else None,
            missing=last.last if vanished else None,
            father=parents[0],
            mother=parents[1],
            father_said=father_said,
            alias=second if has_alias < self.customs.alias else "",
            wave=home.wave,
            generation=home.generation,
        )
        self.people.append(human)
        return human

    def _wed(self, man: Human, woman: Human) -> None:
        """A couple; most wives take the husband's name, all go to his village."""
        rnd = self.rnd
        takes, year = (
            rnd.random() < self.customs.takes_name,
            max(man.born or 0, woman.born or 0) + rnd.randint(18, 26),
        )
        at = self._position(woman)
        married = self.speller.family_of(man.family, man.language, "female") if takes else ""
        self.people[at] = replace(woman, married_family=married, village=man.village)
        self.couples.append(Couple(man.number, woman.number, year))

    def _position(self, human: Human) -> int:
        return int(human.number.split("-")[1])

    def _bear(self, generation: int) -> None:
        """Children of the couples of one generation; some fathers marry a second time and have more."""
        rnd = self.rnd
        couples = [c for c in self.couples if self._of(c.first).generation == generation]
        for couple in couples:
            father, mother = self._of(couple.first), self._of(couple.second)
            self._children(father, mother, couple.year or 0, CHILDREN[generation])
            if rnd.random() < self.customs.remarried:
                family = self._pick(self.setting.names.family, 0.6)
                born = (mother.born or 0) + rnd.randint(2, 12)
                second = self._add("female", born, family, Home.of(father), names=self.setting.names)
                self._wed(father, second)
                self._children(father, self._of(second.number), (couple.year or 0) + 12, (0, 4, 5, 2))

    def _of(self, number: str) -> Human:
        return self.people[int(number.split("-")[1])]

    def _children(self, father: Human, mother: Human, married: int, counts: Sequence[int]) -> None:
        rnd = self.rnd
        count = rnd.choices(range(len(counts)), weights=counts)[0]
        year, names = married, self.setting.names
        for _ in range(count):
            year += rnd.randint(1, 4)
            sex = "male" if rnd.random() < 0.51 else "female"
            if year > min((mother.born or 0) + 46, mother.died or TODAY, father.died or TODAY):
                continue
            own = names if father.language == names.language else self.setting.neighbours or names
            parents = (father.number, mother.number)
            self._add(sex, year, father.family, Home.of(father, 1), names=own, parents=parents)

    def _marry(self, generation: int) -> None:
        """Marriages of one generation: mostly between neighbours, some with newcomers, a few with the other community."""
        rnd = self.rnd
        grown = [
            h for h in self.people if h.generation == generation and (h.died or TODAY) - (h.born or 0) > 20
        ]
        grown = [h for h in grown if (h.born or 0) <= TODAY - 20]
        women = [h for h in grown if h.sex == "female"]
        rnd.shuffle(women)
        for man in (h for h in grown if h.sex == "male"):
            single, outside, mixed = (
                rnd.random() < 0.08,
                rnd.random() < 0.18,
                rnd.random() < self.customs.mixed,
            )
            if single:
                continue
            bride = None if outside or mixed else self._fitting(man, women)
            if bride is not None:
                women.remove(bride)
                self._wed(man, bride)
            else:
                self._wed(man, self._newcomer(man, mixed))
        for woman in women:
            leaves, mixed = rnd.random() < 0.55, rnd.random() < self.customs.mixed
            if leaves:
                self._wed(self._stranger(woman, mixed), woman)

    def _fitting(self, man: Human, women: Sequence[Human]) -> Human | None:
        """The first woman of a fitting age who has another father and another father's father."""
        for woman in women:
            younger = (woman.born or 0) - (man.born or 0)
            if -3 <= younger <= 11 and not self._forebears(woman) & self._forebears(man):
                return woman
        return None

    def _forebears(self, human: Human) -> set[str]:
        if human.father is None:
            return set()
        return {human.father, self._of(human.father).father or human.father}

    def _newcomer(self, man: Human, mixed: bool) -> Human:
        names = self.setting.neighbours if mixed and self.setting.neighbours else self.setting.names
        born, family = (man.born or 0) + self.rnd.randint(-2, 8), self._pick(names.family, 0.6)
        return self._add("female", born, family, Home.of(man), names=names)

    def _stranger(self, woman: Human, mixed: bool) -> Human:
        names = self.setting.neighbours if mixed and self.setting.neighbours else self.setting.names
        born, family = (woman.born or 0) - self.rnd.randint(-2, 8), self._pick(names.family, 0.6)
        return self._add("male", born, family, Home.of(woman), names=names)

    def _raise_elsewhere(self) -> None:
        """Some children are raised by an uncle who adopts them, or by a parent's second spouse."""
        rnd = self.rnd
        by_father: dict[str, list[Human]] = {}
        for human in self.people:
            if human.father:
                by_father.setdefault(human.father, []).append(human)
        for at, human in enumerate(self.people):
            draw, step, which = rnd.random(), rnd.random() < 0.5, rnd.random()
            if draw >= self.customs.raised_by_other or human.father is None or human.mother is None:
                continue
            if step:
                others = [
                    c.second for c in self.couples if c.first == human.father and c.second != human.mother
                ]
            else:
                grandfather = self._of(human.father).father
                uncles = by_father.get(grandfather or "", ())
                others = [u.number for u in uncles if u.number != human.father and u.sex == "male"]
            if others:
                chosen = others[int(which * len(others))]
                self.people[at] = replace(human, raised_by=chosen, raised_as="step" if step else "adoptive")


def _wave(setting: Setting, rnd: Random) -> int:
    """The wave that took this house away: the last one for most."""
    weights = [0.07, 0.1, 0.15, 0.68][-len(setting.waves) :]
    return rnd.choices(range(len(setting.waves)), weights=weights)[0]


def near_villages(setting: Setting, first: int, count: int) -> list[int]:
    """`first` and the villages nearest to it (plain distance in degrees is enough for neighbours)."""
    here = setting.villages[first]

    def distance(at: int) -> float:
        other = setting.villages[at]
        return (here.latitude - other.latitude) ** 2 + (here.longitude - other.longitude) ** 2

    return sorted(range(len(setting.villages)), key=lambda at: (distance(at), at))[:count]
