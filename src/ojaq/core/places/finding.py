"""Finding: which places have a name like the one that was told, and how alike it is, in bits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from ojaq.core.places.book import CORE, FULL, Bits, Columns, Ints, Keys
from ojaq.core.places.keys import hashes_of, skeletons
from ojaq.core.places.likeness import alike_forms
from ojaq.core.places.sounding import Codes, Sounder, encode, script_of
from ojaq.core.places.text import Heard, PlaceText, hear
from ojaq.core.places.words import PlaceWords, contradict
from ojaq.core.places.writing import key_of

# Bits for the likeness of two sounds: what is exactly alike says most, below 0.6 it speaks against.
_LIKENESS = np.array([0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 1.0])
_LIKENESS_BITS = np.array([-12.0, -6.0, -3.0, 0.5, 4.0, 7.5, 9.5, 10.5])
SAME_SPELLING_BITS = 11.0
# Where vowels are unwritten many sounds agree by chance, so agreement says less.
_ABJAD_LOSS = 1.0
_CONTRADICTED = -9.0
_LEFT_OUT = -3.0
# The name without its village or qualifier against a whole name.
_UNEVEN = -1.0
LEAST_ALIKE = 0.6
_REALLY_ALIKE = 0.88
_MOST_NEAR = 4000
_NO_FORMS = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Found:
    """k places [k]: row, bits of the best name, likeness 0..1, row of that name in `written`, same spelling or not."""

    place: Ints
    bits: Bits
    alike: Bits
    spelt: Ints
    same: NDArray[np.bool_]


class Finder:
    """Asks the columns of a book for names. Holds the codes of all sounds; changes nothing."""

    def __init__(self, columns: Columns, table: PlaceWords, sounder: Sounder) -> None:
        self._columns, self._table, self._sounder = columns, table, sounder
        self._codes, self._lengths = encode(columns.names.forms)
        # Which forms the present question has met: a stamp a question, so that nothing needs to be wiped.
        self._seen = np.zeros(len(columns.names.forms), dtype=np.int64)
        # Threads may ask at once: no two questions may have one stamp, and a count hands out each number once.
        self._stamps = count(1)

    def find(self, taken: PlaceText) -> Found:
        """Every place with a name like that of `taken`, in no order; a place stands once, with its best name."""
        heard = self._readings(taken)
        parts = [self.written_same(taken)]
        for sound, abjad in {(h.full, h.abjad) for h in heard} | {(h.core, h.abjad) for h in heard if h.core}:
            uses = [(FULL, h.qualifiers) for h in heard if h.full == sound]
            uses += [(CORE, h.qualifiers) for h in heard if h.core == sound and h.core != h.full]
            parts += self._by_sound(sound, abjad, dict.fromkeys(uses))
        return best_of(parts)

    def _readings(self, taken: PlaceText) -> list[Heard]:
        script = script_of("".join(written for written, _ in taken.name))
        languages = (None, *self._columns.languages.get(script, ()))
        readings = {
            one: None
            for language in languages
            for one in hear(taken.name, language, self._table, self._sounder)
        }
        return [one for one in readings if one.full]

    def written_same(self, taken: PlaceText) -> Found:
        """The places with a name written the same, folded; a place may stand more than once."""
        keys = self._columns.keys
        key = np.uint64(key_of(taken.folded))
        start = int(np.searchsorted(keys.folded, key, side="left"))
        stop = int(np.searchsorted(keys.folded, key, side="right"))
        found = stop - start
        return Found(
            keys.folded_place[start:stop],
            np.full(found, SAME_SPELLING_BITS, dtype=np.float32),
            np.ones(found, dtype=np.float32),
            keys.folded_spelt[start:stop],
            np.ones(found, dtype=np.bool_),
        )

    def _by_sound(self, sound: str, abjad: bool, uses: dict[tuple[int, int], None]) -> list[Found]:
        forms, alike = self._forms_like(sound, abjad)
        if not len(forms):
            return []
        names = self._columns.names
        starts, counts = names.first[forms], names.first[forms + 1] - names.first[forms]
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = np.repeat(starts, counts) + offsets
        likeness = np.repeat(alike, counts)
        vowelless = np.repeat(names.abjad[forms], counts) != abjad
        bits = np.interp(likeness, _LIKENESS, _LIKENESS_BITS) - _ABJAD_LOSS * vowelless
        return [
            Found(
                names.place[rows],
                (bits + self._beside(part, qualifiers, rows)).astype(np.float32),
                likeness.astype(np.float32),
                names.spelt[rows],
                np.zeros(len(rows), dtype=np.bool_),
            )
            for part, qualifiers in uses
        ]

    def _forms_like(self, sound: str, abjad: bool) -> tuple[Ints, Bits]:
        """Sounds whose consonants agree, or agree but for one; when none is really alike, also without velars."""
        keys, table = self._columns.keys, encode([sound])
        hard = _spans(skeletons(sound), keys.whole, keys.whole_form, keys.shorter, keys.shorter_form)
        found = self._compare(table, abjad, hard)
        if len(found[0]) and found[1].max() >= _REALLY_ALIKE:
            return found
        gentle = _spans(
            skeletons(sound, velars=False), keys.soft, keys.soft_form, keys.softer, keys.softer_form
        )
        soft = self._compare(table, abjad, gentle)
        forms, first = np.unique(np.concatenate([found[0], soft[0]]), return_index=True)
        return forms, np.concatenate([found[1], soft[1]])[first]

    def _compare(
        self, table: tuple[Codes, NDArray[np.int16]], abjad: bool, wanted: tuple[Ints, Ints]
    ) -> tuple[Ints, Bits]:
        (codes, lengths), costs = table, self._sounder.knowledge.costs
        same, near = wanted
        if len(near) > _MOST_NEAR:
            # In a gazetteer of a whole country many names share consonants: those of like length are looked at.
            gap = np.abs(self._lengths[near] - lengths[0])
            near = near[np.argpartition(gap, _MOST_NEAR)[:_MOST_NEAR]]
        forms, alike = alike_forms(
            np.concatenate([same, near]),
            self._seen,
            next(self._stamps),
            codes[0],
            lengths[0],
            abjad,
            self._codes,
            self._lengths,
            self._columns.names.abjad,
            costs.instead,
            costs.left_out,
            np.float32(costs.transposed),
            np.float32(LEAST_ALIKE),
        )
        return forms, alike

    def _beside(self, part: int, qualifiers: int, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Bits for what stands beside the name: upper against lower, a qualifier on one side only, whole against part."""
        names = self._columns.names
        theirs = names.qualifiers[rows]
        bits = np.where(names.part[rows] == part, 0.0, _UNEVEN)
        for other in np.unique(theirs).tolist():
            if other != qualifiers:
                said = _CONTRADICTED if contradict(qualifiers, other) else _LEFT_OUT
                bits[theirs == other] += said
        return bits


