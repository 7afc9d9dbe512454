"""Families: the ties of all testimonies, lifted from mentions to persons."""
