"""The order of arrival: testimonies that come one at a time make the same persons as all at once, nearly."""

from ojaq.registry.identity.models import Belonging
from ojaq.registry.identity.services import resolve
from registry.identity import community

TOLERANCE = 0.02
"""Share of mention pairs of the community that may be grouped otherwise."""


def groups(rows: dict[tuple[str, str], int]) -> set[frozenset[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    person = dict(Belonging.objects.values_list("mention_id", "person_id"))
    for name, mention in rows.items():
        found.setdefault(person[mention], set()).add(name)
    return {frozenset(some) for some in found.values()}


def pairs(grouped: set[frozenset[tuple[str, str]]]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset((a, b)) for some in grouped for a in some for b in some if a != b}


def test_one_by_one_is_nearly_all_at_once(told, operator, django_db_blocker):
    from django.db import transaction

    documents = [*community.strangers(), community.gulnara(), community.vagif()]
    outcomes = []
    for one_by_one in (False, True):
        with transaction.atomic():
            rows = told(*community.strangers())
            if one_by_one:
                resolve(by=operator)
            for document in documents[-2:]:
                rows |= told(document)
                if one_by_one:
                    resolve(by=operator)
            resolve(by=operator)
            outcomes.append(pairs(groups(rows)))
            transaction.set_rollback(True)
    at_once, step_by_step = outcomes
    everything = at_once | step_by_step
    assert at_once
    assert len(at_once ^ step_by_step) <= TOLERANCE * max(len(everything), 1)
