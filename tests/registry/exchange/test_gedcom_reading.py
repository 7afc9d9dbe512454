"""GEDCOM as people and families: versions, characters, dates, names, natures, and files that mean harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ojaq.core.dates import read_date
from ojaq.registry.exchange import gedcom_bundles, gedcom_lines
from ojaq.registry.exchange.gedcom_bundles import bundles, seams
from ojaq.registry.exchange.gedcom_dates import date_of, words_of
from ojaq.registry.exchange.gedcom_lines import LONGEST_LINE, NotATree
from ojaq.registry.exchange.gedcom_reading import read_tree
from ojaq.registry.registration.reading import Document, read_content

ROYAL = Path(__file__).resolve().parents[3] / "bench" / "data" / "royal92.ged"
BODY = """1 GEDC
2 VERS 5.5.1
0 @I1@ INDI
1 NAME Müşfiq Əli oğlu /Nərgizov/
1 SEX M
1 BIRT
2 DATE ABT 1901
2 PLAC Tutlu
1 DEAT Y
0 @I2@ INDI
1 NAME Sona /Tutova/
2 TYPE married
1 NAME Sona /Güllü/
2 TYPE birth
1 SEX F
0 @I3@ INDI
1 NAME Nar
1 FAMC @F1@
2 PEDI adopted
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 CHIL @I3@
1 CHIL @I4@
1 MARR
2 DATE 1925
1 DIV
2 DATE 1931
0 TRLR
"""


def tree(body: str = BODY, head: str = "0 HEAD\n1 CHAR UTF-8\n", codec: str = "utf-8") -> bytes:
    return (head + body).encode(codec)


def read(data: bytes):
    return read_tree(data, name="tree.ged")


def test_people_ties_and_natures_are_those_of_the_file():
    found = read(tree())
    father, mother, child = (found.people[ref].content for ref in ("I1", "I2", "I3"))
    assert father["name"]["given"] == "Müşfiq Əli oğlu"
    assert father["born"] == {"edtf": "1901~", "as_said": "ABT 1901"}
    assert (father["born_in"], father["living"], father["sex"]) == ("Tutlu", False, "male")
    assert mother["name"]["birth_family"] == "Güllü"
    assert "living" not in child
    [family] = found.families
    assert family.ties[0] == {"couple": ["I1", "I2"], "from": "1925", "to": "1931", "ended": "divorce"}
    assert {"parent": "I1", "child": "I3", "nature": "adoptive"} in family.ties
    # Nobody described I4: a child of whom no more is told, and not a hole.
    assert {"parent": "I2", "child": "I4"} in family.ties
    assert found.people["I4"].content == {"ref": "I4"}


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("0 HEAD\n1 CHAR UTF-8\n", "utf-8-sig"),
        ("0 HEAD\n1 CHAR UNICODE\n", "utf-16"),
        ("0 HEAD\n1 CHAR UNICODE\n", "utf-16-le"),
        ("0 HEAD\n1 CHAR UNICODE\n", "utf-16-be"),
        ("0 HEAD\r1 CHAR UTF-8\r", "utf-8"),
    ],
)
def test_one_tree_in_many_characters_is_one_tree(head, codec):
    assert read(tree(head=head, codec=codec)).people.keys() == read(tree()).people.keys()
    assert read(tree(head=head, codec=codec)).people["I1"].content == read(tree()).people["I1"].content


def test_ansel_and_ansi_keep_their_letters():
    body = BODY.replace("Müşfiq Əli oğlu /Nərgizov/", "Muller /Nar/")
    ansi = read(tree(body.replace("Muller", "Müller"), "0 HEAD\n1 CHAR ANSI\n", "cp1252"))
    assert ansi.people["I1"].content["name"]["given"] == "Müller"
    data = tree(body, "0 HEAD\n1 CHAR ANSEL\n", "cp1252").replace("Güllü".encode("cp1252"), b"G\xe8ull\xe8u")
    ansel = read(data.replace(b"Muller", b"M\xe8uller"))
    assert ansel.people["I1"].content["name"]["given"] == "Müller"
    assert ansel.people["I2"].content["name"]["birth_family"] == "Güllü"


def test_version_7_needs_no_charset():
    body = BODY.replace("5.5.1", "7.0").replace("adopted", "ADOPTED").replace("ABT 1901", "JULIAN 2 MAR 1901")
    found = read(tree(body, head="0 HEAD\n"))
    assert found.people["I1"].content["born"]["calendar"] == "julian"
    assert any(tie.get("nature") == "adoptive" for tie in found.families[0].ties)


@pytest.mark.parametrize(
    ("data", "problem", "at"),
    [
        (b"", "not-a-tree", 0),
        (b"0 TRLR\n", "not-a-tree", 0),
        (tree("0 TRLR\n"), "tree-nobody", 0),
        (tree(head="0 HEAD\n1 CHAR KLINGON\n"), "tree-charset", 0),
        (tree("1 NOTE " + "x" * LONGEST_LINE + "\n"), "tree-line-too-long", 3),
        (tree("".join(f"{level} A\n" for level in range(1, 70))), "tree-too-deep", 67),
        (tree("3 DATE 1900\n"), "tree-line", 3),
        (tree("1 A\nthis is no line\n"), "tree-line", 4),
        (tree("9" * 9 + " A\n"), "tree-too-deep", 3),
        (tree("1 NOTE x\n") + b"1 NOTE \xff\n", "tree-characters", 4),
        (tree("0 @F1@ FAM\n" + "".join(f"1 CHIL @I{at}@\n" for at in range(1000))), "tree-children", 3),
    ],
)
def test_a_file_that_means_harm_is_refused_with_its_line(data, problem, at):
    with pytest.raises(NotATree) as refused:
        read(data)
    assert (refused.value.problem, refused.value.line) == (problem, at)


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(gedcom_lines, "LARGEST", 10)
    with pytest.raises(NotATree) as refused:
        read(tree())
    assert refused.value.problem == "tree-too-large"


def test_somebody_who_is_their_own_ancestor_is_refused_with_the_group_and_no_more():
    ring = """0 @A@ INDI
