"""What the book of places answers: candidates with probabilities and reasons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceReason:
    """Why a place fits or does not: a code, the bits it adds, and what to put into the sentence.

    Codes: same_spelling, same_sound, close_sound (parameter `name`: the name compared with), other_qualifier,
    in_district, near_district, elsewhere (parameter `district`), near_point, near_others, well_known.
    """

    code: str
    bits: float
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One place the text may mean. `probability` is over all places and "none of these"."""

    place_id: str
    name: str
    probability: float
    reasons: tuple[PlaceReason, ...]


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """Candidates, best first (none when nothing fits). `ambiguous`: several places fit the words and hints alike."""

    candidates: tuple[PlaceCandidate, ...]
    ambiguous: bool

    @property
    def best(self) -> PlaceCandidate | None:
        """The likeliest place, None when nothing fits."""
        return self.candidates[0] if self.candidates else None

    @property
    def certain(self) -> PlaceCandidate | None:
        """The likeliest place if it is likelier than all else together and no other fits alike, else None."""
        best = self.best
        return best if best is not None and best.probability > 0.5 and not self.ambiguous else None


NOTHING = PlaceAnswer((), False)
