"""The small community of the identity tests, as families."""

from registry.identity.conftest import family, told

__all__ = ["family", "told"]
