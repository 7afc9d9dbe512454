"""The small community of the identity tests, under the laws."""

from registry.identity.conftest import family, told

__all__ = ["family", "told"]
