"""How long estates take: a family of a thousand over six generations, and a hundred thousand estates one after another.

python -m bench.estates        prints one line of JSON a measure; the families are made up from a fixed seed
"""

from __future__ import annotations

import json
import random
import time
from datetime import date, timedelta
from typing import Any

from ojaq.core.succession import down_the_generations, read_case, read_regime, reckon
from ojaq.resources import succession

SEED = 1918


def family(people: int, generations: int, rnd: random.Random) -> dict[str, Any]:
    """One line of descent: each generation marries, has children, and dies some thirty years after the one before."""
    made: dict[str, Any] = {"A": {"sex": "m", "died": "1950-01-01", "spouse": "A-w"}}
    made["A-w"] = {"sex": "f", "died": "1960-01-01"}
    front = [("A", "A-w")]
    for generation in range(1, generations):
        share = (people * (generation + 1)) // sum(range(1, generations + 1))
        following = []
        for number in range(share // 2):
            father, mother = rnd.choice(front)
            child, partner = f"{generation}.{number}", f"{generation}.{number}-w"
            sex = rnd.choice("mf")
            day = date(1950, 1, 1) + timedelta(days=16 * 365 * generation + rnd.randrange(3000))
            died = {"died": day.isoformat()} if generation < generations - 1 else {}
            made[child] = {"sex": sex, "parents": [father, mother], "spouse": partner, **died}
            made[partner] = {"sex": "f" if sex == "m" else "m"}
            following.append((child, partner))
        front = following
    return made


def main() -> None:
    """Measure both and print them."""
    for row in measure():
        print(json.dumps(row))


def measure() -> list[dict[str, object]]:
    """Both measures, with what was reckoned and how long it took."""
    laws = tuple(read_regime(row) for row in succession.regimes())
    people = family(1000, 6, random.Random(SEED))
    began = time.perf_counter()
    case = read_case({"people": people, "death": {"of": "A", "place_law": "AZ"}})
    chain = down_the_generations(case.family, case.estates[0], laws)
    took = time.perf_counter() - began
    said = {"people": len(people), "deaths passed": len(chain.passings), "holders": len(chain.holders)}
    chained = {"measure": "a chain of six generations", **said, "seconds": round(took, 3)}
    small = [
        read_case({"people": family(24, 4, random.Random(SEED + n)), "death": {"of": "A", "place_law": law}})
        for n, law in enumerate(["AZ", "AM", "GE"] * 34)
    ]
    began = time.perf_counter()
    for number in range(100_000):
        one = small[number % len(small)]
        reckon(one.family, one.estates[0], laws)
    took = time.perf_counter() - began
    return [chained, {"measure": "estates", "estates": 100_000, "seconds": round(took, 1)}]


if __name__ == "__main__":
    main()
