"""Hints: what a district, a point or other places told in the same breath say about some places, in bits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ojaq.core.places.book import Ints, PlaceColumns

# A district told in words may be any of several rows of P, each with its share.
District = tuple[tuple[int, float], ...]

EARTH_KM = 6371.0
_INSIDE = 7.0
_SAME_DISTRICT = 2.5
_OUTSIDE = -4.0
_AT_SEAT = 5.0
# What is left when the district means none of those it may mean.
_NOT_KNOWN = 1e-3
# From the seat of a district, its villages lie within this; borders moved, so nearness counts beside membership.
_NEAR_DISTRICT_KM = 12.0
_NEAR_POINT_KM = 6.0
_NEAR_OTHERS_KM = 15.0


def kilometres(places: PlaceColumns, lat: float, lon: float, rows: Ints) -> NDArray[np.float64]:
    """Distance in km from a point, of some rows; infinite where a place has none."""
    lats, lons = places.lat[rows], places.lon[rows]
    north = np.radians(lats.astype(np.float64) - lat)
    east = np.radians(lons.astype(np.float64) - lon) * np.cos(np.radians((lats + lat) / 2.0))
    away = EARTH_KM * np.hypot(north, east)
    return np.asarray(np.where(np.isnan(away), np.inf, away), dtype=np.float64)


def district_bits(places: PlaceColumns, district: District, rows: Ints) -> NDArray[np.float64]:
    """Bits [k] for some places, from a district that may be any of several (d of them), each with its share 0..1."""
    ones = np.array([one for one, _ in district], dtype=np.int32)[:, None]
    away = _apart(places, ones, rows[None, :])
    bits = np.maximum(_OUTSIDE, _AT_SEAT - away / _NEAR_DISTRICT_KM)
    for column in (places.county, places.region):
        beside = (column[rows][None, :] == column[ones]) & (column[ones] >= 0) & ~places.admin[ones]
        bits = np.where(beside, np.maximum(bits, _SAME_DISTRICT), bits)
    bits = np.where(
        (places.region[rows][None, :] == ones) | (places.county[rows][None, :] == ones), _INSIDE, bits
    )
    # A district is not a village of itself, but its seat is written like it.
    bits = np.where(rows[None, :] == ones, 0.0, bits)
    shares = np.array([share for _, share in district])
    return np.asarray(np.log2(_NOT_KNOWN + shares @ np.exp2(bits)), dtype=np.float64)


def _apart(places: PlaceColumns, one: Ints, other: Ints) -> NDArray[np.float64]:
    """Distances in km between places, by broadcasting; infinite where one has no point."""
    north = np.radians(places.lat[one].astype(np.float64) - places.lat[other])
    mean = np.radians((places.lat[one].astype(np.float64) + places.lat[other]) / 2.0)
    east = np.radians(places.lon[one].astype(np.float64) - places.lon[other]) * np.cos(mean)
    away = EARTH_KM * np.hypot(north, east)
    return np.asarray(np.where(np.isnan(away), np.inf, away), dtype=np.float64)


def point_bits(places: PlaceColumns, lat: float, lon: float, rows: Ints) -> NDArray[np.float64]:
    """Bits for some places, from a point that was told or measured."""
    away = kilometres(places, lat, lon, rows)
    return np.asarray(np.maximum(7.0 - away / _NEAR_POINT_KM, -5.0), dtype=np.float64)


def company_bits(places: PlaceColumns, others: Sequence[int], rows: Ints) -> NDArray[np.float64]:
    """Bits for some places, from other places told in the same testimony: neighbours speak of one another."""
    bits = np.zeros(len(rows))
    for row in others:
        if not np.isnan(places.lat[row]):
            away = kilometres(places, float(places.lat[row]), float(places.lon[row]), rows)
            bits = np.maximum(bits, 3.0 - away / _NEAR_OTHERS_KM)
        for column in (places.county, places.region):
            if column[row] >= 0:
                bits = np.maximum(bits, np.where(column[rows] == column[row], 1.5, 0.0))
    return bits
