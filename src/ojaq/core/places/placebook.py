"""The book of places, asked: a written place, and what is known beside it, becomes candidates with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ojaq.core.names import NameKnowledge
from ojaq.core.places.answer import NOTHING, PlaceAnswer, PlaceCandidate, PlaceReason
from ojaq.core.places.book import Columns
from ojaq.core.places.finding import Finder, Found, best_of
from ojaq.core.places.hints import District, company_bits, district_bits, kilometres, point_bits
from ojaq.core.places.rows import NameRow, PlaceRow
from ojaq.core.places.sounding import Sounder
from ojaq.core.places.text import PlaceText, hear, take_apart
from ojaq.core.places.words import PlaceWords
from ojaq.core.places.writing import add_names, write_columns

# What "none of these" weighs: a name that sounds only roughly alike stays below it.
_NONE_BITS = 6.5
_ADMIN_LOSS = -3.0
# What a community brought itself comes before a pack that ships as background.
_BACKGROUND_BITS = -3.0
_MOST_CANDIDATES = 5
_LEAST_PROBABILITY = 0.01
# Two places fit alike when less than this lies between them before anything is said of how well known they are.
_ALIKE_BITS = 1.2
# One village that stands twice in a gazetteer, under its old and its new name, is not two choices.
_SAME_SPOT_KM = 1.5
_REMEMBERED = 20_000
# What a district is told by is mostly a district; its seat bears the same name.
_ADMIN_BITS = 4.0
_LEAST_DISTRICT_BITS = 4.0
# Many districts bear one name ("Centre"): all of them are weighed, each with its share.
_MOST_DISTRICTS = 64
_DISTRICTS_WITHIN_BITS = 6.0


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """A written place with its hints: a district by any name or id, a point (lat, lon), places told beside it."""

    text: str
    district: str | None = None
    near: tuple[float, float] | None = None
    co_mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Weighed:
    """k candidates, best first: row of `found`, all bits, bits without being well known; what the
    district says, by row of `found`."""

    order: NDArray[np.int64]
    bits: NDArray[np.float64]
    said: NDArray[np.float64]
    district: NDArray[np.float64] | None


class PlaceBook:
    """Every place by any name, script and era. Immutable but for a bounded memory of what was asked."""

    def __init__(self, columns: Columns, words: PlaceWords, knowledge: NameKnowledge | Sounder) -> None:
        self.columns = columns
        self._sounder = knowledge if isinstance(knowledge, Sounder) else Sounder(knowledge)
        self._words = words
        self._finder = Finder(columns, words, self._sounder)
        self._row_of = {place_id: row for row, place_id in enumerate(columns.places.ids)}
        self._answers: dict[PlaceQuestion, PlaceAnswer] = {}
        self._districts: dict[str, District] = {}

    @classmethod
    def of(
        cls,
        places: Iterable[PlaceRow],
        names: Iterable[NameRow],
        words: Mapping[str, tuple[str, ...]],
        knowledge: NameKnowledge,
        version: str = "",
    ) -> PlaceBook:
        """Builds a book from the rows of gazetteers; `words` as `ojaq.resources.gazetteer.words()` gives them."""
        sounder = Sounder(knowledge)
        table = PlaceWords.of(words, sounder.sound)
        return cls(write_columns(places, names, table, sounder, version), table, sounder)

    def with_names(self, names: Iterable[NameRow], version: str = "") -> PlaceBook:
        """A book with some more names of places that are there."""
        columns = add_names(self.columns, names, self._words, self._sounder, version)
        return PlaceBook(columns, self._words, self._sounder)

    @property
    def size(self) -> int:
        """How many places the book knows."""
        return int(np.count_nonzero(~self.columns.places.hidden))

    def knows(self, given: str) -> str | None:
        """The id of a place as the gazetteer has it, for an id with or without its prefix ("wof:"); None if unknown."""
        for candidate in (given, given.partition(":")[2]):
            row = self._row_of.get(candidate)
            if row is not None and not self.columns.places.hidden[row]:
                return candidate
        return None

    def written_alike(self, name: str) -> list[str]:
        """The ids of the places that have a name written the same, whatever its case, accents and spaces."""
        taken = take_apart(name, self._words, self._sounder)
        places = self.columns.places
        if not taken.name:
            return []
        rows = np.unique(self._finder.written_same(taken).place)
        return [places.ids[row] for row in rows.tolist() if not places.hidden[row]]

    def resolve(
        self,
        text: str,
        *,
        district: str | None = None,
        near: tuple[float, float] | None = None,
        co_mentioned: Sequence[str] = (),
    ) -> PlaceAnswer:
        """Which place a text means. `near` is (lat, lon) in degrees; `co_mentioned` are other places of one testimony."""
        return self.answer(PlaceQuestion(text, district, near, tuple(co_mentioned)))

    def answer(self, question: PlaceQuestion) -> PlaceAnswer:
        """The answer to one question, remembered up to a bound."""
        known = self._answers.get(question)
        if known is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            known = self._answers[question] = self._answer(question)
        return known

    def _answer(self, question: PlaceQuestion) -> PlaceAnswer:
        taken = take_apart(question.text, self._words, self._sounder)
        if not taken.name:
            return NOTHING
        found = self._finder.find(taken)
        if not len(found.place):
            return NOTHING
        weighed = self._weigh(question, taken, found)
        chances = np.exp2(weighed.bits - weighed.bits.max(initial=_NONE_BITS))
        chances /= chances.sum() + np.exp2(_NONE_BITS - weighed.bits.max(initial=_NONE_BITS))
        candidates = [
            PlaceCandidate(
                place_id=self.columns.places.ids[found.place[at]],
                name=self.columns.places.names[found.place[at]],
                probability=round(float(chances[rank]), 4),
                reasons=self._reasons(question, taken, found, int(at), weighed),
            )
            for rank, at in enumerate(weighed.order[:_MOST_CANDIDATES])
            if chances[rank] >= _LEAST_PROBABILITY
        ]
        return PlaceAnswer(tuple(candidates), bool(candidates) and self._ambiguous(found, weighed))

    def _weigh(self, question: PlaceQuestion, taken: PlaceText, found: Found) -> _Weighed:
        places = self.columns.places
        rows = found.place
        said = found.bits.astype(np.float64) + np.where(places.own[rows], 0.0, _BACKGROUND_BITS)
        said += np.where(places.admin[rows] != taken.admin, _ADMIN_LOSS, 0.0)
        districts = self._district(question.district, taken.district)
        told = None
        if districts:
            # The same district told twice says no more than once.
            told = np.mean([district_bits(places, one, rows) for one in districts], axis=0)
            said += told
        if question.near is not None:
            said += point_bits(places, *question.near, rows)
        if question.co_mentioned:
            said += company_bits(places, self._company(question), rows)
        said[places.hidden[rows]] = -np.inf
        bits = said + places.prior[rows]
        order = np.lexsort((rows, -bits))
        return _Weighed(order, bits[order], said[order], told)

    def _district(self, told: str | None, written: str) -> tuple[District, ...]:
        """The districts that were told, each as what it may be; those nobody knows are left out."""
        parts = [
            self._district_of(part) for part in dict.fromkeys((told or "", *written.split("; "))) if part
        ]
        return tuple(part for part in parts if part)

    def _district_of(self, text: str) -> District:
        known = self._districts.get(text)
        if known is None:
            if len(self._districts) >= _REMEMBERED:
                self._districts.clear()
            known = self._districts[text] = self._read_district(text)
        return known

    def _read_district(self, text: str) -> District:
        places = self.columns.places
        row = self._row_of.get(text, self._row_of.get(text.partition(":")[2], -1))
        if row >= 0:
            return ((row, 1.0),)
        taken = take_apart(text, self._words, self._sounder)
        if not taken.name:
            return ()
        found = self._finder.find(taken)
        stems = [self._words.without_ending(folded) for _, folded in taken.name]
        if stems != [folded for _, folded in taken.name]:
            bare = PlaceText(tuple((stem, stem) for stem in stems), "", taken.admin)
            found = best_of([found, self._finder.find(bare)])
        bits = found.bits + places.prior[found.place] + np.where(places.admin[found.place], _ADMIN_BITS, 0.0)
        kept = np.argsort(-bits, kind="stable")[:_MOST_DISTRICTS]
        kept = kept[
            bits[kept] > max(_LEAST_DISTRICT_BITS, float(bits.max(initial=0.0)) - _DISTRICTS_WITHIN_BITS)
        ]
        if not len(kept):
            return ()
        weights = np.exp2(bits[kept] - bits[kept].max())
        shares = weights / (weights.sum() + np.exp2(_LEAST_DISTRICT_BITS - bits[kept].max()))
        return tuple(zip(found.place[kept].tolist(), shares.tolist(), strict=True))

    def _company(self, question: PlaceQuestion) -> list[int]:
        rows = []
        for other in question.co_mentioned[:8]:
            if other != question.text:
                certain = self.answer(PlaceQuestion(other, question.district)).certain
                if certain is not None:
                    rows.append(self._row_of[certain.place_id])
        return rows

    def _ambiguous(self, found: Found, weighed: _Weighed) -> bool:
        best = int(weighed.order[0])
        rivals = weighed.order[1:][weighed.said[1:] >= weighed.said[0] - _ALIKE_BITS]
        return any(not self._same_spot(found, best, int(rival)) for rival in rivals)

    def _same_spot(self, found: Found, one: int, other: int) -> bool:
        """Whether two places are one village that stands twice: close, and not told apart by upper, lower, new..."""
        places = self.columns.places
        row = int(found.place[one])
        away = kilometres(
            places, float(places.lat[row]), float(places.lon[row]), found.place[other : other + 1]
        )
        return bool(away[0] <= _SAME_SPOT_KM) and self._beside(found, one) == self._beside(found, other)

    def _beside(self, found: Found, at: int) -> int:
        written = self.columns.names.written[found.spelt[at]]
        name = take_apart(written, self._words, self._sounder).name
        return hear(name, None, self._words, self._sounder)[0].qualifiers if name else 0

    def _reasons(
        self, question: PlaceQuestion, taken: PlaceText, found: Found, at: int, weighed: _Weighed
    ) -> tuple[PlaceReason, ...]:
        row = int(found.place[at])
        name = {"name": self.columns.names.written[found.spelt[at]]}
        alike = float(found.alike[at])
        code = "same_spelling" if found.same[at] else "same_sound" if alike >= 0.97 else "close_sound"
        reasons = [PlaceReason(code, round(float(found.bits[at]), 2), name)]
        if weighed.district is not None:
            bits = float(weighed.district[at])
            where = "in_district" if bits > 5.0 else "near_district" if bits > 0.0 else "elsewhere"
            told = {"district": question.district or taken.district}
            reasons.append(PlaceReason(where, round(bits, 2), told))
        if question.near is not None:
            bits = float(point_bits(self.columns.places, *question.near, np.array([row]))[0])
            reasons.append(PlaceReason("near_point" if bits > 0.0 else "far_from_point", round(bits, 2), {}))
        prior = float(self.columns.places.prior[row])
        reasons.append(PlaceReason("well_known", round(prior, 2), {}))
        return tuple(reasons)
