"""The page of a person and of a village, from the testimonies of a brother and a sister."""

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.families.selectors import person_page, village_people
from ojaq.registry.identity.errors import NoSuchJudgement, NoSuchPerson
from ojaq.registry.identity.selectors import reasons_for
from ojaq.registry.identity.services import undo_judgement
from ojaq.registry.ledger.models import Entry
from registry.identity.community import number


def test_what_two_testimonies_say_stands_together_with_its_sources(family, reviewer):
    page = person_page(number=number(family["she"]), viewer=reviewer)
    assert page.name.text == "Gülnarə Əli qızı Məmmədova"
    assert {version.text.text for version in page.names} >= {"Гюльнара Али кызы Мамедова"}
    assert page.testimonies == 2
    facts = {fact.code: fact for fact in page.facts}
    assert [version.edtf for version in facts["born"].versions] == ["1957"]
    assert facts["born"].versions[0].evidence == "corroborated"
    assert all(version.sources for fact in page.facts for version in fact.versions)


def test_the_family_of_both_testimonies_is_one(family, reviewer):
    page = person_page(number=number(family["she"]), viewer=reviewer)
    kin = {(relative.kin, relative.name.text.split()[0]) for relative in page.relatives}
    assert kin == {("parent", "Əli"), ("parent", "Fatma"), ("spouse", "Rəşid"), ("sibling", "Vaqif")} or kin == {
        ("parent", "Əli"), ("parent", "Fatma"), ("spouse", "Rəşid"), ("sibling", "Вагиф")
    }  # fmt: skip
    brother = next(relative for relative in page.relatives if relative.kin == "sibling")
    assert brother.parents_shared == 2
    father = next(
        relative for relative in page.relatives if relative.sex == "male" and relative.kin == "parent"
    )
    assert father.evidence == "corroborated"


def test_the_page_tells_why_these_are_one_and_can_undo_it(family, reviewer):
    page = person_page(number=number(family["she"]), viewer=reviewer)
    joining = next(judged for judged in page.judgements if judged.verdict == "same")
    assert joining.by == "engine"
    assert joining.can_undo
    assert joining.probability > 0.9
    assert any(reason.code == "father.agrees" for reason in joining.reasons)
    undo_judgement(judgement=joining.id, by=reviewer, reason="two-people")
    after = person_page(number=page.number, viewer=reviewer)
    taken = next(judged for judged in after.judgements if judged.id == joining.id)
    assert (taken.standing, taken.can_redo, taken.other is None) == (False, True, False)
    assert after.testimonies == 1


def test_reasons_are_reckoned_when_somebody_asks_and_the_reading_is_an_entry(family, reviewer):
    whole = person_page(number=number(family["she"]), viewer=reviewer)
    page = person_page(number=whole.number, viewer=reviewer, explained=False)
    joining = next(judged for judged in page.judgements if judged.verdict == "same")
    assert joining.reasons == ()
    before = Entry.objects.count()
    asked, told = reasons_for(judgement=joining.id, viewer=reviewer)
    assert (asked, Entry.objects.count()) == (whole.number, before + 1)
    assert told.reasons == next(judged for judged in whole.judgements if judged.id == joining.id).reasons
    with pytest.raises(NoSuchJudgement):
        reasons_for(judgement=joining.id + 1000, viewer=reviewer)


def test_a_reading_is_an_entry_and_a_stranger_reads_nothing(family, reviewer):
    person = number(family["she"])
    person_page(number=person, viewer=reviewer)
    entry = Entry.objects.order_by("-id").first()
    assert list(entry.subjects.values_list("kind", "number")) == [("person", str(person))]
    nobody = Viewer(account=None, name="", roles=frozenset(), offices=frozenset())
    with pytest.raises(NotPermitted):
        person_page(number=person, viewer=nobody)
    with pytest.raises(NoSuchPerson):
        person_page(number=123456782, viewer=reviewer)


def test_another_office_sees_that_it_was_told_but_not_by_whom(family, other_clerk):
    page = person_page(number=number(family["she"]), viewer=other_clerk)
    sources = [source for version in page.names for source in version.sources]
    assert sources
    assert all(source.teller is None and not source.may_open for source in sources)


def test_a_village_nobody_came_from_is_empty(family, reviewer):
    people = village_people(place="wof:0", viewer=reviewer)
    assert (people.told, people.generations) == (0, ())
