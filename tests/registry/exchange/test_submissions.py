"""What ODK and Kobo collected comes in: the same testimony by every export, once, and never with a part missing unsaid."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from uuid import uuid4

import openpyxl
import pytest

from ojaq.registry.exchange.errors import FileRefused
from ojaq.registry.exchange.refusals import refusals_path
from ojaq.registry.exchange.services import import_submissions, take_back_run
from ojaq.registry.registration.consent_words import VERSION_OF_WORDS, read_aloud
from ojaq.registry.registration.models import Mention, Registration, State, Supersession, Tie
from ojaq.registry.registration.selectors import sealed_lines

pytestmark = pytest.mark.django_db

ID = "7b0c2a52-9f1e-4a10-8a55-0f6f3a0c9d01"
VISITOR = {
    "recorded_on": "2026-11-20", "words_version": VERSION_OF_WORDS, "language": "az", "consent_register": "yes",
    "consent_contact": "no", "name": "Tutlucalı Nərgiz Əli qızı", "other_script": "Наргиз", "sex": "female",
    "born": "63 yaşında", "origin": "Tutluca", "paper_kind": "passport", "paper_number": "AA0", "paper_seen": "yes",
    "wish": "hope_one_day", "destination": "origin_home", "conditions": "security_safety landmines", "phone": "+000",
    "statement": "Getdik.",
}  # fmt: skip
RELATIVES = [
    {"r_relation": "father", "r_name": "Əli", "r_today": "died", "r_died": "təxminən 1994"},
    {"r_relation": "father", "r_of": "father", "r_name": "Vəli"},
    {"r_relation": "son", "r_name": "Elçin", "r_both": "yes", "r_nature": "birth"},
]
LEAVINGS = [{"left_when": "1988-11", "left_wave": "1988-1991", "left_who": "all", "left_to": "Bakı"}]
LOSSES = [{"lost_described": "Üç otaq", "lost_kind": "dwelling", "lost_holder": "father"}]
REPEATS = {"relatives": RELATIVES, "leavings": LEAVINGS, "losses": LOSSES}
COUNTS = {f"{name}_told": str(len(rows)) for name, rows in REPEATS.items()}


def kobo_json(path, *, visitor=VISITOR, repeats=REPEATS, instance=ID):
    """As Kobo's API writes it: groups before every name, repeats inside."""
    body = {
        "_id": 1,
        "_uuid": str(uuid4()),
        "meta/rootUuid": f"uuid:{instance}",
        "_submitted_by": "tablet",
        "start": "x",
    }
    body |= {f"told/visitor/{name}": answer for name, answer in visitor.items()} | COUNTS
    for name, rows in repeats.items():
        body[f"told/{name}"] = [
            {f"told/{name}/{column}": cell for column, cell in row.items()} for row in rows
        ]
    path.write_text(json.dumps({"count": 1, "results": [body]}), encoding="utf-8")
    return path


def odata_json(path):
    """As ODK Central writes it with $expand=*: groups as objects."""
    visitor = {name: answer for name, answer in VISITOR.items() if not name.startswith("consent")}
    consent = {name: answer for name, answer in VISITOR.items() if name.startswith("consent")}
    told = {name: [{"__id": str(uuid4()), **row} for row in rows] for name, rows in REPEATS.items()}
    told |= {f"{name}@odata.navigationLink": "Submissions" for name in REPEATS}
    body = {
        "__id": f"uuid:{ID}",
        "__system": {"submitterName": "tablet", "edits": 0},
        "consent": consent,
        **COUNTS,
    }
    path.write_text(json.dumps({"value": [{**body, "told": {"visitor": visitor, **told}}]}), encoding="utf-8")
    return path


def kobo_workbook(path):
    """As Kobo writes it: a sheet for each repeat, rows tied by _index and _parent_index, choices of several split too."""
    book = openpyxl.Workbook()
    main = {f"told/visitor/{name}": answer for name, answer in VISITOR.items()} | COUNTS
    main |= {"told/conditions/security_safety": "1", "_uuid": ID, "_index": 1}
    book.active.append(list(main))
    book.active.append(list(main.values()))
    for name, rows in REPEATS.items():
        sheet = book.create_sheet(name)
        header = sorted({column for row in rows for column in row})
        sheet.append([*(f"told/{name}/{column}" for column in header), "_index", "_parent_index"])
        for number, row in enumerate(rows, start=1):
            sheet.append([*(row.get(column) for column in header), number, 1])
    book.save(path)
    return path


