"""How long it takes to say how two people are related: python bench/kinship.py [--people 100000 1000000] [--register 100000]

A synthetic tree of twelve generations, with cousins who marry, half brothers and told siblings; random pairs of people, near and
far. --people measures the reckoning alone; --register puts the tree into an encrypted register and asks the selector that pages
and `ojaq kin` use, permission and ledger included. Prints milliseconds as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measured import machine

GENERATIONS, PAIRS, SEED = 12, 300, 20260101


def tree(
    people: int,
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]], list[str]]:
    """(parent, child), couples, told siblings, sex by number: each generation marries within itself and has children."""
    chance = random.Random(SEED)
    share = [1.25**at for at in range(GENERATIONS)]
    sizes = [max(4, int(people * each / sum(share))) for each in share]
    sizes[-1] += people - sum(sizes)
    sex = [chance.choice(("female", "male")) for _ in range(people)]
    links, couples, siblings = [], [], []
    first, before = 0, range(0)
    for size in sizes:
        here = range(first, first + size)
        first += size
        pairs = []
        if before:
            # Families of one neighbourhood, so that cousins meet again.
            shuffled = sorted(before, key=lambda who: who // 40 + chance.random() * 3)
            pairs = list(zip(shuffled[::2], shuffled[1::2], strict=False))
            couples += pairs
        for child in here if pairs else ():
            father, mother = pairs[int((child - here.start) / size * len(pairs) * 0.8)]
            links.append((father, child))
            if chance.random() < 0.95:
                links.append((mother, child))
        if not pairs:
            siblings += [(who, who + 1) for who in here[:-1] if chance.random() < 0.3]
        before = here
    return links, couples, siblings, sex


def pairs_of(people: int) -> list[tuple[int, int]]:
    """Random pairs: half anywhere, half near one another."""
    chance = random.Random(SEED + 1)
    far = [(chance.randrange(people), chance.randrange(people)) for _ in range(PAIRS // 2)]
    near = [(who, min(people - 1, who + chance.randint(1, 200))) for who, _ in far]
    return far + near


def measured(ask: Callable[[int, int], object], people: int) -> dict[str, float]:
    """Milliseconds of one question, and how many pairs were kin."""
    took, kin = [], 0
    for one, other in pairs_of(people):
        began = time.perf_counter()
        answer = ask(one, other)
        took.append((time.perf_counter() - began) * 1000)
        kin += answer is not None and getattr(answer, "words", "x") != ""
    took.sort()
    return {
        "pairs": len(took), "kin": kin, "p50_ms": round(statistics.median(took), 2),
        "p95_ms": round(took[int(len(took) * 0.95)], 2), "most_ms": round(took[-1], 2),
    }  # fmt: skip


def reckoning(people: int) -> dict[str, object]:
    """`core.kinship.relation` over the whole tree in memory."""
    from ojaq.core.kinship import ParentLink, family_graph, relation

    links, couples, siblings, sex = tree(people)
    began = time.perf_counter()
    graph = family_graph(
        (ParentLink(a, b) for a, b in links),
        couples,
        siblings,
        dict(enumerate(sex)),  # type: ignore[arg-type]
    )
    built = time.perf_counter() - began
    figures = measured(lambda one, other: relation(graph, one, other), people)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"people": people, "graph_s": round(built, 1), "peak_mb": peak, **figures}


def in_a_register(people: int) -> dict[str, object]:
    """`relation_between` in an encrypted register that holds the tree, one testimony for each 2,000 people."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(OJAQ_HOME=folder, DJANGO_SETTINGS_MODULE="ojaq.config.settings")
        import django

        from ojaq.registry.vault import create_keys
        from ojaq.registry.vault.keyring import unlock

        create_keys(home=Path(folder), passphrase="a passphrase for a bench")
        unlock(home=Path(folder), passphrase="a passphrase for a bench")
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        numbers = _fill(people)
        from ojaq.registry.access import operator
        from ojaq.registry.families.selectors import relation_between

        viewer = operator()

        def ask(one: int, other: int) -> object:
            return relation_between(one=numbers[one], other=numbers[other], viewer=viewer)

        for one, other in pairs_of(people)[:20]:
            ask(one, other)
        return {"people": people, "register": True, **measured(ask, people)}


def _fill(people: int) -> list[int]:
    """The tree as rows, past every check: the reckoning is measured here, not the intake. Register number by number."""
    from uuid import UUID

    from django.db import transaction
    from django.utils import timezone

    from ojaq.registry.access.models import Office
    from ojaq.registry.identity.models import Belonging, Person
    from ojaq.registry.registration.models import Mention, Registration, Tie

    links, couples, siblings, sex = tree(people)
    numbers = [100_000_000 + who for who in range(people)]
    with transaction.atomic():
        office = Office.objects.create(code="bench")
        told = [
            Registration(uuid=UUID(int=at + 1), office=office, channel="archive", received_at=timezone.now())
            for at in range(people // 2000 + 1)
        ]
        Registration.objects.bulk_create(told)
        mentions = [
            Mention(registration=told[who // 2000], office=office, ref=str(who), position=who % 2000, given=f"N{who}",
                    sex=sex[who])
            for who in range(people)
        ]  # fmt: skip
        Mention.objects.bulk_create(mentions, batch_size=400)
        Person.objects.bulk_create(
            (Person(number=numbers[who], given=who, anchor=mentions[who]) for who in range(people)), batch_size=4000
        )  # fmt: skip
        Belonging.objects.bulk_create(
            (Belonging(mention=mentions[who], person_id=numbers[who]) for who in range(people)),
            batch_size=4000,
        )
        rows = [("parent", a, b) for a, b in links] + [("couple", a, b) for a, b in couples]
        rows += [("siblings", a, b) for a, b in siblings]
        Tie.objects.bulk_create(
            (Tie(registration=told[a // 2000], office=office, kind=kind, a=mentions[a], b=mentions[b])
             for kind, a, b in rows),
            batch_size=2000,
        )  # fmt: skip
    return numbers


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, nargs="*", default=[100_000, 1_000_000])
    asked.add_argument("--register", type=int, nargs="*", default=[])
    options = asked.parse_args()
    figures: dict[str, object] = {"machine": machine(), "pairs": PAIRS, "seed": SEED}
    figures["reckoning"] = [reckoning(each) for each in options.people]
    figures["register"] = [in_a_register(each) for each in options.register[:1]]
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
