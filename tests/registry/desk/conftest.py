"""The small community of the identity tests, at the desk."""

from registry.identity.conftest import family, told

__all__ = ["family", "told"]
