"""Where a stated household can be known from. Pure."""

from __future__ import annotations

SOURCE_KINDS = ("telling", "household_book", "document", "photograph", "other")
"""What somebody told, a household book of the village, another document, a photograph, anything else."""

SOURCE_PLACE = "household-source"
"""The place sealed bytes of a source belong to."""
