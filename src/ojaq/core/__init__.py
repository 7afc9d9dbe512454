"""Reckoning: values in, values out. No Django, no clock, no database, no network, no randomness unless handed in."""
