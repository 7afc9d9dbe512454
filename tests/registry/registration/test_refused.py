"""What the design refuses is refused, with its field; what it does not list is not."""

from __future__ import annotations

import json

import pytest

from ojaq.registry.registration.reading import Document, read
from ojaq.registry.registration.refusal import SENTENCES, Refusal


def _people(**second):
    return [{"ref": "p1", "name": {"given": "Maro"}}, {"ref": "p2"} | second]


REFUSED = {
    "unknown version": ({"ojaq": "registration/2"}, "version", "ojaq"),
    "no version": ({"ojaq": ...}, "version", "ojaq"),
    "id not a UUID": ({"id": "17"}, "id", "id"),
    "id in braces": ({"id": "{00000000-0000-4000-8000-000000000001}"}, "id", "id"),
    "id missing": ({"id": ...}, "id", "id"),
    "no people": ({"people": ...}, "missing", "people"),
    "no consent": ({"consent": ...}, "missing", "consent"),
    "a person without ref": (
        {"people": [{"name": {"given": "A"}}], "ties": [], "registrant": None},
        "missing",
        "people[0].ref",
    ),
    "two with one ref": (
        {"people": [{"ref": "p1", "name": {"given": "A"}}, {"ref": "p1"}]},
        "ref-repeated",
        "people[1].ref",
    ),
    "a tie to nobody": ({"ties": [{"parent": "p9", "child": "p1"}]}, "ref-unknown", "ties[0].parent"),
    "a couple with nobody": ({"ties": [{"couple": ["p1", "p9"]}]}, "ref-unknown", "ties[0].couple[1]"),
    "half a tie": ({"ties": [{"parent": "p2"}]}, "missing", "ties[0].child"),
    "a registrant who is nobody": ({"registrant": "p9"}, "ref-unknown", "registrant"),
    "a departure of nobody": ({"departures": [{"people": ["p9"]}]}, "ref-unknown", "departures[0].people[0]"),
    "a wish of nobody": ({"wishes": [{"person": "p9"}]}, "ref-unknown", "wishes[0].person"),
    "one's own parent": ({"ties": [{"parent": "p1", "child": "p1"}]}, "cycle", "ties[0]"),
    "a circle of parents": (
        {"ties": [{"parent": "p1", "child": "p2"}, {"parent": "p2", "child": "p1"}]},
        "cycle",
        None,
    ),
    "a month that is none": ({"people": _people(born="1988-13-01")}, "date", "people[1].born"),
    "a day that is none": ({"people": _people(died="1988-02-30")}, "date", "people[1].died"),
    "a date in words": ({"people": _people(born="about 1950")}, "date", "people[1].born"),
    "a date as a number": ({"people": _people(born=1950)}, "date", "people[1].born"),
    "a date of a departure": ({"departures": [{"when": "long ago"}]}, "date", "departures[0].when"),
    "NUL": ({"statement": "a\0b"}, "nul", "statement"),
    "NUL in a field nobody knows": ({"hobby": ["x", "a\0"]}, "nul", "hobby[1]"),
    "half a character": ({"people": _people(name={"given": "a\ud800"})}, "surrogate", "people[1].name.given"),
    "an override in a name": (
        {"people": _people(name={"given": "ab\u202ecd"})},
        "bidi",
        "people[1].name.given",
    ),
    "an override in a statement": ({"statement": "ab\u202ecd"}, "bidi", "statement"),
    "an isolate in a name": ({"people": _people(name={"given": "\u2067ab"})}, "bidi", "people[1].name.given"),
    "nobody has a name": (
        {"people": [{"ref": "p1"}, {"ref": "p2", "name": {"given": "  "}}]},
        "nobody-named",
        "people",
    ),
    "nobody at all": ({"people": [], "ties": [], "registrant": None}, "nobody-named", "people"),
    "no consent to register": (
        {"consent": [{"purpose": "register", "given": False}]},
        "consent-refused",
        "consent",
    ),
    "people in no list": ({"people": {"p1": {}}}, "shape", "people"),
    "a number too large": ({"count": 2**60}, "number", ""),
}


@pytest.mark.parametrize(("fields", "code", "field"), REFUSED.values(), ids=REFUSED.keys())
def test_the_whole_registration_is_refused_with_its_field(told, line, fields, code, field):
    answer = read(line(told(**fields)))
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert field is None or answer.field == field
    assert answer.sentence == SENTENCES[code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "not-utf8"),
        (b'{"ojaq": "registration/1", "id": "\xe9"}', "not-utf8"),
        (b"{", "not-json"),
        (b"[]", "not-json"),
        (b'"registration/1"', "not-json"),
        (b'{"age": NaN}', "not-json"),
        (b'{"age": ' + b"9" * 5000 + b"}", "not-json"),
        (b'{"a": 1, "a": 2}', "repeated-key"),
        (b'{"a": ' * 5000 + b"1" + b"}" * 5000, "too-deep"),
        (b"[" * 100_000, "too-deep"),
        (b" " * (4 * 1024 * 1024 + 1), "too-long"),
    ],
)
def test_a_line_that_is_no_document_is_refused(content, code):
    answer = read(content)
    assert isinstance(answer, Refusal)
    assert answer.code == code


def test_a_line_of_exactly_4_mib_is_taken(told, line):
    document = told(statement="")
    document["statement"] = "a" * (4 * 1024 * 1024 - len(line(document)))
    assert len(line(document)) == 4 * 1024 * 1024
    assert isinstance(read(line(document)), Document)


def test_a_byte_order_mark_is_no_reason_to_refuse(told, line):
    assert isinstance(read(b"\xef\xbb\xbf" + line(told())), Document)


@pytest.mark.parametrize("text", ["علی\u200cرضا", "ن\u200dا", "a\u200eb", "a\u200fb"])
def test_joiners_and_direction_marks_are_kept(told, line, text):
    answer = read(line(told(people=_people(name={"given": text}))))
    assert isinstance(answer, Document)
    assert answer.people[1]["name"]["given"] == text


def test_an_isolate_may_stand_in_running_text(told, line):
    assert isinstance(read(line(told(statement="he said \u2067علی\u2069."))), Document)


@pytest.mark.parametrize(
    ("channel", "door"), [("import", "counter"), ("archive", "counter"), ("counter", "import")]
)
def test_a_file_or_an_archive_needs_no_consent(told, line, channel, door):
    assert isinstance(read(line(told(consent=[], channel=channel)), channel=door), Document)


@pytest.mark.parametrize("consent", [[], [{"purpose": "statistics", "given": True}]])
def test_whoever_stands_at_the_desk_was_asked(told, line, consent):
    answer = read(line(told(consent=consent)), channel="counter")
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.field) == ("consent-missing", "consent")


def test_a_file_without_channel_counts_as_an_import(told, line):
    answer = read(line(told(consent=[], channel=...)))
    assert isinstance(answer, Document)
    assert answer.channel == "import"


def test_an_unnamed_infant_is_kept_when_a_tie_says_who_is_meant(told, line):
    people = [{"ref": "p1", "name": {"given": "Maro"}}, {"ref": "p2", "died": "1915"}]
    assert isinstance(read(line(told(people=people, ties=[{"parent": "p1", "child": "p2"}]))), Document)


def test_a_refusal_never_holds_what_was_said(told, line):
    answer = read(line(told(people=_people(born="Maro's secret day"))))
    assert "secret" not in f"{answer} {answer.sentence}"


def test_every_code_that_a_reader_can_give_has_a_sentence(told, line):
    used = {code for _, code, _ in REFUSED.values()}
    assert used <= set(SENTENCES)
    assert json.dumps(SENTENCES)
