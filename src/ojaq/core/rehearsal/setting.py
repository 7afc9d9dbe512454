"""Where a rehearsal is set: villages, offices with their clerks, waves, names. Built from a programme's mapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from ojaq.core.rehearsal.naming import Hand
from ojaq.core.rehearsal.people import Village
from ojaq.core.rehearsal.spelling import Writing


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its code, its town by language, and its clerks with how often each of them is at the desk."""

    code: str
    town: Mapping[str, str]
    clerks: tuple[Hand, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave of displacement as the programme names it; years are inclusive."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class NameList:
    """Names of one language, commonest first; which name is common is invented, the names are not."""

    language: str
    male: tuple[str, ...]
    female: tuple[str, ...]
    family: tuple[str, ...]


@cache
def rank_weights(count: int, slope: float) -> list[float]:
    """Cumulative weights of `count` names by rank, falling as a power of the rank."""
    return list(accumulate(1 / (rank + 4) ** slope for rank in range(count)))


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a community needs. `neighbours` are the names of those with whom mixed families are founded."""

    programme: str
    names: NameList
    neighbours: NameList | None
    villages: tuple[Village, ...]
    offices: tuple[Office, ...]
    waves: tuple[Wave, ...]
    statements: Mapping[str, Sequence[str]]

    def limited_to(self, writings: Sequence[Writing]) -> Setting:
        """The same setting where every clerk writes one of these; clerks who did are kept, the others change their pen."""
        return replace(self, offices=tuple(_limited(office, writings) for office in self.offices))

    @property
    def writings(self) -> tuple[Writing, ...]:
        """Every writing in use, most used first."""
        weight: dict[Writing, float] = {}
        for office in self.offices:
            for clerk, share in zip(office.clerks, office.weights, strict=True):
                weight[clerk.writing] = weight.get(clerk.writing, 0) + share
        return tuple(sorted(weight, key=lambda writing: (-weight[writing], writing.key)))


def _limited(office: Office, writings: Sequence[Writing]) -> Office:
    clerks = tuple(
        clerk if clerk.writing in writings else replace(clerk, writing=writings[at % len(writings)])
        for at, clerk in enumerate(office.clerks)
    )
    return replace(office, clerks=clerks)


def writing_of(key: str) -> Writing:
    """ "ru-Cyrl" -> Writing("ru", "Cyrl"). Raises ValueError when it is not of that form."""
    language, script = key.split("-")
    return Writing(language, script)


def setting_of(programme: Mapping[str, object]) -> Setting:
    """From a programme as `ojaq.resources.programmes` loads it (names and villages already read in)."""
    source: Mapping[str, object] = programme
    return Setting(
        programme=str(source["id"]),
        names=_names(source["names"]),
        neighbours=_names(source["neighbours"]) if source.get("neighbours") else None,
        villages=tuple(_village(one) for one in _rows(source["villages"])),
        offices=tuple(_office(one) for one in _rows(source["offices"])),
        waves=tuple(
            Wave(str(w["id"]), int(str(w["from"])), int(str(w["to"]))) for w in _rows(source["waves"])
        ),
        statements=source.get("statements", {}),  # type: ignore[arg-type]
    )


def _rows(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise TypeError("a list of mappings was expected")
    return value


def _names(value: object) -> NameList:
    if not isinstance(value, Mapping):
        raise TypeError("names are a mapping of lists")
    return NameList(
        str(value["language"]), tuple(value["male"]), tuple(value["female"]), tuple(value["family"])
    )


def _village(row: Mapping[str, object]) -> Village:
    names = row["names"]
    if not isinstance(names, Mapping):
        raise TypeError("names of a village are by language")
    by_language = {str(language): tuple(texts) for language, texts in names.items()}
    return Village(str(row["place"]), by_language, float(str(row["lat"])), float(str(row["lon"])))


def _office(row: Mapping[str, object]) -> Office:
    clerks = _rows(row["clerks"])
    town = row["town"]
    if not isinstance(town, Mapping):
        raise TypeError("the town of an office is by language")
    hands = tuple(
        Hand(
            writing=writing_of(str(clerk["writing"])),
            habit=int(str(clerk.get("habit", 0))),
            family_first=bool(clerk.get("family_first", False)),
            patronymics=bool(clerk.get("patronymics", True)),
        )
        for clerk in clerks
    )
    return Office(str(row["code"]), town, hands, tuple(float(str(clerk.get("share", 1))) for clerk in clerks))
