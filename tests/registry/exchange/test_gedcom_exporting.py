"""GEDCOM out of the register: what comes back is the same family, and nobody who may live is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.exchange.gedcom_families import families_of
from ojaq.registry.exchange.gedcom_people import PersonTold, SaidDate, SaidEvent, TieTold, births_among
from ojaq.registry.exchange.gedcom_reading import Tree, read_tree
from ojaq.registry.exchange.gedcom_writing import Book, DatedName, lines_of
from ojaq.registry.exchange.services import export_gedcom
from ojaq.registry.families.living import surely_dead
from ojaq.registry.identity.models import Protection
from ojaq.registry.ledger.selectors import entries_about
from ojaq.registry.registration.models import Mention
from ojaq.registry.registration.services import register

MERI = {"ref": "p1", "name": {"given": "Maro", "family": "Badalyan"}, "sex": "female", "born": "1960"}
PEOPLE: list[dict[str, Any]] = [
    MERI,
    {"ref": "p2", "name": {"given": "Sargis", "patronymic": "Nari", "family": "Badalyan", "also": ["Sako @ home"]},
     "sex": "male", "born": {"edtf": "1901-01-02", "calendar": "julian"}, "died": "1948~", "origin": "Tutlu",
     "born_in": "Narlı " + "x" * 300},
    {"ref": "p3", "name": {"given": "Nargiz", "birth_family": "Tutyan", "family": "Badalyan"}, "sex": "female",
     "born": {"as_said": "the year of the flood"}, "died": "194X"},
    {"ref": "p4", "name": {"as_written": "Nubar"}, "sex": "male", "born": "1870/1875", "living": False},
    {"ref": "p5", "name": {"given": "Anush"}, "sex": "female", "living": False},
    {"ref": "p6", "name": {"given": "Aram"}, "sex": "male", "died": "1930"},
]  # fmt: skip
TIES: list[dict[str, Any]] = [
    {"parent": "p2", "child": "p1", "nature": "birth"},
    {"parent": "p3", "child": "p1", "nature": "birth"},
    {"parent": "p4", "child": "p2", "nature": "adoptive"},
    {"parent": "p5", "child": "p2", "nature": "step"},
    {"couple": ["p2", "p3"], "from": "1925", "to": "1931-05-02", "ended": "divorce"},
    {"siblings": ["p5", "p6"]},
]


@pytest.fixture
def told(registry, office, operator):
    def tell(people=PEOPLE, ties=TIES, consent=True):
        return register(
            testimony={
                "ojaq": "registration/1",
                "id": str(uuid4()),
                "office": "nasimi-2",
                "people": people,
                "ties": ties,
                "consent": [{"purpose": "register", "given": consent}] if consent else [],
                **({} if consent else {"channel": "archive"}),
            },
            by=operator,
        )

    return tell


def back(path: Path) -> Tree:
    return read_tree(path.read_bytes(), name=path.name)


def by_name(tree: Tree) -> dict[str, dict[str, Any]]:
    return {
        person.content.get("name", {}).get("given") or person.content["name"]["as_written"]: person.content
        for person in tree.people.values()
    }


def ties_by_name(tree: Tree) -> set[tuple[str, str, str, str]]:
    names = {person["ref"]: name for name, person in by_name(tree).items()}
    found = set()
    for family in tree.families:
        for tie in family.ties:
            if "parent" in tie:
                found.add(("parent", names[tie["parent"]], names[tie["child"]], tie.get("nature", "")))
            kind = next(iter(tie))
            if kind != "parent":
                found.add((kind, *sorted(names[ref] for ref in tie[kind]), tie.get("ended", "")))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["7.0", "5.5.1"])
def test_what_leaves_comes_back_as_the_same_family(told, operator, tmp_path, version):
    told()
    left = export_gedcom(path=tmp_path / "out.ged", by=operator, version=version, with_living=True)
    assert left.figures["persons"] == len(PEOPLE)
    tree = back(left.path)
    people = by_name(tree)
    assert ties_by_name(tree) == {
        ("parent", "Sargis", "Maro", "birth"),
        ("parent", "Nargiz", "Maro", "birth"),
        ("parent", "Nubar", "Sargis", "adoptive"),
        ("parent", "Anush", "Sargis", "step"),
        ("couple", "Nargiz", "Sargis", "divorce"),
        ("siblings", "Anush", "Aram", ""),
    }
    assert people["Sargis"]["born"]["edtf"] == "1901-01-02"
    assert people["Sargis"]["born"]["calendar"] == "julian"
    assert people["Sargis"]["name"]["patronymic"] == "Nari"
    assert people["Sargis"]["name"]["also"] == ["Sako @ home"]
    assert (people["Sargis"]["origin"], people["Sargis"]["born_in"]) == ("Tutlu", PEOPLE[1]["born_in"])
    assert people["Sargis"]["died"]["edtf"] == "1948~"
    assert people["Nargiz"]["name"]["birth_family"] == "Tutyan"
    assert "the year of the flood" in people["Nargiz"]["born"]["as_said"]
    assert people["Nargiz"]["died"]["edtf"] == "1940-01-01/1949-12-31"
    assert people["Anush"]["living"] is False
    assert [people[name]["sex"] for name in ("Maro", "Nubar")] == ["female", "male"]


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["7.0", "5.5.1"])
def test_who_may_live_is_a_place_in_the_family_and_nothing_else(told, operator, tmp_path, version):
    told()
    path = export_gedcom(path=tmp_path / "out.ged", by=operator, version=version).path
    text = path.read_text(encoding="utf-8")
    assert "Maro" not in text
    assert "1960" not in text
    assert text.count("1 NAME Living") == 1
    living = text.split("1 NAME Living\n")[1].split("0 @")[0]
    assert all(line.startswith(("1 FAM", "2 PEDI")) for line in living.splitlines())
    assert "FICTIONAL" in text.split("0 @")[0]
    assert ("2 VERS 7.0" in text) is (version == "7.0")
    assert ("1 CHAR UTF-8" in text) is (version == "5.5.1")


@pytest.mark.django_db
def test_facts_are_cited_and_the_ledger_says_what_left(told, operator, tmp_path):
    row = told()
    text = export_gedcom(path=tmp_path / "out.ged", by=operator, with_living=True).path.read_text("utf-8")
    assert f"0 @S{row.pk}@ SOUR\n1 TITL Testimony {row.uuid}" in text
    assert f"2 SOUR @S{row.pk}@" in text.split("1 BIRT")[1].split("\n1 ")[0]
    assert entries_about(kind="registration", number=str(row.uuid)).filter(act="export").count() == 1
    assert entries_about(kind="export", number="gedcom-with-living").count() == 1


@pytest.mark.django_db
def test_what_nobody_agreed_to_stays_inside(told, operator, tmp_path):
    told(consent=False)
    left = export_gedcom(path=tmp_path / "out.ged", by=operator, with_living=True)
    assert (left.figures["persons"], left.stayed_inside) == (0, 1)
    assert "Sargis" not in left.path.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_a_protected_person_is_never_shown(told, operator, tmp_path):
    from django.utils import timezone

    from ojaq.registry.identity.services import resolve

    told()
    resolve(by=operator)
    Protection.objects.create(mention=Mention.objects.get(given="Sargis"), since=timezone.now())
    text = export_gedcom(path=tmp_path / "out.ged", by=operator, with_living=True).path.read_text("utf-8")
    assert "Sargis" not in text
    assert "Nargiz" in text


@pytest.mark.django_db
def test_a_clerk_writes_no_genealogy(told, clerk, tmp_path):
    with pytest.raises(NotPermitted):
        export_gedcom(path=tmp_path / "out.ged", by=clerk)
    assert not (tmp_path / "out.ged").exists()


TODAY = date(2026, 1, 1)


def test_a_place_keeps_the_names_it_bore_with_their_years():
    who = PersonTold(7, births={SaidEvent(SaidDate("1901"), "Tutlu", 3): [1]})
    names = {3: [DatedName("Narlı", "az", "1935-05", "1991", "decree"), DatedName("Gül", begins="193X")]}
    book = Book({7: who}, frozenset({7}), [], {1: "u"}, names)
    text = "\n".join(lines_of(book))
    assert "3 _PNAME Narlı\n4 LANG az\n4 DATE FROM MAY 1935 TO 1991\n4 SOUR decree" in text
    # A decade is no date that GEDCOM could say: the name stands without one.
    assert "3 _PNAME Gül\n2 SOUR @S1@" in text
    assert "2 TAG _PNAME urn:ojaq:gedcom:place-name" in text


def person(number: int, born: int | None = None, **more: Any) -> PersonTold:
    births = (
        {SaidEvent(SaidDate(str(born), "", "", date(born, 1, 1), date(born, 12, 31))): [1]} if born else {}
    )
    return PersonTold(number, births=births, **more)


@pytest.mark.parametrize(
    ("who", "dead"),
    [
        (person(1, 1900), True),
        (person(1, 1926), False),
        (person(1), False),
        (person(1, told_dead=True), True),
        (person(1, told_dead=True, told_living=True), False),
    ],
)
def test_only_the_surely_dead_are_shown(who, dead):
    assert surely_dead({1: who}, [], TODAY) == ({1} if dead else set())


def test_nobody_is_younger_than_their_descendants():
    people = {1: person(1), 2: person(2), 3: person(3, 1910), 4: person(4)}
    ties = [TieTold("parent", 1, 2, "", 1), TieTold("parent", 2, 3, "birth", 1), TieTold("parent", 4, 3, "step", 1),
            TieTold("parent", 3, 1, "", 1)]  # fmt: skip
    assert surely_dead(people, births_among(ties), TODAY) == {1, 2, 3}


def test_two_fathers_are_two_families_and_nobody_is_chosen():
    ties = [
        TieTold("parent", 1, 9, "birth", 1), TieTold("parent", 2, 9, "birth", 1),
        TieTold("parent", 3, 9, "birth", 2), TieTold("parent", 2, 9, "", 2),
    ]  # fmt: skip
    made = families_of(ties)
    assert {(family.partners, tuple(family.children)) for family in made} == {((1, 2), (9,)), ((2, 3), (9,))}


def test_a_father_and_a_mother_told_apart_are_one_family():
    made = families_of([TieTold("parent", 1, 9, "", 1), TieTold("parent", 2, 9, "birth", 2)])
    assert [(family.partners, family.children) for family in made] == [((1, 2), {9: "birth"})]