def _spans(
    bones: tuple[str, ...], whole: Keys, whole_forms: Ints, shorter: Keys, shorter_forms: Ints
) -> tuple[Ints, Ints]:
    """The forms under the whole keys; and those that agree but for one consonant, left out of either side."""
    same, near = [_NO_FORMS], [_NO_FORMS]
    for one in bones:
        key, less = hashes_of(one)
        for target, keys, forms, wanted in (
            (same, whole, whole_forms, [key]),
            (near, whole, whole_forms, less),
            (near, shorter, shorter_forms, [key]),
            (near, shorter, shorter_forms, less),
        ):
            asked = np.array(wanted, dtype=np.uint64)
            left, right = (
                np.searchsorted(keys, asked, side="left"),
                np.searchsorted(keys, asked, side="right"),
            )
            target += [forms[a:b] for a, b in zip(left.tolist(), right.tolist(), strict=True) if a < b]
    return np.concatenate(same), np.concatenate(near)


def best_of(parts: list[Found]) -> Found:
    """Several findings as one: a place stands once, with its best name."""
    place = np.concatenate([part.place for part in parts])
    bits = np.concatenate([part.bits for part in parts])
    alike = np.concatenate([part.alike for part in parts])
    spelt = np.concatenate([part.spelt for part in parts])
    same = np.concatenate([part.same for part in parts])
    order = np.lexsort((spelt, -alike, -bits, place))
    place = place[order]
    first = np.concatenate(([True], place[1:] != place[:-1])) if len(place) else np.zeros(0, dtype=np.bool_)
    order = order[first]
    return Found(place[first], bits[order], alike[order], spelt[order], same[order])
