"""Random families for the laws of succession: three to five generations with deaths, marriages and namesakes of fate."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from ojaq.core.succession import Family, Human, Marriage, Span

DEATH = Span(dt.date(2010, 5, 1), dt.date(2010, 5, 1))
BEFORE = Span(dt.date(1990, 1, 1), dt.date(1990, 12, 31))


def random_family(seed: int) -> Family:
    """A family around D, who died on DEATH. Everybody's death is settled: before, or not at all."""
    chance = random.Random(seed)
    people: dict[str, Human] = {}

    def add(name: str, parents: tuple[str, ...], sex: str | None = None, dies: float = 0.4) -> str:
        people[name] = Human(
            name,
            sex=sex or chance.choice(("male", "female")),  # type: ignore[arg-type]
            parents=tuple((parent, "birth") for parent in parents),
            died=BEFORE if chance.random() < dies else None,
        )
        return name

    def issue(of: str, generations: int, most: int) -> None:
        for number in range(chance.randint(0, most)):
            child = add(f"{of}.{number}", (of,))
            if generations > 1:
                issue(child, generations - 1, most)

    grand = [
        add(name, (), sex, 0.8)
        for name, sex in (("PF", "male"), ("PM", "female"), ("MF", "male"), ("MM", "female"))
    ]
    add("F", tuple(grand[:2]), "male", 0.6), add("M", tuple(grand[2:]), "female", 0.6)
    for side, parents in (("pa", grand[:2]), ("ma", grand[2:])):
        for number in range(chance.randint(0, 2)):
            issue(add(f"{side}{number}", tuple(parents)), 2, 2)
    for number in range(chance.randint(0, 2)):
        issue(add(f"sib{number}", ("F", "M")), 2, 2)
    people["D"] = Human(
        "D", sex=chance.choice(("male", "female")), parents=(("F", "birth"), ("M", "birth")), died=DEATH
    )  # type: ignore[arg-type]
    if chance.random() < 0.6:
        spouse = add("W", (), "female" if people["D"].sex == "male" else "male", 0.3)
        people["D"] = replace(people["D"], marriages=(Marriage(spouse),))
    if chance.random() < 0.6:
        issue("D", 3, 3)
    return Family(people)


def without(family: Family, who: str) -> Family:
    """The same family as if `who` had never been named."""
    rest = {name: human for name, human in family.people.items() if name != who}
    cut = {n: replace(h, parents=tuple(p for p in h.parents if p[0] != who)) for n, h in rest.items()}
    return Family(
        {n: replace(h, marriages=tuple(m for m in h.marriages if m.spouse != who)) for n, h in cut.items()}
    )
