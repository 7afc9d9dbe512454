"""A name said in one line, taken apart for the eye: what stands for given name, father's name and family. Pure.

`Elçin 1979` and `Əli 1931-1994` carry their years along: one line takes name and years together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ojaq.core.names import NameKnowledge, read_name
from ojaq.core.names.scripts import Word, folded, lowered, main_script

LONGEST_NAME = 200
_YEARS = re.compile(r"^(.*\S)[\s,]+(\d{4}[~?]?)(?:\s*[-–—]\s*(\d{4}[~?]?))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NameHeard:
    """A line as it was read, in the visitor's writing; "" where a part was not said. `father`: the father's name alone."""

    given: str
    patronymic: str
    family: str
    father: str
    sex: str


def hear_name(line: str, language: str, knowledge: NameKnowledge) -> NameHeard:
    """Read one line. Never raises; a line that is too long is read as nothing."""
    if not line or len(line) > LONGEST_NAME:
        return NameHeard("", "", "", "", "")
    read = read_name({"as_written": line, "language": language or None}, knowledge)
    given = [token.written for token in read.given]
    family = [token.written for token in read.family]
    rest = _left(line, [*given, *family]) if read.father else []
    return NameHeard(
        given=" ".join(given), patronymic=" ".join(rest), family=" ".join(family),
        father=read.father.written if read.father else "", sex=read.sex_hint or "",
    )  # fmt: skip


def split_years(line: str) -> tuple[str, str, str]:
    """(name, birth, death) of a line that ends in a year or two; births and deaths are "" where none is said."""
    found = _YEARS.match(line.strip())
    return (found[1].rstrip(" ,"), found[2], found[3] or "") if found else (line, "", "")


def fitting(family: str, sex: str, knowledge: NameKnowledge) -> str:
    """A family name as a man or a woman of the same family bears it, where endings tell them apart; else as it is."""
    if not family or " " in family or len(family) > LONGEST_NAME:
        return family
    script = main_script(family)
    ending = knowledge.endings.family_ending(Word(family, lowered(family), folded(lowered(family)), script))
    womens = knowledge.endings.feminine
    last = {"latin": "a", "cyrillic": "а"}.get(script, "")
    if not (ending and last):
        return family
    if sex == "female" and ending not in womens and ending + last in womens:
        return family + last
    if sex == "male" and ending in womens and ending.endswith(last):
        return family[:-1]
    return family


def _left(line: str, taken: list[str]) -> list[str]:
    """The words of a line that are neither given name nor family: the father's name with its kin word."""
    left = list(taken)
    words = []
    for word in re.split(r"[\s,]+", line.strip()):
        bare = word.strip(".,;")
        if bare in left:
            left.remove(bare)
        elif bare:
            words.append(bare)
    return words
