"""The family form as a value: what was typed, person by person, before anything is understood. Pure.

A form is plain JSON, because it is sealed and kept as such. Texts stand as they were typed. `ties` are those of registration/1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Form = dict[str, Any]
Posted = Mapping[str, list[str]]
"""What a page sends: every field with its values, as in an HTML form."""

RELATIONS = ("father", "mother", "spouse", "son", "daughter", "brother", "sister", "other")
SEX_OF = {
    "father": "male", "mother": "female", "son": "male", "daughter": "female", "brother": "male", "sister": "female",
}  # fmt: skip
PERSON_FIELDS = (
    "name", "given", "patronymic", "family", "birth_family", "other", "sex", "born", "died", "today", "missing", "origin",
    "origin_id", "lives_in", "document_kind", "document_number", "document_seen", "carried_family", "same_as",
)  # fmt: skip
PLAIN_FIELDS = ("language", "behalf", "statement", "phone", "phone_of", "wish", "destination", "correction")
LEAVING_FIELDS = ("when", "wave", "from", "to")
LOSS_FIELDS = ("kind", "described", "tenure", "holder")
PURPOSES = (
    "register", "trace_family", "contact", "publish", "statistics", "share_with_court", "share_with_partner", "research",
)  # fmt: skip
LONGEST_FIELD = 200_000
MOST_PEOPLE = 60
_TURNING = re.compile("[\0\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def fresh(*, language: str, name: str = "", born: str = "", origin: str = "", origin_id: str = "") -> Form:
    """A form with the registrant alone, what the counter heard already in it."""
    first = {
        "ref": "p1",
        "name": name,
        "born": born,
        "origin": origin,
        "origin_id": origin_id,
        "today": "living",
    }
    return {
        "language": language,
        "now": "p1",
        "people": [first],
        "ties": [],
        "leavings": [{}],
        "losses": [{}],
        "conditions": [],
        "consent": {},
    }


def next_family(form: Form) -> Form:
    """A new form of the same village: language, village, wave and leaving are carried, nothing about anybody."""
    before = form["people"][0]
    made = fresh(
        language=form["language"], origin=before.get("origin", ""), origin_id=before.get("origin_id", "")
    )
    made["people"][0]["carried"] = ["origin"]
    made["leavings"] = [
        {key: leaving.get(key, "") for key in ("wave", "from")} for leaving in form["leavings"][:1]
    ]
    return made


def person(form: Form, ref: str) -> Form:
    """One person of the form; the registrant where `ref` is nobody."""
    return next((each for each in form["people"] if each["ref"] == ref), form["people"][0])


def merged(form: Form, posted: Posted) -> Form:
    """The form with what a page sent: the fields of the person shown there, and of the rest. What was not sent stays."""
    made = _copied(form)
    if who := _one(posted, "who"):
        _merge_person(made, who, posted)
    for field in PLAIN_FIELDS:
        if field in posted:
            made[field] = _one(posted, field)
    if "language" in posted and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", made["language"]):
        made["language"] = form["language"]
    if "shown" in posted:
        made["conditions"] = [_text(code) for code in posted.get("conditions", [])]
        made["may_use"] = "may_use" in posted
    for name, fields in (("leavings", LEAVING_FIELDS), ("losses", LOSS_FIELDS)):
        for place, each in enumerate(made[name]):
            _take(each, posted, {field: f"{name}.{place}.{field}" for field in fields})
            if f"{name}.{place}.people" in posted:
                chosen = {_text(ref) for ref in posted[f"{name}.{place}.people"]}
                each["without"] = [one["ref"] for one in made["people"] if one["ref"] not in chosen]
    for purpose in PURPOSES:
        if (answer := _one(posted, f"consent.{purpose}")) in ("yes", "no"):
            made["consent"][purpose] = answer
    return made


def with_relative(form: Form, relation: str, of: str, *, name: str = "", carried_family: str = "") -> Form:
    """The form with one more person, tied to `of` (a ref) as `relation`; the new person is shown next.

    Village is carried from the one it is tied to. A child of somebody with one spouse is a child of both, until said otherwise.
    """
    made = _copied(form)
    if relation not in RELATIONS or len(made["people"]) >= MOST_PEOPLE:
        return made
    beside = person(made, of)
    ref = _next_ref(made)
    new = {
        "ref": ref, "relation": relation, "of": beside["ref"], "name": name, "sex": SEX_OF.get(relation, ""),
        "origin": beside.get("origin", ""), "origin_id": beside.get("origin_id", ""),
        "carried": ["origin"] if beside.get("origin") else [], "carried_family": carried_family,
    }  # fmt: skip
    if relation == "spouse":
        new["sex"] = {"male": "female", "female": "male"}.get(beside.get("sex", ""), "")
    made["people"].append(new)
    made["ties"].extend(_ties(made, relation, beside["ref"], ref))
    made["now"] = ref
    return made


def without(form: Form, ref: str) -> Form:
    """The form without somebody who was added by mistake; the registrant stays."""
    made = _copied(form)
    if ref == made["people"][0]["ref"]:
        return made
    made["people"] = [each for each in made["people"] if each["ref"] != ref]
    made["ties"] = [tie for tie in made["ties"] if ref not in ends(tie)]
    if made["now"] == ref:
        made["now"] = made["people"][0]["ref"]
    return made


def with_other_parent(form: Form, child: str, parent: str) -> Form:
    """The form where `child` has `parent` (a ref, "" for nobody) beside the parent it was added to."""
    made = _copied(form)
    added_to = person(made, child).get("of", "")
    made["ties"] = [
        tie
        for tie in made["ties"]
        if not (tie.get("child") == child and tie.get("parent") != added_to and "parent" in tie)
    ]
    if parent and parent not in (child, added_to):
        made["ties"].append({"parent": parent, "child": child})
    return made


def ends(tie: Mapping[str, Any]) -> tuple[str, ...]:
    """The refs of a tie."""
    if "parent" in tie:
        return tie["parent"], tie["child"]
    return tuple(tie.get("couple") or tie.get("siblings") or ())


def parents_of(form: Form, ref: str) -> list[str]:
    """The refs of somebody's parents in the form."""
    return [tie["parent"] for tie in form["ties"] if tie.get("child") == ref]


