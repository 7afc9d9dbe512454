"""Ojaq: the register of a displaced community."""

__version__ = "0.1.0"
