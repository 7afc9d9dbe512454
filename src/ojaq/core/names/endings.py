"""Endings of family names and patronymics: what stays when they are taken off, and what they tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ojaq.core.names.scripts import ABJADS, Word, folded, lowered

Sex = Literal["female", "male"]
SHORTEST_ROOT = 3
SHORTEST_ABJAD_ROOT = 2
MOST_REMEMBERED = 100_000


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
    memo: dict[tuple[str, str, str], tuple[str, Sex | None]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def family_ending(self, word: Word) -> str:
        """The ending of a family name, "" if none leaves a root."""
        key = ("family", word.script, word.folded)
        found = self.memo.get(key)
        if found is None:
            endings = self.family.get(word.script, ())
            ending = ""
            if word.folded.endswith(endings):
                ending = next((e for e in endings if _leaves_root(word, e)), "")
            found = self._remembered(key, (ending, None))
        return found[0]

    def father_ending(self, word: Word, *, said: bool = False) -> tuple[str, Sex | None]:
        """The ending of a patronymic and the sex it tells, ("", None) if there is none.

        Joined kin words count only where it is `said` that this is a patronymic.
        """
        key = ("said" if said else "father", word.script, word.folded)
        found = self.memo.get(key)
        return self._remembered(key, self._father_ending(word, said)) if found is None else found

    def _remembered(self, key: tuple[str, str, str], found: tuple[str, Sex | None]) -> tuple[str, Sex | None]:
        """The memo only saves work: words come again and again, and a strange flood of them empties it."""
        if len(self.memo) >= MOST_REMEMBERED:
            self.memo.clear()
        self.memo[key] = found
        return found

    def _father_ending(self, word: Word, said: bool) -> tuple[str, Sex | None]:
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
