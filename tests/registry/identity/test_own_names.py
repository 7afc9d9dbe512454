"""A community's own table of names: its effect on the register itself is shown first; kept, it can be gone back from."""

from __future__ import annotations

import pytest

from ojaq.registry.identity.errors import NotANamesTable
from ojaq.registry.identity.models import Belonging, CodedMention, NameToken, OwnNames
from ojaq.registry.identity.services import engine, keep_names, preview_names, resolve_all
from registry.identity import community
from registry.identity.community import parents, person

pytestmark = pytest.mark.django_db
TABLE = """
schema: ojaq/own-names-1
source: told by the family
variants: [Qaratel Sənubər]
"""


def qaratel(key, given, year):
    """A woman told with her parents and her brother, under one of the two names she goes by."""
    people = [
        person("q", given, "Bəndəliyev", sex="female", born=year, origin="Tutluca"),
        person("f", "Zülfüqar", "Bəndəliyev", sex="male", born="1921"),
        person("m", "Tükəzban", sex="female", born="1925"),
    ]
    return community.testimony(key, people, parents("q", "f", "m"))


@pytest.fixture
def two(told, operator):
    """Two tellings of one woman under two names, beside strangers; resolved without knowing that the names are one."""
    told(*community.strangers())
    one = told(qaratel("one", "Qaratel", "1950"))[qaratel("one", "", "")["id"], "q"]
    other = told(qaratel("other", "Sənubər", "1957~"))[qaratel("other", "", "")["id"], "q"]
    resolve_all(by=operator)
    return one, other


def who(*mentions):
    return [Belonging.objects.get(mention=mention).person_id for mention in mentions]


def state():
    return (
        dict(Belonging.objects.values_list("mention_id", "person_id")),
        list(NameToken.objects.order_by("number").values_list("number", "sound")),
        CodedMention.objects.count(),
    )


def test_the_effect_is_shown_and_nothing_changes(two, operator):
    before = state()
    assert who(*two)[0] != who(*two)[1]
    shown = preview_names(table=TABLE, by=operator)
    assert [set(change.before) for change in shown.joined] == [set(who(*two))]
    assert shown.separated == ()
    assert state() == before
    assert not OwnNames.objects.exists()


def test_a_kept_table_is_read_from_then_on_and_can_be_taken_away(two, operator, told):
    before = who(*two)
    keep_names(table=TABLE, by=operator)
    assert len(set(who(*two))) == 1
    assert (
        engine.tokens().knowledge.variants_by_form["qaratel"]
        == engine.knowledge().variants_by_form["sənubər"]
    )
    keep_names(table="", by=operator)
    assert who(*two) == before
    assert "qaratel" not in engine.tokens().knowledge.variants_by_form


def test_what_is_no_table_is_refused_and_nothing_changes(two, operator):
    before = state()
    for act in (preview_names, keep_names):
        for text in ("[", "a: b", TABLE + "faith: x", TABLE * 60_000):
            with pytest.raises(NotANamesTable):
                act(table=text, by=operator)
    assert state() == before


def test_a_clerk_may_not(two, clerk):
    from ojaq.errors import NotPermitted

    for act in (preview_names, keep_names):
        with pytest.raises(NotPermitted):
            act(table=TABLE, by=clerk)
