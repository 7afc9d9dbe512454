"""What is worth asking before the family leaves, and what reads oddly. Advice only: nothing here stops a registration. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ojaq.core.dates import NotADate, read_date
from ojaq.registry.desk.form import Form, parents_of, spouses_of
from ojaq.registry.desk.names_said import LONGEST_NAME

MOST = 6
_YOUNGEST_PARENT = 10
IsSurePlace = Callable[[str], bool | None]
"""Whether a text means one place for sure: True, False where several may be meant, None where none is known."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to look at. `code` names the sentence, `ref` the person it is about ("" nobody), `odd`: it reads oddly."""

    code: str
    ref: str = ""
    odd: bool = False


def advice(form: Form, testimony: Mapping[str, Any], *, today: date, sure_place: IsSurePlace) -> list[Advice]:
    """What reads oddly first, then what nobody asked yet; at most six."""
    found = [*_odd(form, testimony, today), *_unasked(form, sure_place)]
    return found[:MOST]


def too_long(form: Form) -> str:
    """The ref of a person whose name is longer than anybody's (something else was pasted), "" when there is none."""
    for each in form["people"]:
        if any(
            len(each.get(part, "")) > LONGEST_NAME
            for part in ("name", "given", "patronymic", "family", "birth_family")
        ):
            return str(each["ref"])
    return ""


def _odd(form: Form, testimony: Mapping[str, Any], today: date) -> list[Advice]:
    found = []
    spans = {each["ref"]: _span(each.get("born")) for each in testimony["people"]}
    for each in testimony["people"]:
        for field in ("born", "died", "missing_since"):
            first, _ = _span(each.get(field))
            if first and first > today:
                found.append(Advice("future", each["ref"], odd=True))
    for tie in testimony.get("ties") or ():
        if "parent" in tie and _too_young(spans.get(tie["parent"]), spans.get(tie["child"])):
            found.append(Advice("child-older", tie["child"], odd=True))
    found.extend(Advice("twice", ref, odd=True) for ref in _twice(testimony))
    if long := too_long(form):
        found.insert(0, Advice("too-long", long, odd=True))
    return found


def _span(value: Any) -> tuple[date | None, date | None]:
    if not value:
        return None, None
    try:
        moment = read_date(value)
    except NotADate:
        return None, None
    return moment.earliest, moment.latest


def _too_young(
    parent: tuple[date | None, date | None] | None, child: tuple[date | None, date | None] | None
) -> bool:
    """Whether at best less than ten years lie between a parent's birth and a child's."""
    if not parent or not child or parent[0] is None or child[1] is None:
        return False
    return (child[1] - parent[0]).days < _YOUNGEST_PARENT * 365


def _twice(testimony: Mapping[str, Any]) -> list[str]:
    """Refs of people whose name and birth somebody before them in the family has to the letter."""
    met, found = set(), []
    for each in testimony["people"]:
        name = each.get("name") or {}
        key = (
            str(name.get("as_written", "")).casefold(),
            str(name.get("family", "")).casefold(),
            str(each.get("born")),
        )
        if key[0] and key in met:
            found.append(each["ref"])
        met.add(key)
    return found


def _unasked(form: Form, sure_place: IsSurePlace) -> list[Advice]:
    first = form["people"][0]
    parents = [each for each in form["people"] if each["ref"] in parents_of(form, first["ref"])]
    found = []
    if not any(first.get(part) for part in ("name", "given", "family")):
        return []
    for sex, code in (("male", "father"), ("female", "mother")):
        if not any(parent.get("sex") == sex for parent in parents):
            found.append(Advice(code, first["ref"]))
    for each in parents:
        if (
            each.get("sex") == "female"
            and not each.get("birth_family")
            and len(each.get("name", "").split()) < 2
        ):
            found.append(Advice("mothers-family", each["ref"]))
    if first.get("sex") == "female" and spouses_of(form, first["ref"]) and not first.get("birth_family"):
        found.append(Advice("birth-family", first["ref"]))
    if not first.get("born"):
        found.append(Advice("born", first["ref"]))
    if not first.get("origin"):
        found.append(Advice("origin", first["ref"]))
    elif not first.get("origin_id") and sure_place(first["origin"]) is False:
        found.append(Advice("which-place", first["ref"]))
    if not any(each.get("when") or each.get("wave") for each in form["leavings"]):
        found.append(Advice("leaving"))
    if not any(each.get("described") for each in form["losses"]):
        found.append(Advice("house"))
    if not form.get("phone"):
        found.append(Advice("phone"))
    return found
