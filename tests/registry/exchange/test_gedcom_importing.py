"""Genealogies into the register: one person for one id, nothing that leaves, everything that can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.exchange import gedcom_bundles
from ojaq.registry.exchange.errors import FileRefused
from ojaq.registry.exchange.kinds import Kind, kind_of
from ojaq.registry.exchange.services import export_registrations, import_gedcom, take_back_run
from ojaq.registry.identity.models import Belonging, Judgement
from ojaq.registry.identity.services import resolve, undo_judgement
from ojaq.registry.registration.models import Mention, Registration

pytestmark = pytest.mark.django_db

TREE = """0 HEAD
1 GEDC
2 VERS 7.0
1 FILE C:\\Users\\somebody\\village.ged
0 @I1@ INDI
1 NAME Sona /Tutova/
0 @I2@ INDI
1 NAME Nar /Nərgizov/
0 @I3@ INDI
1 NAME Heyva /Nərgizova/
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 CHIL @I3@
0 @F2@ FAM
1 WIFE @I3@
1 CHIL @I4@
0 @I4@ INDI
1 NAME Alma
0 TRLR
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    path = tmp_path / "village.ged"
    path.write_text(TREE, encoding="utf-8")
    return path


def test_a_tree_is_one_archive_registration_with_its_source(tree, registry, office, operator):
    assert kind_of(tree, gazetteer=False) is Kind.GEDCOM
    done = import_gedcom(path=tree, by=operator)
    assert done.figures.counted() == {
        "read": 1, "new": 1, "already_there": 0, "quarantined": 0, "refused": 0, "flagged": 0,
    }  # fmt: skip
    row = Registration.objects.get()
    assert row.channel == "archive"
    assert set(row.mentions.values_list("ref", flat=True)) == {"I1", "I2", "I3", "I4"}
    assert row.ties.filter(kind="parent").count() == 3
    again = import_gedcom(path=tree, by=operator)
    assert (again.figures.new, again.figures.already_there) == (0, 1)


def test_nothing_of_a_tree_leaves(tree, registry, office, operator, tmp_path):
    import_gedcom(path=tree, by=operator)
    left = export_registrations(path=tmp_path / "out.jsonl", by=operator)
    assert (left.figures["registrations"], left.stayed_inside) == (0, 1)


def test_one_id_in_two_registrations_is_one_person(tree, registry, office, operator, monkeypatch):
    monkeypatch.setattr(gedcom_bundles, "MOST_PEOPLE", 3)
    done = import_gedcom(path=tree, by=operator)
    assert Registration.objects.count() == 2
    heyva = Mention.objects.filter(ref="I3").order_by("pk")
    assert len(heyva) == 2
    assert Belonging.objects.filter(mention__in=heyva).values("person").distinct().count() == 1
    judged = Judgement.objects.get()
    assert (judged.reason, judged.by_engine) == ("same-source", False)
    resolve(by=operator)
    assert Belonging.objects.values("person").distinct().count() == 4
    # Whoever takes it back is not overruled by the same file.
    undo_judgement(judgement=judged.pk, by=operator)
    import_gedcom(path=tree, by=operator)
    assert Judgement.objects.filter(taken_back_at=None, reason="same-source").count() == 0
    assert take_back_run(number=done.run, by=operator) == 2
    assert not Registration.objects.filter(state="current").exists()


def test_a_preview_writes_nothing(tree, registry, office, operator):
    assert import_gedcom(path=tree, by=operator, dry_run=True).figures.new == 1
    assert not Registration.objects.exists()


def test_a_ring_is_refused_with_its_line_and_the_rest_goes_in(tree, registry, office, operator, tmp_path):
    ring = "0 @A@ INDI\n1 NAME Badam\n0 @X@ FAM\n1 HUSB @A@\n1 CHIL @B@\n0 @Y@ FAM\n1 HUSB @B@\n1 CHIL @A@\n"
    tree.write_text(TREE.replace("0 TRLR\n", ring + "0 TRLR\n"), encoding="utf-8")
    refusals = tmp_path / "refusals.csv"
    done = import_gedcom(path=tree, by=operator, refusals=refusals)
    assert (done.figures.new, done.figures.refused) == (1, 1)
    line = tree.read_text(encoding="utf-8").split("\n").index("0 @X@ FAM") + 1
    assert refusals.read_text(encoding="utf-8").split("\n")[1].startswith(f"{line},,cycle,")


def test_a_broken_file_is_refused_with_its_line_and_leaves_no_run(tree, registry, office, operator):
    tree.write_text(TREE + "no line\n", encoding="utf-8")
    with pytest.raises(FileRefused, match=r"Line 21 of village\.ged") as refused:
        import_gedcom(path=tree, by=operator)
    assert refused.value.parameters["line"] == 21
    assert not Registration.objects.exists()


def test_a_clerk_imports_no_tree(tree, registry, clerk):
    with pytest.raises(NotPermitted):
        import_gedcom(path=tree, by=clerk)
