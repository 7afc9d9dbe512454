"""What ODK or Kobo collected with our form (`xlsform.py`) becomes registration/1. Pure.

An answer is known by the name of its question; what an office added to the form is kept under `columns`, as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ojaq.registry.exchange.xlsform import RELATIONS, REPEATS, SIDES
from ojaq.registry.registration.consent_words import SENTENCES, VERSION_OF_WORDS, read_aloud
from ojaq.registry.registration.dates_said import ReadDate, reader, said_date
from ojaq.registry.registration.reading import Document, read_content
from ojaq.registry.registration.refusal import NotTakenError, Refusal
from ojaq.registry.registration.writing import language_of, script_of

Answers = Mapping[str, str]
CHANNEL = "field"

_NAMES = {
    "name": "as_written",
    "given": "given",
    "patronymic": "patronymic",
    "family": "family",
    "birth_family": "birth_family",
}
_SEX_OF = {
    "father": "male", "mother": "female", "son": "male", "daughter": "female", "brother": "male", "sister": "female",
}  # fmt: skip
_OF_PERSON = frozenset({*_NAMES, "other_script", "sex", "born", "origin", "lives_in"})
_OF_VISITOR = frozenset(
    {
        *("recorded_on", "words_version", "office", "language", "wish", "destination", "conditions", "phone"),
        *("statement", "paper_kind", "paper_number", "paper_seen", "stamp"),
        *(f"consent_{purpose}" for purpose in SENTENCES),
        *(f"{name}_told" for name in REPEATS),
    }
)
_OF_RELATIVE = frozenset({"relation", "of", "nature", "both", "today", "died", "missing"})
KNOWN = frozenset(
    {
        *_OF_PERSON, *_OF_VISITOR, *(f"r_{name}" for name in _OF_PERSON | _OF_RELATIVE),
        *("left_when", "left_wave", "left_from", "left_to", "left_who"),
        *("lost_described", "lost_kind", "lost_holder", "lost_tenure"),
    }
)  # fmt: skip
_FIELDS = {
    "name.as_written": "name", "name.also": "other_script", "missing_since": "missing", "documents": "paper_number",
    "people": "left_who", "from": "left_from", "when": "left_when", "wave": "left_wave", "to": "left_to",
    "kind": "lost_kind", "described": "lost_described", "tenure": "lost_tenure", "holders": "lost_holder",
}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")


@dataclass(frozen=True, slots=True)
class Submission:
    """One filled form: where it stands in its file, its instance id without `uuid:`, its answers and its repeats by name."""

    line: int
    instance: str
    answers: Answers
    repeats: Mapping[str, Sequence[Answers]] = field(default_factory=dict)


def submission_document(told: Submission) -> Document | Refusal:
    """The testimony of one filled form. A refusal names the question as the form does: `relatives[2].r_name`."""
    builder = _Builder(told)
    try:
        content = builder.content()
    except NotTakenError as stop:
        return stop.refusal
    document = read_content(content, channel=CHANNEL)
    return builder.placed(document) if isinstance(document, Refusal) else document


class _Builder:
    """Puts one testimony together. `refs` are those of the visitor's own father, mother and spouse, told or only meant."""

    def __init__(self, told: Submission) -> None:
        self.told, self.answers = told, told.answers
        self.language = self.answers.get("language", "")
        self.relatives = list(told.repeats.get("relatives", ()))
        self.people: list[dict[str, Any]] = []
        self.ties: list[dict[str, Any]] = []
        self.refs: dict[str, str] = {"visitor": "p1"}
        self.read_date = _reader(self.answers.get("recorded_on", ""))

    def content(self) -> dict[str, Any]:
        """The document. Raises NotTakenError where an answer would be lost silently."""
        self._check()
        self.people.append(self._visitor())
        for number, told in enumerate(self.relatives, start=2):
            self.people.append(self._relative(f"p{number}", told))
            if told["r_relation"] in SIDES and told.get("r_of", "") in ("", "visitor"):
                self.refs.setdefault(told["r_relation"], f"p{number}")
        for number, told in enumerate(self.relatives, start=2):
            self._tie(f"p{number}", told)
        content: dict[str, Any] = {
            "ojaq": "registration/1", "id": self.told.instance, "office": self.answers.get("office"), "channel": CHANNEL,
            "recorded_on": self.answers.get("recorded_on"), "language": self.language, "registrant": "p1",
            "people": self.people, "departures": list(self._departures()), "losses": list(self._losses()), "ties": self.ties,
            "wishes": list(self._wishes()), "contacts": list(self._contacts()), "statement": self.answers.get("statement"),
            "consent": list(self._consents()),
        }  # fmt: skip
        return {key: value for key, value in content.items() if value or key in ("people", "consent")}

    def placed(self, refusal: Refusal) -> Refusal:
        """A refusal of the document, told by the name of the question."""
        group, _, rest = refusal.field.partition("]")
        name, _, number = group.partition("[")
        question = _FIELDS.get(rest.removeprefix("."), rest.removeprefix(".").removeprefix("name."))
        if name == "people" and number == "0":
            return replace(refusal, field=question)
        if name == "people" and number and int(number) <= len(self.relatives):
            return replace(refusal, field=f"relatives[{number}].r_{question}")
        if name in ("departures", "losses"):
            repeat = "leavings" if name == "departures" else name
            return replace(refusal, field=f"{repeat}[{int(number) + 1}].{question}")
        if name == "consent":
            return replace(refusal, field="consent_register")
        return replace(refusal, field="instanceID" if refusal.field == "id" else name)

    def _check(self) -> None:
        """What the document itself could not tell: answers in words, repeats that were left out of the file."""
        if self.language and not _LANGUAGE.fullmatch(self.language):
            raise NotTakenError("not-a-choice", "language")
        for name in (*(f"consent_{purpose}" for purpose in SENTENCES), "paper_seen"):
            if self.answers.get(name, "") not in ("", "yes", "no"):
                raise NotTakenError("not-a-choice", name)
        for number, told in enumerate(self.relatives, start=1):
            for name, known in (("r_relation", RELATIONS), ("r_of", ("", "visitor", *SIDES))):
                if told.get(name, "") not in known:
                    raise NotTakenError("not-a-choice", f"relatives[{number}].{name}")
        for name in REPEATS:
            said = self.answers.get(f"{name}_told", "")
            if said and said != str(len(self.told.repeats.get(name, ()))):
                raise NotTakenError("repeats-missing", name)

    def _visitor(self) -> dict[str, Any]:
        person = self._person("p1", "", self.answers)
        if number := self.answers.get("paper_number"):
            seen = self.answers.get("paper_seen") == "yes"
            person["documents"] = [
                {"kind": self.answers.get("paper_kind") or "other", "number": number, "seen": seen}
            ]
        return person

    def _relative(self, ref: str, told: Answers) -> dict[str, Any]:
        person = self._person(ref, "r_", told)
        person.setdefault("sex", _SEX_OF.get(told["r_relation"], ""))
        today = told.get("r_today", "")
        if today in ("living", "died"):
            person["living"] = today == "living"
        if told.get("r_died"):
            person["died"] = said_date(told["r_died"], self.read_date)
        if told.get("r_missing"):
            person["missing_since"] = said_date(told["r_missing"], self.read_date)
        return {key: value for key, value in person.items() if value != ""}

    def _person(self, ref: str, prefix: str, told: Answers) -> dict[str, Any]:
        line = told.get(f"{prefix}name", "")
        name: dict[str, Any] = {
            part: told.get(f"{prefix}{question}", "") for question, part in _NAMES.items()
        }
        name |= {"language": language_of(line, self.language), "script": script_of(line)}
        name["also"] = [other] if (other := told.get(f"{prefix}other_script")) else []
        born = told.get(f"{prefix}born", "")
        person: dict[str, Any] = {
            "ref": ref, "name": {key: value for key, value in name.items() if value}, "sex": told.get(f"{prefix}sex", ""),
            "born": said_date(born, self.read_date) if born else "", "origin": told.get(f"{prefix}origin", ""),
            "lives_in": told.get(f"{prefix}lives_in", ""),
            "columns": {question: answer for question, answer in told.items() if answer and question not in KNOWN},
        }  # fmt: skip
        return {key: value for key, value in person.items() if value}

    def _meant(self, side: str) -> str:
        """The ref of the visitor's father, mother or spouse; of somebody without a name where nobody told of them."""
        if side not in self.refs:
            self.refs[side] = f"a-{side}"
            self.people.append({"ref": f"a-{side}", **({"sex": _SEX_OF[side]} if side in _SEX_OF else {})})
            self._join(side, f"a-{side}", "p1", "")
        return self.refs[side]

    def _tie(self, ref: str, told: Answers) -> None:
        side = told.get("r_of") or "visitor"
        of = self._meant(side)
        if of == ref:
            raise NotTakenError("not-a-choice", f"relatives[{int(ref[1:]) - 1}].r_of")
        relation = told["r_relation"]
        self._join(relation, ref, of, told.get("r_nature", ""))
        if relation in ("son", "daughter") and told.get("r_both") == "yes":
            other = {"visitor": "spouse", "spouse": "visitor", "father": "mother", "mother": "father"}[side]
            self.ties.append({"parent": self._meant(other), "child": ref})

    def _join(self, relation: str, ref: str, of: str, nature: str) -> None:
        born = {"nature": nature} if nature else {}
        if relation in ("father", "mother"):
            self.ties.append({"parent": ref, "child": of, **born})
        elif relation in ("son", "daughter"):
            self.ties.append({"parent": of, "child": ref, **born})
        elif relation == "spouse":
            self.ties.append({"couple": [of, ref]})
        elif relation in ("brother", "sister"):
            self.ties.append({"siblings": [of, ref]})

    def _departures(self) -> Any:
        told_of = [each["ref"] for each in self.people if not each["ref"].startswith("a-")]
        for told in self.told.repeats.get("leavings", ()):
            when, left = told.get("left_when", ""), told.get("left_from") or self.answers.get("origin", "")
            if not (when or told.get("left_wave") or told.get("left_to")):
                continue
            everybody = told.get("left_who") == "all"
            leaving = {
                "people": told_of if everybody else ["p1"], "from": left, "wave": told.get("left_wave"),
                "when": said_date(when, self.read_date) if when else "", "to": told.get("left_to"),
            }  # fmt: skip
            yield {key: value for key, value in leaving.items() if value}

    def _losses(self) -> Any:
        for number, told in enumerate(self.told.repeats.get("losses", ()), start=1):
            if not (told.get("lost_described") or told.get("lost_kind")):
                continue
            holder = told.get("lost_holder", "")
            if holder not in ("", "visitor", *SIDES):
                raise NotTakenError("not-a-choice", f"losses[{number}].lost_holder")
            loss = {
                "ref": f"l{number}", "kind": told.get("lost_kind") or "dwelling", "place": self.answers.get("origin", ""),
                "holders": [{"person": self._meant(holder)}] if holder else [], "tenure": told.get("lost_tenure"),
                "described": told.get("lost_described"),
            }  # fmt: skip
            yield {key: value for key, value in loss.items() if value}

    def _wishes(self) -> Any:
        if wish := self.answers.get("wish"):
            told = {
                "person": "p1", "intention": wish, "destination": self.answers.get("destination"),
                "conditions": (self.answers.get("conditions") or "").split(),
            }  # fmt: skip
            yield {key: value for key, value in told.items() if value}

    def _contacts(self) -> Any:
        if phone := self.answers.get("phone"):
            may = self.answers.get("consent_contact") == "yes"
            yield {"person": "p1", "kind": "phone", "value": phone, "may_use": may}

    def _consents(self) -> Any:
        """The words are ours when the form had today's; a form of another version says its version only."""
        version = self.answers.get("words_version", "")
        words = read_aloud(self.language or "en") if version == VERSION_OF_WORDS else {}
        for purpose in SENTENCES:
            if answer := self.answers.get(f"consent_{purpose}"):
                told = {
                    "purpose": purpose, "on": self.answers.get("recorded_on"), "words": words.get(purpose),
                    "version": version, "language": self.language, "by": "p1", "basis": "consent",
                }  # fmt: skip
                yield {"given": answer == "yes", **{key: value for key, value in told.items() if value}}


def _reader(recorded_on: str) -> ReadDate:
    """Dates are read as they were said in the year of the form; without one an age says no year and stays as it was said."""
    year = recorded_on[:4]
    return reader(int(year)) if year.isdecimal() and len(year) == 4 else lambda _text: None
