"""Places by any name, script and era: a written place becomes candidates with probabilities and reasons. See README.md."""

from ojaq.core.places.answer import PlaceAnswer, PlaceCandidate, PlaceReason
from ojaq.core.places.placebook import PlaceBook, PlaceQuestion
from ojaq.core.places.rows import NameRow, PlaceRow

__all__ = [
    "NameRow",
    "PlaceAnswer",
    "PlaceBook",
    "PlaceCandidate",
    "PlaceQuestion",
    "PlaceReason",
    "PlaceRow",
]
