"""A family form becomes a testimony (registration/1), and a testimony becomes a form to correct. Pure.

What was said stays as it was said: a date keeps its words beside what they were understood as, a name its one line beside its
parts. In a correction, what the form does not show and what nobody changed is carried over to the letter (`before`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ojaq.core.names import NameKnowledge
from ojaq.registry.desk.form import Form, ends, fresh
from ojaq.registry.desk.names_said import hear_name, split_years
from ojaq.registry.registration.consent_words import VERSION_OF_WORDS
from ojaq.registry.registration.dates_said import ReadDate, said_date
from ojaq.registry.registration.writing import language_of, script_of

Words = Mapping[str, str]
"""The words of consent by purpose, as they were read to the visitor."""

_PARTS = ("given", "patronymic", "family", "birth_family")
_DATES = {"born": "born", "died": "died", "missing": "missing_since"}
_PLACES = ("origin", "lives_in")


@dataclass(frozen=True, slots=True)
class Reading:
    """What writing down needs to know: the day, the readers, the words of consent that were read aloud."""

    today: date
    office: str
    read_date: ReadDate
    knowledge: NameKnowledge
    words: Words


def written_down(form: Form, *, registration: str, reading: Reading) -> dict[str, Any]:
    """The testimony of a form. Empty answers are left out: nothing is said that nobody said."""
    before: Mapping[str, Any] = form.get("before") or {}
    refs = [each["ref"] for each in form["people"]]
    testimony: dict[str, Any] = {
        **{key: value for key, value in before.items() if key not in ("supersedes", "on_behalf_of")},
        "ojaq": "registration/1",
        "id": registration,
        "office": reading.office,
        "channel": "counter",
        "recorded_on": reading.today.isoformat(),
        "language": form["language"],
        "registrant": refs[0],
        "people": [_person(each, form, reading) for each in form["people"]],
        "ties": [tie for tie in form["ties"] if set(ends(tie)) <= set(refs)],
        "departures": list(_departures(form, reading)),
        "losses": list(_losses(form)),
        "wishes": list(_wishes(form)),
        "contacts": list(_contacts(form, before)),
        "consent": list(_consents(form, reading)),
    }
    if form.get("behalf") in refs[1:]:
        testimony["on_behalf_of"] = form["behalf"]
    if form.get("supersedes"):
        testimony["supersedes"] = form["supersedes"]
    testimony["statement"] = form.get("statement", "")
    return {key: value for key, value in testimony.items() if value or key in ("people", "consent")}


def _person(typed: Form, form: Form, reading: Reading) -> dict[str, Any]:
    before: Mapping[str, Any] = typed.get("before") or {}
    told: dict[str, Any] = {
        key: value
        for key, value in before.items()
        if key not in ("living", "died", "missing_since", "age", "age_on", "documents", "name", *_PLACES)
    }
    told["ref"] = typed["ref"]
    if name := said_name(typed, form["language"], reading.knowledge):
        told["name"] = name
    told["sex"] = typed.get("sex") or ""
    for field, key in _DATES.items():
        told[key] = _date(typed, field, key, before, reading)
    if before.get("age") is not None and not told["born"]:
        told |= {key: before[key] for key in ("age", "age_on") if key in before}
    told["living"] = {"living": True, "died": False}.get(typed.get("today", ""))
    if typed.get("today") == "missing" and not told["missing_since"]:
        # Since when was not told: some day until today.
        told["missing_since"] = {"edtf": f"../{reading.today.isoformat()}"}
    for field in _PLACES:
        told[field] = _place(typed, field, before)
    told["documents"] = _documents(typed, before)
    return {key: value for key, value in told.items() if value not in ("", None, [], {})}


def said_name(typed: Form, language: str, knowledge: NameKnowledge) -> dict[str, Any]:
    """The `name` of registration/1: the one line as said with its parts as read or as typed, another script beside it."""
    before = (typed.get("before") or {}).get("name") or {}
    line = typed.get("name", "").strip()
    if before and line == line_of(before) and not any(typed.get(part) for part in _PARTS):
        name = dict(before)
    else:
        line, _, _ = split_years(line) if not typed.get("born") else (line, "", "")
        heard = hear_name(line, language, knowledge)
        parts = {
            "given": heard.given,
            "patronymic": heard.patronymic,
            "family": heard.family,
            "birth_family": "",
        }
        parts |= {part: typed[part] for part in _PARTS if typed.get(part)}
        parts["family"] = parts["family"] or typed.get("carried_family", "")
        name = {
            **parts,
            "as_written": line,
            "language": language_of(line, language),
            "script": script_of(line),
        }
        name["also"] = [each for each in before.get("also") or () if each != typed.get("other")]
    if typed.get("other"):
        name["also"] = [*(each for each in name.get("also") or () if each != typed["other"]), typed["other"]]
    return {key: value for key, value in name.items() if value}


def line_of(name: Mapping[str, Any]) -> str:
    """A name in one line: as written, or its parts in the order given, patronymic, family."""
    parts = " ".join(str(name[part]) for part in _PARTS[:3] if name.get(part))
    return str(name.get("as_written") or parts)


def _date(typed: Form, field: str, key: str, before: Mapping[str, Any], reading: Reading) -> Any:
    text = typed.get(field, "").strip()
    if field == "born" and not text:
        text = split_years(typed.get("name", ""))[1]
    if field == "died" and not text:
        text = split_years(typed.get("name", ""))[2]
    if not text:
        return None
    if before.get(key) and text == date_text(before[key]):
        return before[key]
    return said_date(text, reading.read_date)


def date_text(value: Any) -> str:
    """What stands in the field for a date of a testimony."""
    if isinstance(value, Mapping):
        return str(value.get("as_said") or value.get("edtf") or "")
    return str(value or "")


def _place(typed: Form, field: str, before: Mapping[str, Any]) -> Any:
    text, chosen = typed.get(field, "").strip(), typed.get(f"{field}_id", "")
    if before.get(field) and (text, chosen) == place_text(before[field]):
        return before[field]
    return {"text": text, "id": chosen} if text and chosen else text


def place_text(value: Any) -> tuple[str, str]:
    """What stands in the field for a place of a testimony, and the id that was chosen."""
    if isinstance(value, Mapping):
        return str(value.get("text") or ""), str(value.get("id") or "")
    return str(value or ""), ""


def _documents(typed: Form, before: Mapping[str, Any]) -> list[dict[str, Any]]:
    kept = list(before.get("documents") or ())
    number = typed.get("document_number", "").strip()
    if not number:
        return kept[1:] if kept and typed.get("document_shown") else kept
    first = {
        "kind": typed.get("document_kind") or "other",
        "number": number,
        "seen": bool(typed.get("document_seen")),
    }
    return [{**(kept[0] if kept else {}), **first}, *kept[1:]]


def _departures(form: Form, reading: Reading) -> Any:
    for typed in form["leavings"]:
        when, wave = typed.get("when", "").strip(), typed.get("wave", "")
        if not (when or wave or typed.get("to")):
            continue
        left = typed.get("from", "").strip() or form["people"][0].get("origin", "")
        chosen = form["people"][0].get("origin_id", "") if left == form["people"][0].get("origin") else ""
        told = {
            "people": [each["ref"] for each in form["people"] if each["ref"] not in typed.get("without", ())],
            "from": {"text": left, "id": chosen} if chosen else left,
            "when": said_date(when, reading.read_date) if when else None,
            "wave": wave, "to": typed.get("to", "").strip(),
        }  # fmt: skip
        yield {key: value for key, value in {**(typed.get("before") or {}), **told}.items() if value}


def _losses(form: Form) -> Any:
    place, chosen = form["people"][0].get("origin", ""), form["people"][0].get("origin_id", "")
    for number, typed in enumerate(form["losses"], start=1):
        described = typed.get("described", "").strip()
        if not (described or typed.get("kind")):
            continue
        kept: Mapping[str, Any] = typed.get("before") or {
            "ref": f"l{number}",
            "place": {"text": place, "id": chosen} if chosen else place,
        }
        told = {
            "kind": typed.get("kind") or "dwelling",
            "tenure": typed.get("tenure"),
            "described": described,
        }
        if typed.get("holder") and typed["holder"] != _holder(kept):
            told["holders"] = [{"person": typed["holder"]}]
        yield {key: value for key, value in {**kept, **told}.items() if value}


def _holder(loss: Mapping[str, Any]) -> str | None:
    holders: list[Mapping[str, str | None]] = loss.get("holders") or [{}]
    return holders[0].get("person")


def _wishes(form: Form) -> Any:
    if form.get("wish"):
        told = {
            "person": form["people"][0]["ref"], "intention": form["wish"], "destination": form.get("destination", ""),
            "conditions": form.get("conditions") or [],
        }  # fmt: skip
        yield {key: value for key, value in told.items() if value}
    yield from form.get("wishes_of_others") or ()


def _contacts(form: Form, before: Mapping[str, Any]) -> Any:
    if phone := form.get("phone", "").strip():
        yield {
            "person": form.get("phone_of") or form["people"][0]["ref"], "kind": "phone", "value": phone,
            "may_use": form["consent"].get("contact") == "yes",
        }  # fmt: skip
    yield from [each for each in before.get("contacts") or () if each.get("kind") != "phone"]


def _consents(form: Form, reading: Reading) -> Any:
    for purpose, answer in form["consent"].items():
        yield {
            "purpose": purpose, "given": answer == "yes", "on": reading.today.isoformat(),
            "words": reading.words.get(purpose, ""), "version": VERSION_OF_WORDS, "language": form["language"],
            "by": form["people"][0]["ref"], "basis": "consent",
        }  # fmt: skip


def form_of(testimony: Mapping[str, Any], *, language: str) -> Form:
    """A form to correct a testimony by: everything it can show, and the testimony itself behind it."""
    people = [_typed(each) for each in testimony["people"]]
    registrant = testimony.get("registrant") or people[0]["ref"]
    people.sort(key=lambda each: each["ref"] != registrant)
    form = fresh(language=testimony.get("language") or language)
    form |= {
        "people": people,
        "now": registrant,
        "ties": [dict(tie) for tie in testimony.get("ties") or ()],
        "statement": testimony.get("statement") or "",
        "behalf": testimony.get("on_behalf_of") or "",
        "supersedes": testimony["id"],
        "before": dict(testimony),
        "consent": {
            each["purpose"]: "yes" if each["given"] else "no" for each in testimony.get("consent") or ()
        },
    }
    form["leavings"] = [_typed_leaving(each, people) for each in testimony.get("departures") or ()] or [{}]
    form["losses"] = [_typed_loss(each) for each in testimony.get("losses") or ()] or [{}]
    for wish in testimony.get("wishes") or ():
        if wish.get("person") in (registrant, None) and not form.get("wish"):
            form |= {"wish": wish.get("intention") or "", "destination": wish.get("destination") or "",
                     "conditions": wish.get("conditions") or []}  # fmt: skip
        else:
            form.setdefault("wishes_of_others", []).append(dict(wish))
    phones = [each for each in testimony.get("contacts") or () if each.get("kind") == "phone"]
    if phones:
        form |= {"phone": phones[0].get("value") or "", "phone_of": phones[0].get("person") or ""}
    return form


def _typed(told: Mapping[str, Any]) -> Form:
    name, documents = told.get("name") or {}, told.get("documents") or [{}]
    origin, origin_id = place_text(told.get("origin"))
    lives_in, _ = place_text(told.get("lives_in"))
    lives = {True: "living", False: "died", None: ""}[told.get("living")]
    today = "missing" if told.get("missing_since") else lives
    return {
        "ref": told["ref"], "before": dict(told), "name": line_of(name), "sex": told.get("sex") or "",
        "other": (name.get("also") or [""])[0], "born": date_text(told.get("born")), "died": date_text(told.get("died")),
        "missing": date_text(told.get("missing_since")), "today": "died" if told.get("died") else today,
        "origin": origin, "origin_id": origin_id, "lives_in": lives_in,
        "document_kind": documents[0].get("kind") or "", "document_number": documents[0].get("number") or "",
        "document_seen": bool(documents[0].get("seen")),
    }  # fmt: skip


def _typed_leaving(told: Mapping[str, Any], people: list[Form]) -> Form:
    gone = told.get("people") or [each["ref"] for each in people]
    return {
        "when": date_text(told.get("when")), "wave": told.get("wave") or "", "from": place_text(told.get("from"))[0],
        "to": place_text(told.get("to"))[0], "without": [each["ref"] for each in people if each["ref"] not in gone],
    }  # fmt: skip


def _typed_loss(told: Mapping[str, Any]) -> Form:
    return {
        "kind": told.get("kind") or "", "described": told.get("described") or "", "tenure": told.get("tenure") or "",
        "holder": _holder(told) or "", "before": dict(told),
    }  # fmt: skip
