"""A fictional village of families, told by several registrants in two scripts, with the truth beside."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from ojaq.core import matching

MEN = ["Əli", "Həsən", "Vaqif", "Rüstəm", "Elçin", "Cavad", "Nəriman", "Tofiq", "Ramiz", "Səməd", "Qurban"]
WOMEN = ["Leyla", "Sona", "Nərgiz", "Zeynəb", "Fatma", "Gülnarə", "Sevil", "Tamara", "Püstə", "Həcər", "Lalə"]
FAMILIES = ["Əliyev", "Quliyev", "Həsənov", "Cəfərov", "Nağıyev", "Babayev", "Kərimov", "Rzayev", "Şərifov"]
LATIN = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
IN_CYRILLIC = "а б дж ч д е а ф г г г х ы и ж к г л м н о е п р с ш т у ю в й з"
CYRILLIC = dict(zip(LATIN, IN_CYRILLIC.split(), strict=True))


@dataclass(frozen=True)
class Village:
    """Documents of registration/1 and, for each mention in order, who it truly is."""

    documents: list[dict[str, Any]]
    truth: list[str]


def in_russian(name: str) -> str:
    """The name as a Russian clerk would write it."""
    return "".join(CYRILLIC.get(letter, letter) for letter in name.lower()).capitalize()


def told(family: dict[str, Any], teller: int, chance: random.Random) -> tuple[dict[str, Any], list[str]]:
    """One registration by one member of a family: father, mother and children."""
    russian = chance.random() < 0.4
    language = "ru" if russian else "az"
    people, truth = [], []
    for at, person in enumerate(family["people"]):
        if at not in (0, 1, teller) and chance.random() < 0.3:
            continue
        parts = {"given": person["given"], "family": family["name"]}
        name = {part: in_russian(text) if russian else text for part, text in parts.items()}
        year = person["born"]
        born = f"{year}" if chance.random() < 0.5 else f"{year + chance.randint(-2, 2)}~"
        people.append({"ref": f"p{at}", "name": name, "sex": person["sex"], "born": born})
        truth.append(person["id"])
    refs = [person["ref"] for person in people]
    ties: list[dict[str, Any]] = [{"couple": ["p0", "p1"]}]
    ties += [
        {"parent": parent, "child": ref} for parent in ("p0", "p1") for ref in refs if ref not in ("p0", "p1")
    ]
    document = {"ojaq": "registration/1", "id": str(chance.random()), "language": language, "people": people}
    return {**document, "ties": ties, "recorded_on": "2023-05-01", "consent": []}, truth


def built(families: int, tellings: int, seed: int = 1) -> Village:
    """A village; every family is told of `tellings` times."""
    chance = random.Random(seed)
    documents, truth = [], []
    for number in range(families):
        father = chance.randint(1900, 1950)
        people = [("male", father), ("female", father + chance.randint(0, 6))]
        people += [(chance.choice(["male", "female"]), father + 24 + 3 * child) for child in range(3)]
        given = [*chance.sample(MEN, 3), *chance.sample(WOMEN, 4)]
        family = {
            "name": chance.choice(FAMILIES),
            "people": [
                {
                    "id": f"{number}-{at}",
                    "sex": sex,
                    "born": born,
                    "given": given.pop(0) if sex == "male" and len(given) > 4 else given.pop(),
                }
                for at, (sex, born) in enumerate(people)
            ],
        }
        for _ in range(tellings):
            document, who = told(family, chance.randint(2, 4), chance)
            documents.append(document)
            truth.extend(who)
    return Village(documents, truth)


def coded(
    documents: list[dict[str, Any]], tokens: matching.Tokens, keys: list[int] | None = None
) -> matching.Mentions:
    """The documents coded; stable numbers follow `keys`, so that they do not depend on the order of arrival."""
    keys = keys or list(range(len(documents)))
    testimonies = [
        matching.Testimony.from_registration(
            document, key, ids=range(100 * key, 100 * key + len(document["people"]))
        )
        for key, document in zip(keys, documents, strict=True)
    ]
    return matching.code_testimonies(testimonies, tokens)
