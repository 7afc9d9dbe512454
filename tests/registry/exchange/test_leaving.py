"""What leaves: to the letter, with consent, stamped, and a dump that comes back whole."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile

import pytest
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.exchange.errors import ExportRefused, FileRefused
from ojaq.registry.exchange.services import (
    export_all,
    export_identities,
    export_registrations,
    export_roll,
    import_dump,
    import_registrations,
    withdraw,
)
from ojaq.registry.exchange.services.dumping import counts
from ojaq.registry.identity.models import Belonging, Judgement, OwnNames, Person
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration.models import Mention, Registration
from ojaq.registry.registration.services import take_back

pytestmark = pytest.mark.django_db


def test_registrations_leave_as_they_came_and_only_with_consent(told, file_of, tmp_path, operator, registry):
    agreed, silent = told(), told(consent=[])
    statistics = told(
        consent=[{"purpose": "register", "given": True}, {"purpose": "statistics", "given": True}]
    )
    import_registrations(path=file_of([agreed, silent, statistics]), by=operator)
    exported = export_registrations(path=tmp_path / "out.jsonl", by=operator)
    assert (exported.figures, exported.stayed_inside) == ({"registrations": 2}, 1)
    left = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert left == [agreed, statistics]
    only = export_registrations(path=tmp_path / "s.jsonl", by=operator, purpose="statistics")
    assert only.figures == {"registrations": 1}
    assert Entry.objects.filter(act="export", subjects__kind="registration").count() == 3


def test_identities_have_one_row_for_each_mention_that_stands(told, file_of, tmp_path, operator, registry):
    first, gone = told(consent=[]), told()
    first["people"][0]["ref"] = "=1+1"
    first["ties"] = []
    import_registrations(path=file_of([first, gone]), by=operator)
    withdraw(registration=Registration.objects.get(uuid=gone["id"]).uuid, by=operator)
    path = tmp_path / "identities.csv"
    export_identities(path=path, by=operator)
    assert path.read_text().splitlines()[0] == "registration,ref,person"
    rows = list(csv.DictReader(path.read_text().splitlines()))
    assert [(row["registration"], row["ref"]) for row in rows] == [(first["id"], "=1+1"), (first["id"], "p2")]
    assert len({row["person"] for row in rows}) == 2
    export_identities(path=tmp_path / "again.csv", by=operator)
    assert (tmp_path / "again.csv").read_bytes() == path.read_bytes()
    about = json.loads((tmp_path / "identities.csv.about.json").read_text())
    assert about["stamp"] == "FICTIONAL"
    assert about["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_cell_of_a_table_for_people_runs_as_a_formula(told, file_of, tmp_path, operator, registry):
    names = ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "Maro"]
    people = [{"ref": f"p{number}", "name": {"given": name}} for number, name in enumerate(names)]
    import_registrations(path=file_of([told(people=people, ties=[])]), by=operator)
    export_roll(path=tmp_path / "roll.csv", by=operator)
    with (tmp_path / "roll.csv").open(encoding="utf-8-sig", newline="") as source:
        given = [row["given"] for row in csv.DictReader(source)]
    assert given == [f"'{name}" for name in names[:-1]] + ["Maro"]


def test_a_clerk_exports_nothing(clerk, tmp_path):
    for verb in (export_registrations, export_identities, export_roll):
        with pytest.raises(NotPermitted):
            verb(path=tmp_path / "out", by=clerk)
    assert list(tmp_path.iterdir()) == []


def _fill(told, file_of, operator):
    first = told()
    later = told(supersedes=first["id"])
    lines = [
        first,
        first | {"statement": "other"},
        later,
        told(office="avan-1", consent=[]),
        told(people=[{"ref": "p1", "name": {"given": "A"}, "age": 300}, {"ref": "p2"}]),
        (gone := told()),
    ]
    import_registrations(path=file_of(lines), by=operator)
    other = import_registrations(path=file_of([told()], name="other.jsonl"), by=operator)
    from ojaq.registry.exchange.models import Run

    take_back(run=Run.objects.get(pk=other.run).uuid, by=operator)
    withdraw(registration=Registration.objects.get(uuid=gone["id"]).uuid, by=operator)
    low, high = Mention.objects.filter(ref="p1").order_by("pk").values_list("pk", flat=True)[:2]
    from ojaq.registry.identity.services import judge

    judge(pair=(low, high), verdict="same", reason="", by=operator)


def _empty():
    """Forgets a register, as if another one stood here."""
    for table in (Belonging, Judgement, Person, Registration):
        table.objects.all().delete()
    from ojaq.registry.access.models import Consent
    from ojaq.registry.identity.models import NumberSeries
    from ojaq.registry.vault.models import SealedKey

    for other in (Consent, NumberSeries, SealedKey):
        other.objects.all().delete()


def test_a_full_dump_comes_back_with_equal_counts_and_digests(told, file_of, tmp_path, operator, registry):
    _fill(told, file_of, operator)
    OwnNames.objects.create(document="a table", kept_at=timezone.now())
    path, ids = tmp_path / "all.zip", tmp_path / "ids.csv"
    export_identities(path=ids, by=operator)
    export_all(path=path, by=operator)
    before, people = counts(), Person.objects.count()
    _empty()
    OwnNames.objects.all().delete()
    imported = import_dump(path=path, by=operator)
    assert imported.figures.refused == 0
    assert OwnNames.objects.get().document == "a table"
    assert counts() == before
    assert Person.objects.count() == people
    export_identities(path=tmp_path / "back.csv", by=operator)
    assert (tmp_path / "back.csv").read_bytes() == ids.read_bytes()
    with zipfile.ZipFile(path) as packed:
        assert json.loads(packed.read("manifest.json"))["stamp"] == "FICTIONAL"
    again = import_dump(path=path, by=operator)
    assert again.figures.new == 0


def test_a_dump_that_was_changed_is_refused_before_anything_is_stored(
    told, file_of, tmp_path, operator, registry
):
    import_registrations(path=file_of([told()]), by=operator)
    whole, broken = tmp_path / "all.zip", tmp_path / "broken.zip"
    export_all(path=whole, by=operator)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, content.replace(b"Maro", b"Mara") if name == "registrations.jsonl" else content
            )
    _empty()
    with pytest.raises(FileRefused):
        import_dump(path=broken, by=operator)
    assert not Registration.objects.exists()


def test_a_live_register_is_not_dumped_in_the_open(tmp_path, operator, registry):
    registry.state = "live"
    registry.save()
    with pytest.raises(ExportRefused):
        export_all(path=tmp_path / "all.zip", by=operator)
    assert not (tmp_path / "all.zip").exists()
