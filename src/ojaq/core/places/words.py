"""The words that stand beside names of places, in many languages: village, district, upper, lower, great, new..."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ojaq.core.places.folding import fold

# Qualifiers tell two places of one name apart. Those of one group contradict each other.
QUALIFIERS = ("upper", "lower", "middle", "great", "small", "new", "old", "first", "second", "third")
_BIT = {kind: 1 << place for place, kind in enumerate(QUALIFIERS)}
GROUPS = tuple(
    sum(_BIT[kind] for kind in group)
    for group in (("upper", "lower", "middle"), ("great", "small", "middle"), ("new", "old"), QUALIFIERS[7:])
)
# Shorter words sound like too many others to be known by sound alone.
_SHORTEST_BY_SOUND = 5
_SHORTEST_GLUED = 4
_LONGEST_GLUED = 9
_SHORTEST_REST = 3
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Folded spelling -> kind, and sound -> kind for the longer ones, so that spellings not listed are known too."""

    by_spelling: Mapping[str, str]
    by_sound: Mapping[str, str]
    prefixes: Mapping[str, str] = field(repr=False)
    endings: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, tuple[str, ...]], sound: Callable[[str], str]) -> PlaceWords:
        """Builds the table from kind -> spellings; `sound` gives the sound of a word of unknown language."""
        by_spelling: dict[str, str] = {}
        by_sound: dict[str, str] = {}
        for kind, spellings in table.items():
            if kind == "ending":
                continue
            for spelling in spellings:
                by_spelling.setdefault(fold(spelling), kind)
                heard = sound(spelling)
                if len(heard) >= _SHORTEST_BY_SOUND:
                    by_sound.setdefault(heard, kind)
        prefixes = {
            heard: kind
            for kind in QUALIFIERS[:7]
            for spelling in table.get(kind, ())
            if len(heard := sound(spelling)) >= _SHORTEST_GLUED
        }
        endings = sorted(
            {fold(ending) for ending in table.get("ending", ())}, key=lambda one: (-len(one), one)
        )
        return cls(by_spelling, by_sound, prefixes, tuple(endings))

    def kind(self, folded: str, sound: str) -> str:
        """The kind of a word, "" for a name."""
        return self.by_spelling.get(folded) or self.by_sound.get(sound, "")

    def glued(self, sound: str) -> tuple[str, int] | None:
        """A qualifier written together with the name it belongs to: (the rest, its bit), None when there is none."""
        for length in range(min(_LONGEST_GLUED, len(sound) - _SHORTEST_REST), _SHORTEST_GLUED - 1, -1):
            kind = self.prefixes.get(sound[:length])
            if kind is not None:
                return sound[length:], _BIT[kind]
        return None

    def without_ending(self, folded: str) -> str:
        """A folded word without what its language puts behind the name of a district; the word itself if there is none."""
        for ending in self.endings:
            if folded.endswith(ending) and len(folded) >= len(ending) + _SHORTEST_STEM:
                return folded[: -len(ending)]
        return folded


def bit(kind: str) -> int:
    """The bit of a qualifier, 0 for any other kind."""
    return _BIT.get(kind, 0)


def contradict(one: int, other: int) -> bool:
    """Whether two sets of qualifiers cannot be of one place: upper and lower, first and second."""
    return any(one & group and other & group and not one & other & group for group in GROUPS)
