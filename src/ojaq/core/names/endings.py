"""Endings of family names and patronymics: what stays when they are taken off, and what they tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ojaq.core.names.scripts import ABJADS, Word, folded, lowered

Sex = Literal["female", "male"]
SHORTEST_ROOT = 3
SHORTEST_ABJAD_ROOT = 2


@dataclass(frozen=True, slots=True)
class Endings:
    """Endings by script, the longest first.

    `father` and `joined` say the sex of the child with each ending.
    """

    family: Mapping[str, tuple[str, ...]]
    feminine: frozenset[str]
    clear: frozenset[str]
    father: Mapping[str, Mapping[str, Sex]]
    joined: Mapping[str, Sex]
    genitive: Mapping[str, tuple[str, ...]]
    genitive_alone: frozenset[str]

    def family_ending(self, word: Word) -> str:
        """The ending of a family name, "" if none leaves a root."""
        endings = self.family.get(word.script, ())
        if not word.folded.endswith(endings):
            return ""
        return next((e for e in endings if _leaves_root(word, e)), "")

    def father_ending(self, word: Word, *, said: bool = False) -> tuple[str, Sex | None]:
        """The ending of a patronymic and the sex it tells, ("", None) if there is none.

        Joined kin words count only where it is `said` that this is a patronymic.
        """
        endings = self.father.get(word.script, {})
        if said:
            endings = {**self.joined, **endings}
        if not word.folded.endswith(tuple(endings)):
            return "", None
        return next(((e, sex) for e, sex in endings.items() if _leaves_root(word, e)), ("", None))

    def genitive_ending(self, word: Word) -> str:
        """The genitive ending of a father's name, "" if none leaves a root."""
        return next((e for e in self.genitive.get(word.script, ()) if _leaves_root(word, e)), "")


def _leaves_root(word: Word, ending: str) -> bool:
    shortest = SHORTEST_ABJAD_ROOT if word.script in ABJADS else SHORTEST_ROOT
    return word.folded.endswith(ending) and len(word.folded) - len(ending) >= shortest


def without(word: Word, ending: str) -> Word:
    """`word` without `ending` (given in folded letters); its written form is cut too where letters
    correspond."""
    if not ending:
        return word
    keep = len(word.folded) - len(ending)
    lower = word.lower[:keep] if len(word.lower) == len(word.folded) else word.folded[:keep]
    written = word.written[:keep] if len(word.written) == len(word.folded) else lower
    return Word(written, lower, word.folded[:keep], word.script)


def build_endings(table: Mapping[str, Any]) -> Endings:
    """Endings from the table `endings.yml`."""
    return Endings(
        family={script: _longest_first(text) for script, text in table["family"].items()},
        feminine=frozenset(_longest_first(table["feminine"])),
        clear=frozenset(_longest_first(table["clear"])),
        father={script: _with_sex(sexes) for script, sexes in table["father"].items()},
        joined=_with_sex(table["joined"]),
        genitive={script: _longest_first(text) for script, text in table["genitive"].items()},
        genitive_alone=frozenset(table["genitive_alone"]),
    )


def _longest_first(text: str) -> tuple[str, ...]:
    return tuple(sorted({folded(lowered(ending)) for ending in text.split()}, key=lambda e: (-len(e), e)))


def _with_sex(sexes: Mapping[str, str]) -> dict[str, Sex]:
    found: dict[str, Sex] = dict.fromkeys(_longest_first(sexes["son"]), "male")
    found |= dict.fromkeys(_longest_first(sexes["daughter"]), "female")
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))
