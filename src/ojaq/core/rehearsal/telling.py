"""One testimony: a registration/1 document about some humans as one clerk wrote it, and who they truly are."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from uuid import UUID

from ojaq.core.rehearsal.choosing import mentioned, nearest
from ojaq.core.rehearsal.dating import edtf_year, told_day, told_year
from ojaq.core.rehearsal.holding import extras
from ojaq.core.rehearsal.naming import Hand, Naming
from ojaq.core.rehearsal.people import Human, Population
from ojaq.core.rehearsal.setting import Office, Setting
from ojaq.core.rehearsal.sitting import Sitting
from ojaq.core.rehearsal.slips import Slips
from ojaq.core.rehearsal.spelling import Speller
from ojaq.core.rehearsal.tying import ties_of


@dataclass(frozen=True, slots=True)
class Told:
    """A registration/1 document, and the truth: (ref, number of the human) for every mention in it."""

    document: dict[str, object]
    truth: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """What all testimonies of one rehearsal have in common. `living` tells whether the registrants live today."""

    setting: Setting
    speller: Speller
    slips: Slips
    own: str
    living: bool

    def tell(
        self, registrant: str, population: Population, *, kind: str, office: Office, rnd: Random
    ) -> Told:
        """One testimony of `registrant`, recorded at `office` by one of its clerks."""
        labels = Random(rnd.getrandbits(64))  # noqa: S311 - a rehearsal must be repeatable
        number = UUID(int=rnd.getrandbits(128), version=4)
        hand = rnd.choices(office.clerks, weights=office.weights)[0]
        strange = rnd.choices(office.clerks, weights=office.weights)[0]
        recorded = _recorded(population.humans[registrant], self.living, rnd)
        people = mentioned(registrant, population, kind, rnd)
        refs = {human: f"p{at + 1}" for at, human in enumerate(people)}
        near = nearest(registrant, people, population)
        sitting = Sitting(population, tuple(people), refs, hand, recorded, rnd, labels)
        entries = []
        for human in people:
            pen = strange if rnd.random() < self.slips.other_script else hand
            entries.append(self._entry(population.humans[human], sitting, near(human), pen))
        if not any(entry.get("name") for entry in entries):
            entries[0]["name"] = self._plain_name(population.humans[registrant], hand)
        document: dict[str, object] = {
            "ojaq": "registration/1",
            "id": str(number),
            "office": office.code,
            "channel": rnd.choices(("counter", "self", "field"), weights=(7, 2, 1))[0],
            "language": hand.writing.language,
            "registrant": refs[registrant],
            "people": entries,
            "ties": ties_of(sitting, self.slips),
        }
        if recorded:
            document["recorded_on"] = recorded
        document.update(extras(sitting, self.setting, self.living, self._place))
        return Told(document, tuple((refs[human], human) for human in people))

    def _entry(self, human: Human, sitting: Sitting, near: bool, pen: Hand) -> dict[str, object]:
        slips, rnd = self.slips, sitting.rnd
        entry: dict[str, object] = {"ref": sitting.refs[human.number]}
        naming = Naming(sitting.population, pen, slips, self.speller, rnd, sitting.labels)
        if name := naming.name_of(human, near=near):
            entry["name"] = name
        if rnd.random() >= slips.unknown_sex and human.sex != "unknown":
            entry["sex"] = human.sex
        entry.update(_years(human, near, slips, sitting.recorded, rnd))
        if self.living and sitting.recorded and human.missing is None:
            entry["living"] = human.died is None
        silent, new_name, chosen = rnd.random(), rnd.random(), rnd.random()
        if silent >= slips.missing_origin:
            text = self._place(human.village, pen, new_name < slips.new_place_name, sitting.labels)
            place = self.setting.villages[human.village].place
            entry["origin"] = {"text": text, "id": place} if chosen < slips.chosen_place else text
        return entry

    def _place(self, village: int, hand: Hand, new_name: bool, labels: Random) -> str:
        """A village as that hand writes it: the community's own name, or the name the script's gazetteer has."""
        names = self.setting.villages[village].names
        to, draw = hand.writing, labels.random()
        if new_name or self.own not in names:
            known = names.get(to.language)
            if known:
                return known[int(draw * len(known))]
        language = self.own if self.own in names else next(iter(names))
        return self.speller.respell(names[language][0], language, to, hand.habit)

    def _plain_name(self, human: Human, hand: Hand) -> dict[str, object]:
        text = " ".join(human.given) or human.family
        given = self.speller.respell(text, human.language, hand.writing, hand.habit)
        return {"given": given, "language": hand.writing.language, "script": hand.writing.script}


def _recorded(human: Human, living: bool, rnd: Random) -> str:
    """The day of recording: of these years for the living, in the registrant's own grown years otherwise."""
    year, month, day = rnd.random(), 1 + int(rnd.random() * 12), 1 + int(rnd.random() * 28)
    if living:
        return f"{2022 + int(year * 4)}-{month:02d}-{day:02d}"
    if human.born is None:
        return ""
    return f"{edtf_year(human.born + 30 + int(year * 25))}-{month:02d}-{day:02d}"


def _years(human: Human, near: bool, slips: Slips, recorded: str, rnd: Random) -> dict[str, object]:
    said: dict[str, object] = {}
    year = told_year(human.born, near=near, slips=slips, rnd=rnd)
    died = told_year(human.died, near=near, slips=slips, rnd=rnd)
    as_age, day = rnd.random() < slips.as_age, told_day(year, rnd)
    if (
        as_age
        and human.died is None
        and recorded
        and len(year) == 4
        and year.isdigit()
        and 0 <= int(recorded[:4]) - int(year) <= 105
    ):
        said["age"] = int(recorded[:4]) - int(year)
    elif day:
        said["born"] = day
    if died:
        said["died"] = died
    if human.missing is not None:
        said["missing_since"] = str(human.missing)
    return said
