"""What a registration holds beside people and ties: departures, losses, wishes, contacts, a statement, consents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from ojaq.core.rehearsal.naming import Hand
from ojaq.core.rehearsal.people import Human
from ojaq.core.rehearsal.setting import Setting
from ojaq.core.rehearsal.sitting import Sitting

PlaceText = Callable[[int, Hand, bool, Random], str]

INTENTIONS = ("hope_one_day", "plan_within_12m", "undecided", "no_hope", "prefer_not_say")
CONDITIONS = (
    "security_safety",
    "landmines",
    "shelter_housing",
    "livelihood",
    "graves_heritage",
    "road_access",
)
TENURES = ("ownership_personal_property", "kolkhoz_household_share", "relative_of_owner", "unknown")
OPTIONAL_PURPOSES = ("contact", "trace_family", "statistics", "publish", "share_with_court", "research")


def extras(sitting: Sitting, setting: Setting, living: bool, place: PlaceText) -> dict[str, object]:
    """Further parts of the document; a tree without living people has only its consent (none: an archive's list)."""
    if not living:
        return {"consent": []}
    rnd, hand = sitting.rnd, sitting.hand
    home = place(sitting.registrant.village, hand, False, sitting.labels)
    held: dict[str, object] = {}
    departures = _departures(sitting, setting, home)
    if departures:
        held["departures"] = departures
    if rnd.random() < 0.6:
        held["losses"] = [_loss(sitting, home)]
    if rnd.random() < 0.6:
        held["wishes"] = [_wish(rnd)]
    if rnd.random() < 0.5:
        # Numbers of the form that is kept free for stories; nobody can be reached by them.
        held["contacts"] = [
            {
                "person": "p1",
                "kind": "phone",
                "value": f"555-01{int(rnd.random() * 100):02d}",
                "may_use": True,
            }
        ]
    spoken, which = rnd.random(), sitting.labels.random()
    texts = setting.statements.get(hand.writing.language, ())
    if spoken < 0.4 and texts:
        held["statement"] = texts[int(which * len(texts))].replace("{village}", home)
    held["consent"] = _consents(sitting.recorded, hand.writing.language, rnd)
    return held


def _departures(sitting: Sitting, setting: Setting, home: str) -> list[dict[str, object]]:
    rnd = sitting.rnd
    by_wave: dict[int, list[str]] = {}
    for number in sitting.people:
        human = sitting.population.humans[number]
        silent = rnd.random() < 0.3
        if human.wave is not None and not silent and _was_there(human, setting, human.wave):
            by_wave.setdefault(human.wave, []).append(sitting.refs[number])
    told: list[dict[str, object]] = []
    for at in sorted(by_wave):
        wave = setting.waves[at]
        year = wave.first + int(rnd.random() * (wave.last - wave.first + 1))
        when = str(year) if rnd.random() < 0.6 else f"{wave.first}/{wave.last}"
        told.append({"people": by_wave[at], "from": home, "when": when, "wave": wave.name})
    return told


def _was_there(human: Human, setting: Setting, at: int) -> bool:
    wave = setting.waves[at]
    return (human.born or 0) <= wave.first and (human.died is None or human.died >= wave.last)


def _loss(sitting: Sitting, home: str) -> dict[str, object]:
    rnd, humans = sitting.rnd, sitting.population.humans
    elders = [n for n in sitting.people if humans[n].generation < sitting.registrant.generation]
    holders = (elders or list(sitting.people))[: 1 + int(rnd.random() * 2)]
    share = "1" if len(holders) == 1 else "1/2"
    return {
        "ref": "l1",
        "kind": "dwelling",
        "place": home,
        "holders": [{"person": sitting.refs[holder], "share": share} for holder in holders],
        "tenure": TENURES[int(rnd.random() * len(TENURES))],
    }


def _wish(rnd: Random) -> dict[str, object]:
    intention = rnd.choices(INTENTIONS, weights=(45, 15, 20, 12, 8))[0]
    conditions = [one for one in CONDITIONS if rnd.random() < 0.35]
    return {
        "person": "p1",
        "intention": intention,
        "destination": "origin_settlement",
        "conditions": conditions,
    }


def _consents(recorded: str, language: str, rnd: Random) -> list[dict[str, object]]:
    given = {"register": True}
    for purpose in OPTIONAL_PURPOSES:
        said, yes = rnd.random(), rnd.random()
        if said < 0.6:
            given[purpose] = yes < 0.8
    return consent_rows(given, recorded, language)


def consent_rows(given: Mapping[str, bool], recorded: str, language: str) -> list[dict[str, object]]:
    """The registrant's answers by purpose as rows of registration/1."""
    return [
        {
            "purpose": purpose,
            "given": answer,
            "on": recorded,
            "version": "1",
            "language": language,
            "by": "p1",
            "basis": "consent",
        }
        for purpose, answer in given.items()
    ]
