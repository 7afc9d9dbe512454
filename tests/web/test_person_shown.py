"""What a person's page says of a fact, before it is a page."""

from __future__ import annotations

from ojaq.registry.families.pages import Fact, Version
from ojaq.registry.identity.cards import Said
from ojaq.web.shown.person_page import _fact


def test_a_fact_that_another_one_contradicts_has_no_second_version_to_weigh() -> None:
    father = Version(Said("Əli"), "contradicted", ())
    alone = _fact(Fact("father", (father,), contradicted=True))
    assert alone.why == ""
    assert alone.contradicted
    assert _fact(Fact("father", (father, Version(Said("Vəli"), "contradicted", ())), contradicted=True)).why
