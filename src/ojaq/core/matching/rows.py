"""Rows of a bare table as testimonies: what each column is was said beforehand, by a mapping or by known headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ojaq.core.matching.testimony import Described, Testimony, Tie, TieKind

NAME_PARTS = ("given", "patronymic", "family", "birth_family")
RELATIVES = {"father": "male", "mother": "female", "spouse": "unknown"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one column is: `tells` names it as mapping/1 does, `form` is how its dates are written (strptime),
    `values` what its cells mean, by the cell in small letters."""

    header: str
    tells: str
    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def testimony_of(row: Mapping[str, str], meanings: Sequence[Meaning], key: int, stable: int) -> Testimony:
    """One row as a testimony: the person of the row first, then whoever is named beside.

    `key` is the number of its registration (rows with one key are different people), `stable` a number of the
    row; relatives get numbers after it, so leave room for three.
    """
    name: dict[str, str] = {}
    told: dict[str, Any] = {}
    codes: dict[str, str] = {}
    categories: dict[str, str] = {}
    people, ties = [], []
    for meaning in meanings:
        cell = (row.get(meaning.header) or "").strip()
        if not cell:
            continue
        cell = meaning.values.get(cell.casefold(), cell)
        if meaning.tells in NAME_PARTS:
            name[meaning.tells] = f"{name[meaning.tells]} {cell}" if meaning.tells in name else cell
        elif meaning.tells == "name":
            name["as_written"] = cell
        elif meaning.tells in ("born", "died"):
            told[meaning.tells] = day_of(cell, meaning.form)
        elif meaning.tells == "sex":
            # In a bare table a wrong sex is a slip like any other; among testimonies it forbids joining.
            categories[meaning.header] = cell
        elif meaning.tells == "place":
            told["place"] = cell
        elif meaning.tells == "code":
            codes[meaning.header] = cell
        elif meaning.tells == "category":
            categories[meaning.header] = cell
        elif meaning.tells in RELATIVES:
            people.append(_relative(meaning.tells, cell))
            ties.append(_tie(meaning.tells, len(people)))
    person = Described(ref="row", name=name, codes=codes, categories=categories, **told)
    numbers = tuple(range(stable, stable + 1 + len(people)))
    return Testimony(key, (person, *people), tuple(ties), ids=numbers)


def day_of(cell: str, form: str) -> str:
    """A cell as EDTF by the form of its column; as it stands where it is in another form."""
    if not form:
        return cell
    try:
        day = datetime.strptime(cell, form)  # noqa: DTZ007 -- a day has no time zone
    except ValueError:
        return cell
    if "%d" in form or "%j" in form:
        return day.date().isoformat()
    return f"{day.year:04d}-{day.month:02d}" if "%m" in form or "%b" in form else f"{day.year:04d}"


def _relative(tells: str, cell: str) -> Described:
    part = "as_written" if " " in cell else "given"
    return Described(ref=tells, name={part: cell}, sex=RELATIVES[tells])


def _tie(tells: str, at: int) -> Tie:
    return Tie(TieKind.COUPLE, 0, at) if tells == "spouse" else Tie(TieKind.PARENT, at, 0)