def _csv(header, rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def central_tables(stem):
    """As ODK Central writes it: name of the file -> CSV, groups before every name with a hyphen."""
    main = {
        "SubmissionDate": "2026-11-20T10:00:00Z",
        **{f"told-visitor-{name}": cell for name, cell in VISITOR.items()},
    }
    main |= {**COUNTS, "meta-instanceID": f"uuid:{uuid4()}", "KEY": f"uuid:{ID}", "SubmitterName": "tablet"}
    tables = {f"{stem}.csv": _csv(main, [main.values()])}
    for name, rows in REPEATS.items():
        header = sorted({column for row in rows for column in row})
        cells = [
            [*(row.get(each, "") for each in header), f"uuid:{ID}", f"uuid:{ID}/{name}[{n}]"]
            for n, row in enumerate(rows, 1)
        ]
        tables[f"{stem}-{name}.csv"] = _csv([*header, "PARENT_KEY", "KEY"], cells)
    return tables


def central_csv(path):
    """The tables beside each other."""
    for name, text in central_tables(path.stem).items():
        path.with_name(name).write_text(text, encoding="utf-8")
    return path


def central_zip(path):
    """The tables in the zip that ODK Central gives."""
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in central_tables("ojaq_registration_1").items():
            packed.writestr(name, text)
    return path


EXPORTS = {
    "kobo.json": kobo_json, "central.json": odata_json, "kobo.xlsx": kobo_workbook, "central.csv": central_csv,
    "central.zip": central_zip,
}  # fmt: skip


@pytest.fixture
def bring(registry, operator, tmp_path):
    """Imports a file of the test's folder and answers with what the import did."""

    def brought(name="kobo.json", *, write=kobo_json, dry_run=False, **told):
        path = write(tmp_path / name, **told)
        return import_submissions(path=path, by=operator, dry_run=dry_run, refusals=refusals_path(path))

    return brought


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_tells_the_same_testimony(bring, operator, name):
    assert bring(name, write=EXPORTS[name]).figures.counted()["new"] == 1
    again = bring("kobo.json").figures
    assert (again.new, again.already_there) == (0, 1), "the words differ by the way they came"
    assert Registration.objects.get().channel == "field"


def test_the_testimony_says_what_was_said(bring, operator):
    bring()
    [(_, line)] = sealed_lines(viewer=operator, at_once=10)
    told = json.loads(line)
    first = told["people"][0]
    assert first["name"] == {
        "as_written": VISITOR["name"],
        "also": ["Наргиз"],
        "language": "az",
        "script": "Latn",
    }
    assert first["born"] == {"edtf": "1962~/1963~", "as_said": "63 yaşında"}
    assert told["departures"][0]["people"] == ["p1", "p2", "p3", "p4"]
    assert told["losses"][0]["holders"] == [{"person": "p2"}]
    assert told["wishes"][0]["conditions"] == ["security_safety", "landmines"]
    consent = {each["purpose"]: each for each in told["consent"]}
    assert consent["register"]["given"]
    assert consent["register"]["words"] == read_aloud("az")["register"]
    assert not consent["contact"]["given"]
    assert told["contacts"][0]["may_use"] is False
    assert set(consent) == {"register", "contact"}


def test_a_grandfather_is_the_father_of_the_father_and_a_child_has_both_parents(bring):
    bring()
    ties = {(tie.kind, tie.a.ref, tie.b.ref) for tie in Tie.objects.select_related("a", "b")}
    # Nobody told of a husband: he is somebody without a name, because the son is said to be his.
    assert ties == {
        ("parent", "p2", "p1"), ("parent", "p3", "p2"), ("parent", "p1", "p4"), ("couple", "p1", "a-spouse"),
        ("parent", "a-spouse", "p4"),
    }  # fmt: skip
    assert Mention.objects.count() == 5


def test_a_form_changed_on_the_server_waits_for_a_reviewer(bring):
    bring()
    changed = {**VISITOR, "born": "1957"}
    figures = bring("later.json", visitor=changed).figures
    assert (figures.new, figures.quarantined) == (1, 0)
    assert Supersession.objects.count() == 1
    assert {row.state for row in Registration.objects.all()} == {State.CURRENT}
    assert bring("later.json", visitor=changed).figures.already_there == 1


@pytest.mark.parametrize(
    ("visitor", "repeats", "field", "code"),
    [
        ({"consent_register": "no"}, {}, "consent_register", "consent-refused"),
        ({"consent_register": ""}, {}, "consent_register", "consent-missing"),
        ({"consent_register": "Bəli"}, {}, "consent_register", "not-a-choice"),
        ({"name": "", "other_script": ""}, {"relatives": []}, "people", "nobody-named"),
        ({"name": "Tut\u202elu"}, {}, "name", "bidi"),
        ({}, {"relatives": []}, "relatives", "repeats-missing"),
        ({}, {"relatives": [*RELATIVES[:2], {"r_relation": "oğul"}]}, "relatives[3].r_relation", "not-a-choice"),
        ({}, {"relatives": [*RELATIVES[:2], {**RELATIVES[2], "r_name": "E\0"}]}, "relatives[3].r_name", "nul"),
        ({}, {"losses": [{**LOSSES[0], "lost_described": "\0"}]}, "losses[1].lost_described", "nul"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_by_line_and_question(bring, visitor, repeats, field, code):
    if field == "people":
        visitor = {**visitor, "relatives_told": "0"}
    told = bring(visitor={**VISITOR, **visitor}, repeats={**REPEATS, **repeats})
    assert told.figures.refused == 1
    assert told.refused[0][0] == 1
    assert told.refused[0][2] == code
    assert told.refused[0][1] in (field, "")
    assert not Registration.objects.exists()


def test_an_instance_without_an_id_is_refused(bring):
    told = bring(instance="17")
    assert told.refused == ((1, "instanceID", "id"),)


def test_what_is_no_export_of_our_form_is_refused_whole(bring, tmp_path, operator):
    def labels(path):
        path.write_text(_csv(["May we keep what you tell us?", "Name, as said"], [["Yes", "Tutu"]]))
        return path

    def another(path):
        path.write_text(json.dumps({"results": [{"_uuid": ID, "household": "3"}]}))
        return path

    for name, write in (("labels.csv", labels), ("another.json", another)):
        with pytest.raises(FileRefused):
            bring(name, write=write)
    assert not Registration.objects.exists()


def test_what_an_office_added_to_the_form_is_kept(bring, operator):
    bring(visitor={**VISITOR, "shoe_size": "37"})
    [(_, line)] = sealed_lines(viewer=operator, at_once=10)
    assert json.loads(line)["people"][0]["columns"] == {"shoe_size": "37"}


def test_a_preview_writes_nothing_and_an_import_is_taken_back(bring, operator):
    assert bring(dry_run=True).figures.new == 1
    assert not Registration.objects.exists()
    run = bring().run
    assert take_back_run(number=run, by=operator) == 1
    assert Registration.objects.get().state == State.TAKEN_BACK
    assert bring().figures.new == 1