def spouses_of(form: Form, ref: str) -> list[str]:
    """The refs of somebody's husbands and wives in the form."""
    couples = [tie["couple"] for tie in form["ties"] if "couple" in tie]
    return [one for couple in couples if ref in couple for one in couple if one != ref]


def _ties(form: Form, relation: str, of: str, new: str) -> Iterable[dict[str, Any]]:
    if relation in ("father", "mother"):
        yield {"parent": new, "child": of}
    elif relation == "spouse":
        yield {"couple": [of, new]}
    elif relation in ("son", "daughter"):
        yield {"parent": of, "child": new}
        if len(spouses := spouses_of(form, of)) == 1:
            yield {"parent": spouses[0], "child": new}
    elif relation in ("brother", "sister"):
        yield {"siblings": [of, new]}


def _merge_person(form: Form, who: str, posted: Posted) -> None:
    found = next((each for each in form["people"] if each["ref"] == who), None)
    if found is None:
        return
    before = dict(found)
    _take(found, posted, {field: field for field in PERSON_FIELDS})
    if "shown" in posted:
        found["document_seen"] = "document_seen" in posted
    if found.get("origin") != before.get("origin"):
        found["carried"] = [each for each in found.get("carried", ()) if each != "origin"]
        if found.get("origin_id") == before.get("origin_id"):
            # Another text than the one a place was chosen for: the choice goes with it.
            found["origin_id"] = ""
    if "other_parent" in posted:
        form["ties"] = with_other_parent(form, who, _one(posted, "other_parent"))["ties"]
    nature = _one(posted, "nature")
    if "nature" in posted and found.get("of"):
        for tie in form["ties"]:
            if "parent" in tie and set(ends(tie)) == {who, found["of"]}:
                tie.pop("nature", None)
                tie.update({"nature": nature} if nature else {})


def _take(into: Form, posted: Posted, fields: Mapping[str, str]) -> None:
    for field, sent in fields.items():
        if sent in posted:
            into[field] = _one(posted, sent)


def _one(posted: Posted, field: str) -> str:
    values = posted.get(field) or [""]
    return _text(values[-1])


def _text(value: str) -> str:
    """What was typed, without what nobody types: NUL, signs that turn a line around, halves of letters."""
    return _TURNING.sub("", value[:LONGEST_FIELD]).replace("\r\n", "\n").strip(" ")


def _next_ref(form: Form) -> str:
    taken = {each["ref"] for each in form["people"]}
    return next(f"p{number}" for number in range(1, 10_000) if f"p{number}" not in taken)


def _copied(form: Form) -> Form:
    return {
        **form,
        "people": [dict(each) for each in form["people"]],
        "ties": [dict(tie) for tie in form["ties"]],
        "leavings": [dict(each) for each in form["leavings"]],
        "losses": [dict(each) for each in form["losses"]],
        "consent": dict(form["consent"]),
    }