1 NAME Nar
0 @B@ INDI
1 NAME Heyva
0 @X@ FAM
1 HUSB @A@
1 CHIL @B@
0 @Y@ FAM
1 HUSB @B@
1 CHIL @A@
0 TRLR
"""
    data = tree(BODY.replace("0 TRLR\n", ring))
    made = bundles(read(data), data)
    assert [bundle.document is None for bundle in made] == [False, True]
    assert made[1].line == data.decode().split("\n").index("0 @X@ FAM") + 1
    assert {person["ref"] for person in made[0].document["people"]} == {"I1", "I2", "I3", "I4"}


def test_two_people_under_one_id_are_two():
    data = tree(BODY.replace("0 TRLR", "0 @I3@ INDI\n1 NAME Alça\n0 TRLR"))
    assert sum(ref.startswith("I3") for ref in read(data).people) == 2


def test_a_large_tree_is_cut_between_families_and_its_seams_are_told(monkeypatch):
    data = ROYAL.read_bytes()
    found = read(data)
    assert len(bundles(found, data)) == 1
    monkeypatch.setattr(gedcom_bundles, "MOST_PEOPLE", 400)
    made = bundles(found, data)
    documents = [read_content(bundle.document, channel="archive") for bundle in made]
    assert all(isinstance(document, Document) for document in documents)
    assert all(len(document.people) <= gedcom_bundles.MOST_PEOPLE for document in documents)
    assert {person["ref"] for document in documents for person in document.people} == found.people.keys()
    ties = sum(len(document.content["ties"]) for document in documents)
    assert ties == sum(len(family.ties) for family in found.families)
    told = sum(len(document.people) for document in documents)
    assert told - len(found.people) == sum(len(uuids) - 1 for _, uuids in seams(made))
    assert len({document.uuid for document in documents}) == len(documents)
    assert bundles(found, data) == made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("25 OCT 1852", "1852-10-25"),
        ("Oct 1852", "1852-10"),
        ("44 B.C.", "-0043"),
        ("CAL 1850", {"edtf": "1850~", "as_said": "CAL 1850"}),
        ("BET 1850 AND 1855", {"edtf": "1850/1855", "as_said": "BET 1850 AND 1855"}),
        ("FROM 1900 TO 1910", {"edtf": "1900/1910", "as_said": "FROM 1900 TO 1910"}),
        ("BEF 1900", {"edtf": "../1900", "as_said": "BEF 1900"}),
        ("AFT 1900", {"edtf": "1900/..", "as_said": "AFT 1900"}),
        ("@#DJULIAN@ 12 MAR 1700", {"edtf": "1700-03-12", "as_said": "@#DJULIAN@ 12 MAR 1700", "calendar": "julian"}),
        ("@#DHEBREW@ 5 TSH 5700", {"as_said": "@#DHEBREW@ 5 TSH 5700"}),
        ("INT 1920 (the year of the flood)", {"edtf": "1920", "as_said": "INT 1920 (the year of the flood)"}),
        ("(the year of the flood)", {"as_said": "(the year of the flood)"}),
        ("11 FEB 1699/00", {"edtf": "1699/1700", "as_said": "11 FEB 1699/00"}),
        ("31 FEB 1900", {"as_said": "31 FEB 1900"}),
        ("<unknown>", {"as_said": "<unknown>"}),
        ("", None),
    ],
)  # fmt: skip
def test_a_date_keeps_its_words_unless_it_is_plain(words, said):
    assert date_of(words) == said


@pytest.mark.parametrize(
    "edtf", ["1852-10-25", "1852-10", "1852", "1901~", "194X", "1850/1855", "../1900", "1900/.."]
)
@pytest.mark.parametrize("seven", [True, False])
def test_a_date_that_goes_out_comes_back_with_the_same_bounds(edtf, seven):
    moment = read_date(edtf)
    words = words_of(edtf, calendar="", earliest=moment.earliest, latest=moment.latest, seven=seven)
    back = read_date(date_of(words))
    assert (back.earliest, back.latest) == (moment.earliest, moment.latest)


def test_a_julian_day_goes_out_as_one():
    day = date(1900, 1, 14)
    for seven in (True, False):
        words = words_of("1900-01-02", calendar="julian", earliest=day, latest=day, seven=seven)
        assert read_date(date_of(words)).earliest == day
