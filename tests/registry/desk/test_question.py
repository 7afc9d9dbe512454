"""One line, any order, any script."""

import pytest

from ojaq.core.names import build_knowledge
from ojaq.registry.desk.question import Understood, read_birth, understand
from ojaq.registry.identity.number import Series, written
from ojaq.resources import names as name_tables

VILLAGES = {"Tutluca", "Тутлуджа", "Nüvədi", "Թթագյուղ"}


@pytest.fixture(scope="module")
def ask():
    knowledge = build_knowledge(name_tables.tables())

    def asked(line: str) -> Understood:
        return understand(line, knowledge, lambda text: text in VILLAGES)

    return asked


@pytest.mark.parametrize(
    "line",
    [
        "Məmmədova Gülnarə Əli qızı, 1957, Tutluca",
        "Tutluca, 1957, Məmmədova Gülnarə Əli qızı",
        "1957; Gülnarə Məmmədova Əli qızı; Tutluca",
        "Məmmədova Gülnarə, Əli qızı, 1957, Tutluca",
        "Məmmədova Gülnarə Əli qızı Tutluca 1957",
        "  Məmmədova   Gülnarə Əli qızı ,1957 , Tutluca. ",
    ],
)
def test_any_order_is_understood_alike(ask, line):
    said = ask(line)
    assert (said.given, said.family, said.father) == ("Gülnarə", "Məmmədova", "Əli")
    assert (said.born, said.place, said.sex) == ("1957", "Tutluca", "female")


def test_other_scripts_are_read_in_their_own_letters(ask):
    said = ask("Мамедова Гюльнара Али кызы, 1957 г.р., Тутлуджа")
    assert (said.given, said.family, said.father) == ("Гюльнара", "Мамедова", "Али")
    assert (said.born, said.place) == ("1957", "Тутлуджа")


def test_a_village_no_gazetteer_knows_is_still_a_village(ask):
    said = ask("Gülnarə Məmmədova, 1957, Yoxkənd")
    assert (said.name, said.place) == ("Gülnarə Məmmədova", "Yoxkənd")


def test_a_register_number_is_recognised(ask):
    number = int(Series(b"k").numbers([3])[0])
    assert ask(written(number)).number == number
    assert ask("482 139 071").number is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1957", "1957"),
        ("about 1957", "1957~"),
        ("~1957", "1957~"),
        ("около 1957 г.", "1957~"),
        ("1950s", "195X"),
        ("195x", "195X"),
        ("3.5.1957", "1957-05-03"),
        ("1957-05", "1957-05"),
        ("۱۹۵۷", "1957"),
        ("born in 1957", "1957"),
        ("99.99.1957", "1957"),
        ("Tutluca", ""),
        ("57", ""),
    ],
)
def test_births_as_people_type_them(text, edtf):
    assert read_birth(text) == edtf


@pytest.mark.parametrize("line", ["", ",,,", "   ", "1957", "x" * 5000, "\u202eabc", "👵🏽 ,, 0"])
def test_nothing_typed_breaks_it(ask, line):
    assert isinstance(ask(line), Understood)
