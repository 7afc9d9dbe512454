"""Keeping estates: open a case, look again, let a proposed version stand or leave it."""

from ojaq.registry.estates.services.keeping import open_case, settle
from ojaq.registry.estates.services.looking import look_again

__all__ = ["look_again", "open_case", "settle"]
