"""A real genealogy as the truth of a rehearsal: GEDCOM 5.5 in ANSEL, ANSI or UTF-8, read with ged4py.

Identities, parents, couples, sexes and years are the file's. Villages are not: each line of descent is set in one of the
villages handed in, so that places say something about families, as they do in a register.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import BinaryIO

from ged4py.parser import CodecError, GedcomReader, IntegrityError, ParserError

from ojaq.core.rehearsal.errors import NotATree
from ojaq.core.rehearsal.people import Couple, Human, Population

_YEAR = re.compile(r"\b(\d{3,4})\b")
_LETTER = re.compile(r"[^\W\d_]")
_STAYS_IN_THE_VILLAGE = 0.8


def population_of(stream: BinaryIO, villages: int, language: str, rnd: Random) -> Population:
    """The humans and couples of a GEDCOM file; `villages` is how many villages there are to live in.

    Families that name a child nobody described are kept without that child. Raises NotATree.
    """
    try:
        with GedcomReader(stream) as reader:
            return _population(reader, villages, language, rnd)
    except (ParserError, CodecError, IntegrityError, OSError, ValueError) as fault:
        raise NotATree from fault


def _population(reader: GedcomReader, villages: int, language: str, rnd: Random) -> Population:
    records = {_number(record): record for record in reader.records0("INDI")}
    parents: dict[str, tuple[str | None, str | None]] = {}
    couples: list[Couple] = []
    for family in reader.records0("FAM"):
        husband, wife = _partners(family, records)
        for child in _children(family, records):
            # The first family that claims a child keeps it: a second one is an error of the file.
            parents.setdefault(child, (husband, wife))
        if husband and wife:
            couples.append(Couple(husband, wife, _year(family, "MARR")))
    if not records:
        raise NotATree
    ordered = list(_parents_first(list(records), parents))
    homes: dict[str, int] = {}
    for number in ordered:
        homes[number] = _home(parents.get(number, (None, None)), homes, villages, rnd)
    humans = [_human(records[n], parents.get(n, (None, None)), homes[n], language) for n in records]
    known = {human.number for human in humans}
    return Population(humans, [c for c in couples if c.first in known and c.second in known])


def _number(record: object) -> str:
    """The id of the file without its marks: "@I1@" -> "I1"."""
    return str(record.xref_id).strip("@")  # type: ignore[attr-defined]


def _partners(family: object, records: Mapping[str, object]) -> tuple[str | None, str | None]:
    found: list[str | None] = []
    for tag in ("HUSB", "WIFE"):
        partner = family.sub_tag(tag)  # type: ignore[attr-defined]
        found.append(_number(partner) if partner is not None and _number(partner) in records else None)
    return found[0], found[1]


def _children(family: object, records: Mapping[str, object]) -> Iterator[str]:
    for child in family.sub_tags("CHIL"):  # type: ignore[attr-defined]
        if child is not None and _number(child) in records:
            yield _number(child)


def _parents_first(numbers: list[str], parents: dict[str, tuple[str | None, str | None]]) -> Iterator[str]:
    """Every human after his or her parents; a loop of parents in the file is cut where it is met."""
    done: set[str] = set()
    for number in numbers:
        stack = [number]
        while stack:
            one = stack[-1]
            waiting = [p for p in parents.get(one, ()) if p and p not in done and p not in stack]
            if waiting:
                stack.append(waiting[0])
                continue
            stack.pop()
            if one not in done:
                done.add(one)
                yield one


def _home(parents: tuple[str | None, str | None], homes: dict[str, int], villages: int, rnd: Random) -> int:
    stays, where = rnd.random(), int(rnd.random() * villages)
    for parent in parents:
        if parent in homes and stays < _STAYS_IN_THE_VILLAGE:
            return homes[parent]
    return where


def _human(record: object, parents: tuple[str | None, str | None], village: int, language: str) -> Human:
    given, family = _name(record)
    sex = {"M": "male", "F": "female"}.get(str(record.sub_tag_value("SEX") or "")[:1], "unknown")  # type: ignore[attr-defined]
    return Human(
        number=_number(record),
        sex=sex,
        given=given,
        family=family,
        language=language,
        village=village,
        born=_year(record, "BIRT"),
        died=_year(record, "DEAT"),
        father=parents[0],
        mother=parents[1],
    )


def _name(record: object) -> tuple[tuple[str, ...], str]:
    """Given names (numerals stay with them) and the family name; words without a letter are dropped."""
    value = record.sub_tag_value("NAME")  # type: ignore[attr-defined]
    if value is None:
        return (), ""
    given, family = (value[0], value[1]) if isinstance(value, tuple) else (str(value), "")
    words = [word.strip(",.;?()\"'") for word in (given or "").replace("_", " ").split()]
    kept = tuple(word for word in words if _LETTER.search(word) and word.lower() not in {"unknown", "nn"})
    surname = " ".join(word for word in (family or "").replace("_", " ").split() if _LETTER.search(word))
    return kept, surname


def _year(record: object, event: str) -> int | None:
    found = record.sub_tag(event)  # type: ignore[attr-defined]
    date = found.sub_tag_value("DATE") if found is not None else None
    match = _YEAR.search(str(date)) if date is not None else None
    return int(match.group(1)) if match else None
