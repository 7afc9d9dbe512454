"""Two testimonies that speak of one person: their namesakes are hardly strangers, and nobody is drawn in by a well-known man."""

from __future__ import annotations

import numpy as np

from core.matching.fictional_village import built
from ojaq.core.matching import resolve
from ojaq.core.matching.company import WELL_KNOWN, company_of
from ojaq.core.matching.portraits import portray


def portraits_of(mentions):
    return portray(mentions, np.zeros(0, np.int32))


def together(company):
    pairs = np.stack(np.divmod(company.together, len(company.registrations)), axis=1)
    return {tuple(company.registrations[pair].tolist()) for pair in pairs}


def test_testimonies_of_one_person_keep_company(code):
    people = [{"ref": f"p{at}", "name": {"given": name}} for at, name in enumerate(("Əli", "Sona"))]
    mentions, _ = code([{"id": str(at), "language": "az", "people": people} for at in range(3)])
    company = company_of(portraits_of(mentions), np.array([0, 1, 0, 3, 4, 5]))
    assert together(company) == {(0, 1)}
    nobody = company_of(portraits_of(mentions), np.arange(6))
    assert together(nobody) == set()


def test_a_man_whom_everybody_names_brings_nobody_together(code):
    people = [{"ref": "p", "name": {"given": "Xudayar"}}]
    mentions, _ = code([{"id": str(at), "language": "az", "people": people} for at in range(WELL_KNOWN + 1)])
    assert together(company_of(portraits_of(mentions), np.zeros(len(mentions), np.int64))) == set()


def test_families_whose_ties_were_not_told_are_still_found(code):
    """Parents are tied in some tellings only; children told without ties are known by whom they are told with."""
    village = built(60, 3)
    loose = []
    for at, document in enumerate(village.documents):
        couple = [tie for tie in document["ties"] if "couple" in tie]
        loose.append(document if at % 3 == 0 else {**document, "ties": couple})
    mentions, tokens = code(loose)
    label, truth = resolve(mentions, tokens).label, np.array(village.truth)
    one, other = np.triu_indices(len(label), 1)
    joined, same = label[one] == label[other], truth[one] == truth[other]
    assert (joined & same).sum() >= 0.9 * same.sum()
    assert (joined & same).sum() >= 0.97 * joined.sum()
