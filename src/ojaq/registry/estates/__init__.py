"""Estates: what somebody left, who may stand for it, in exact shares; kept as versions that never change."""
