"""Only what is understood can contradict."""

from ojaq.registry.families.versions import Saying, fact
from ojaq.registry.identity.cards import Said


def said(key: object, text: str, source: int, *, unread: bool = False) -> Saying:
    return Saying(key, Said(text), source, unread=unread)


def test_a_place_nobody_could_read_contradicts_no_other() -> None:
    found = fact("origin", [said(7, "Zod", 1), said("Zot", "Zot", 2, unread=True)], {}, exclusive=True)
    assert found is not None
    assert not found.contradicted
    assert {version.evidence for version in found.versions} == {"told"}


def test_two_places_contradict_and_the_unread_one_beside_them_does_not() -> None:
    tellings = [said(7, "Zod", 1), said(8, "Basarkecher", 2), said("Zot", "Zot", 3, unread=True)]
    found = fact("origin", tellings, {}, exclusive=True)
    assert found is not None
    assert found.contradicted
    marks = {version.text.text: version.evidence for version in found.versions}
    assert marks == {"Zod": "contradicted", "Basarkecher": "contradicted", "Zot": "told"}
