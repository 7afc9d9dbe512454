"""Hints: what a district, a point or other places told in the same breath say about each place, in bits [P]."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ojaq.core.places.book import Bits, Ints, PlaceColumns

EARTH_KM = 6371.0
_INSIDE = 7.0
_SAME_DISTRICT = 2.5
_OUTSIDE = -4.0
# From the seat of a district, its villages lie within this; borders moved, so nearness counts beside membership.
_NEAR_DISTRICT_KM = 12.0
_NEAR_POINT_KM = 6.0
_NEAR_OTHERS_KM = 15.0


def kilometres(places: PlaceColumns, lat: float, lon: float, rows: Ints | None = None) -> NDArray[np.float64]:
    """Distance in km from a point, of some rows or all of P; infinite where a place has none."""
    lats, lons = (places.lat, places.lon) if rows is None else (places.lat[rows], places.lon[rows])
    north = np.radians(lats.astype(np.float64) - lat)
    east = np.radians(lons.astype(np.float64) - lon) * np.cos(np.radians((lats + lat) / 2.0))
    away = EARTH_KM * np.hypot(north, east)
    return np.where(np.isnan(away), np.inf, away)


def district_bits(places: PlaceColumns, rows: Sequence[int], shares: Sequence[float]) -> Bits:
    """For a district that may be any of `rows`, each with its share 0..1: bits for every place."""
    if not rows:
        return np.zeros(len(places.ids), dtype=np.float32)
    total = np.zeros(len(places.ids))
    for row, share in zip(rows, shares, strict=True):
        total += share * np.exp2(_one_district(places, row))
    return np.log2(total).astype(np.float32)


def _one_district(places: PlaceColumns, row: int) -> NDArray[np.float64]:
    bits = np.full(len(places.ids), _OUTSIDE)
    if not np.isnan(places.lat[row]):
        away = kilometres(places, float(places.lat[row]), float(places.lon[row]))
        bits = np.maximum(bits, 5.0 - away / _NEAR_DISTRICT_KM)
    if not places.admin[row]:
        for column in (places.county, places.region):
            if column[row] >= 0:
                bits[column == column[row]] = np.maximum(bits[column == column[row]], _SAME_DISTRICT)
    inside = (places.region == row) | (places.county == row)
    bits[inside] = _INSIDE
    bits[row] = max(bits[row], 0.0)
    return bits


def point_bits(places: PlaceColumns, lat: float, lon: float, rows: Ints) -> Bits:
    """Bits for some places, from a point that was told or measured."""
    away = kilometres(places, lat, lon, rows)
    return np.maximum(7.0 - away / _NEAR_POINT_KM, -5.0).astype(np.float32)


def company_bits(places: PlaceColumns, others: Sequence[int]) -> Bits:
    """Bits for every place, from other places told in the same testimony: neighbours speak of one another."""
    bits = np.zeros(len(places.ids))
    for row in others:
        if not np.isnan(places.lat[row]):
            away = kilometres(places, float(places.lat[row]), float(places.lon[row]))
            bits = np.maximum(bits, 3.0 - away / _NEAR_OTHERS_KM)
        for column in (places.county, places.region):
            if column[row] >= 0:
                bits = np.maximum(bits, np.where(column == column[row], 1.5, 0.0))
    return bits.astype(np.float32)
