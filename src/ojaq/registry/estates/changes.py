"""What differs between two reckonings of one estate, as codes that a door turns into words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each difference that matters to an heir, those about people first; empty when the shares stand as they stood.

    Both bodies bear the numbers people answer with now (`written.renumbered`). What is told of the first reading; that there
    are more readings, or others, is one change of its own. A better proof of the same shares is none.
    """
    old, new = before["readings"], after["readings"]
    found = [*_people(old[0]["shares"], new[0]["shares"]), *_deaths(old[0]["passings"], new[0]["passings"])]
    if _others(old) != _others(new) or (not found and _essence(old[0]) != _essence(new[0])):
        found.append({"code": "readings_changed", "before": str(len(old)), "after": str(len(new))})
    return found


def _people(old: Mapping[str, str], new: Mapping[str, str]) -> list[dict[str, str]]:
    found = [{"code": "heir_added", "who": who, "after": new[who]} for who in new if who not in old]
    found += [{"code": "heir_gone", "who": who, "before": old[who]} for who in old if who not in new]
    found += [
        {"code": "share_changed", "who": who, "before": old[who], "after": new[who]}
        for who in new
        if who in old and old[who] != new[who]
    ]
    return found


def _deaths(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, str]]:
    was, now = ({one["of"]: one.get("regime", "") for one in passings} for passings in (old, new))
    found = [{"code": "estate_opened", "who": who} for who in now if who not in was]
    found += [{"code": "estate_closed", "who": who} for who in was if who not in now]
    found += [
        {"code": "law_changed", "who": who, "before": was[who], "after": now[who]}
        for who in now
        if who in was and was[who] != now[who]
    ]
    return found


def _others(readings: list[dict[str, Any]]) -> list[Any]:
    return [_essence(one) for one in readings[1:]]


def _essence(reading: Mapping[str, Any]) -> Any:
    """What makes two readings the same: shares, residue, and the law of each death."""
    return (
        reading["shares"],
        reading["residue"],
        {one["of"]: (one.get("regime", ""), one.get("refused", "")) for one in reading["passings"]},
    )
