"""The small community of the identity tests, as families."""

from registry.families.displaced_house import tells, village
from registry.identity.conftest import family, told

__all__ = ["family", "tells", "told", "village"]
