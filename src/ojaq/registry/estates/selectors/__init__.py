"""Reading estates: the page of an heir, the notices of the desk, the estates kept."""

from ojaq.registry.estates.selectors.listing import cases, notices, waiting
from ojaq.registry.estates.selectors.page import estate_page

__all__ = ["cases", "estate_page", "notices", "waiting"]
