"""A few testimonies about two families of one village, told by cousins in two scripts."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from ojaq.registry.identity.models import Belonging

NAMESPACE = UUID("00000000-0000-0000-0000-0000000000aa")


def number(mention: int) -> int:
    """The register number a mention has now."""
    return Belonging.objects.get(pk=mention).person_id


def testimony(
    key: str, people: list[dict[str, Any]], ties: list[dict[str, Any]], **more: Any
) -> dict[str, Any]:
    """A registration/1 document of an office, told by its first person."""
    return {
        "ojaq": "registration/1",
        "id": str(uuid5(NAMESPACE, key)),
        "office": "nasimi-2",
        "recorded_on": "2023-01-23",
        "language": "az",
        "registrant": people[0]["ref"],
        "people": people,
        "ties": ties,
        "consent": [{"purpose": "register", "given": True, "on": "2023-01-23"}],
        **more,
    }


def person(ref: str, given: str, family: str = "", father: str = "", **more: Any) -> dict[str, Any]:
    """One entry of `people`."""
    name = {
        part: text for part, text in (("given", given), ("family", family), ("patronymic", father)) if text
    }
    return {"ref": ref, "name": name, **more}


def parents(child: str, *elders: str) -> list[dict[str, Any]]:
    """Ties of a child with its parents."""
    return [{"parent": elder, "child": child} for elder in elders]


def gulnara() -> dict[str, Any]:
    """A woman tells of her parents, her brother and her husband."""
    people = [
        person("p1", "Gülnarə", "Məmmədova", "Əli qızı", sex="female", born="1957", origin="Tutluca"),
        person("p2", "Əli", "Məmmədov", sex="male", born="1930~", origin="Tutluca"),
        person("p3", "Fatma", "Məmmədova", sex="female", born="1934", origin="Tutluca"),
        person("p4", "Vaqif", "Məmmədov", "Əli oğlu", sex="male", born="1960", origin="Tutluca"),
        person("p5", "Rəşid", "Quliyev", sex="male", born="1955", origin="Tutluca"),
    ]
    ties = [
        *parents("p1", "p2", "p3"),
        *parents("p4", "p2", "p3"),
        {"couple": ["p1", "p5"]},
        {"couple": ["p2", "p3"]},
    ]
    return testimony("gulnara", people, ties)


def vagif() -> dict[str, Any]:
    """Her brother tells of the same family, in Russian letters."""
    people = [
        person("a", "Вагиф", "Мамедов", "Али оглы", sex="male", born="1960", origin="Tutluca"),
        person("b", "Али", "Мамедов", sex="male", born="1930", origin="Tutluca"),
        person("c", "Фатьма", "Мамедова", sex="female", born="1934", origin="Tutluca"),
        person("d", "Гюльнара", "Мамедова", "Али кызы", sex="female", born="1957", origin="Tutluca"),
    ]
    ties = [*parents("a", "b", "c"), *parents("d", "b", "c"), {"couple": ["b", "c"]}]
    return testimony("vagif", people, ties, language="ru")


def strangers(count: int = 40) -> list[dict[str, Any]]:
    """Families that have nothing to do with anybody, so that weights can be learnt."""
    givens = ["Arif", "Nigar", "Samir", "Leyla", "Kamran", "Sevda", "Rauf", "Zərifə", "Tahir", "Könül"]
    families = ["Abbas", "Həsən", "Səfər", "Kərim", "Nəbi", "Rza", "Şükür", "Tağı"]
    found = []
    for at in range(count):
        he, she, child = givens[at % 10], givens[(at * 3 + 1) % 10], givens[(at * 7 + 2) % 10]
        family = families[at % 8] + ("ov" if at % 3 else "li")
        place = f"Kənd{at % 5}"
        people = [
            person("x", child, family, born=str(1950 + at % 40), origin=place),
            person("y", he, family, born=str(1920 + at % 40), sex="male", origin=place),
            person("z", she, born=str(1922 + at % 40), sex="female", origin=place),
        ]
        found.append(testimony(f"stranger {at}", people, parents("x", "y", "z")))
    return found
