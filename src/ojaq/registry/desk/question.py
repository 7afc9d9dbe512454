"""What the visitor says, on one line, in any order and any script: taken apart into names, a birth and a
village.

Pure. `Məmmədova Gülnarə Əli qızı, 1957, Tutluca` has three pieces; a line without commas is read too, when
it ends in a year or a village. What cannot be placed stays part of the name: nothing that was said is
dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from ojaq.core.names import NameKnowledge, read_name
from ojaq.registry.identity.errors import NotANumber
from ojaq.registry.identity.number import read_number

IsPlace = Callable[[str], bool]
"""Whether a text is surely the name of some place."""

LONGEST_LINE = 400
_PIECES = re.compile(r"[,;،؛、\n|]+")
_YEAR = r"(?:1[5-9]|20)\d\d"
_ABOUT = re.compile(
    rf"^(?:about|circa|ca\.?|c\.|around|~|≈|təx(?:minən)?\.?|təqribən|около|ок\.|примерно|մոտ|շուրջ|დაახლოებით|حدود)\s*(?={_YEAR})",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"^(?:born|b\.|doğulub|doğ\.|род(?:ился|илась|\.)|ծնված|ծն\.|დაბ(?:ადებული|\.)|متولد|تولد)\s*(?:in\s+)?",
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(
    r"\s*(?:-?ci il|il|г\.?р?\.?|год(?:а)?|թ\.?|წ\.?|-?cü il|-?cı il|-?cu il)$", re.IGNORECASE
)
_DAY_FIRST = re.compile(rf"^(\d{{1,2}})[./-](\d{{1,2}})[./-]({_YEAR})$")
_EDTF = re.compile(rf"^(?:{_YEAR}(?:-\d\d(?:-\d\d)?)?[~?%]?|\d{{3}}X|\d\dXX)$")
_DECADE = re.compile(r"^(\d{3})0(?:s|-e|-х|-lər|-cı illər|ական(?:ներ)?)$")
_WORD_END = re.compile(rf"^(.*\S)\s+(~?{_YEAR}[~?]?|\d{{3}}[Xx]|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR})$")


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was understood; empty texts were not said.

    number: a register number that was typed instead of a name. name: all words of the name as typed.
    given, family, father: its parts as read, in the visitor's writing. born: EDTF. place: text of a village.
    """

    line: str
    number: int | None = None
    name: str = ""
    given: str = ""
    family: str = ""
    father: str = ""
    sex: str = "unknown"
    born: str = ""
    place: str = ""


def understand(line: str, knowledge: NameKnowledge, is_place: IsPlace) -> Understood:
    """Take one typed line apart. Never raises: an empty line is understood as nothing."""
    line = " ".join(unicodedata.normalize("NFC", line[:LONGEST_LINE]).split())
    try:
        return Understood(line, number=read_number(line))
    except NotANumber:
        pass
    pieces = [piece for part in _PIECES.split(line) if (piece := part.strip(" .·"))]
    born, pieces = _take_birth(pieces)
    name, place = _name_and_place(pieces, knowledge, is_place)
    read = read_name({"as_written": name}, knowledge)
    return Understood(
        line=line,
        name=name,
        given=" ".join(token.written for token in read.given),
        family=" ".join(token.written for token in read.family),
        father=read.father.written if read.father else "",
        sex=read.sex_hint or "unknown",
        born=born,
        place=place,
    )


def read_birth(text: str) -> str:
    """The EDTF of a birth as somebody types it, "" when the text is no date: 1957, about 1957, 1950s,
    3.5.1957.
    """
    plain = "".join(_plain_digit(sign) for sign in text.strip())
    plain = _AFTER_YEAR.sub("", _BORN.sub("", plain)).strip()
    about = bool(_ABOUT.match(plain))
    plain = _ABOUT.sub("", plain).strip()
    if decade := _DECADE.match(plain):
        return f"{decade[1]}X"
    if day := _DAY_FIRST.match(plain):
        return _day(int(day[3]), int(day[2]), int(day[1]))
    plain = plain.replace("x", "X")
    if not _EDTF.match(plain):
        return ""
    return f"{plain}~" if about and plain[-1] not in "~?%X" else plain


def _plain_digit(sign: str) -> str:
    value = unicodedata.decimal(sign, -1)
    return sign if value < 0 else str(value)


def _day(year: int, month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return f"{year}"
    return f"{year}-{month:02d}-{day:02d}"


def _take_birth(pieces: list[str]) -> tuple[str, list[str]]:
    """The first birth found, and the pieces without it."""
    for at, piece in enumerate(pieces):
        if born := read_birth(piece):
            return born, pieces[:at] + pieces[at + 1 :]
    for at, piece in enumerate(pieces):
        plain = "".join(_plain_digit(sign) for sign in piece)
        ending = _WORD_END.match(plain)
        if ending and (born := read_birth(ending[2])):
            return born, [*pieces[:at], piece[: len(ending[1])], *pieces[at + 1 :]]
    return "", pieces


def _name_and_place(pieces: list[str], knowledge: NameKnowledge, is_place: IsPlace) -> tuple[str, str]:
    if not pieces:
        return "", ""
    if len(pieces) == 1:
        return _split_end(pieces[0], is_place)
    kinds = [(piece, _names_a_father(piece, knowledge), is_place(piece)) for piece in pieces]
    places = [piece for piece, father, known in kinds if known and not father]
    if len(places) == len(pieces):
        # Some given names are villages too: then the first piece is the person.
        places = places[1:]
    names = [piece for piece in pieces if piece not in places]
    if not places and len(names) > 1 and not _names_a_father(names[-1], knowledge):
        # A village that no gazetteer knows is still said last, after the name.
        places = [names.pop()]
    return " ".join(names), ", ".join(places)


def _names_a_father(piece: str, knowledge: NameKnowledge) -> bool:
    return len(piece.split()) > 1 and read_name({"as_written": piece}, knowledge).father is not None


def _split_end(piece: str, is_place: IsPlace) -> tuple[str, str]:
    """A name with a known village at its end, when two words are left for the name."""
    words = piece.split()
    for size in (2, 1):
        if len(words) - size >= 2 and is_place(end := " ".join(words[-size:])):
            return " ".join(words[:-size]), end
    return piece, ""
