"""Who may do what: refused unless the table says otherwise, and per role, not per heap of roles."""

from __future__ import annotations

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.access import POLICY, Act, Hold, Role, Viewer, engine, operator, permits, require

NOBODY = Viewer(account=None, name="nobody", roles=frozenset(), offices=frozenset())


def _held(*holds: Hold) -> Viewer:
    return Viewer(
        account=None, name="somebody", roles=frozenset(hold.role for hold in holds), offices=None, holds=holds
    )


@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_in_the_table(act: Act) -> None:
    assert act in POLICY


@pytest.mark.parametrize("act", list(Act))
def test_nobody_may_do_anything(act: Act) -> None:
    with pytest.raises(NotPermitted):
        require(NOBODY, act)


def test_an_act_that_the_table_does_not_know_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(POLICY, Act.REGISTER)
    with pytest.raises(NotPermitted):
        require(operator(), Act.REGISTER)


@pytest.mark.parametrize("act", list(Act))
def test_the_operator_may_do_everything_in_every_office(act: Act) -> None:
    require(operator(), act, office="any")


def test_the_engine_asks_and_judges_and_opens_nothing() -> None:
    may = {act for act in Act if engine().may(act)}
    assert may == {
        Act.ASK_COUNTER,
        Act.JUDGE,
        Act.RESOLVE,
        Act.LOOK_AGAIN,
        Act.LOOK_UP_PLACE,
        Act.TELL_CLIENT,
        Act.KEEP_DIARY,
        Act.FORGET_DRAFTS,
    }


def test_the_administrator_reads_no_testimony() -> None:
    administrator = _held(Hold(Role.ADMINISTRATOR, None))
    reading = {
        Act.OPEN_REGISTRATION,
        Act.OPEN_PERSON,
        Act.OPEN_VILLAGE,
        Act.ASK_COUNTER,
        Act.OPEN_REVIEW,
        Act.EXPORT,
    }
    assert not any(administrator.may(act) for act in reading)


def test_an_office_binds_what_belongs_to_an_office() -> None:
    clerk = _held(Hold(Role.CLERK, frozenset({"avan-1"})))
    require(clerk, Act.REGISTER, office="avan-1")
    with pytest.raises(NotPermitted):
        require(clerk, Act.REGISTER, office="nasimi-2")
    require(clerk, Act.ASK_COUNTER, office="nasimi-2")


def test_roles_in_two_offices_do_not_mix() -> None:
    viewer = _held(Hold(Role.CLERK, frozenset({"avan-1"})), Hold(Role.STEWARD, frozenset({"nasimi-2"})))
    require(viewer, Act.WITHDRAW, office="nasimi-2")
    with pytest.raises(NotPermitted):
        require(viewer, Act.WITHDRAW, office="avan-1")
    assert viewer.offices_for(Act.WITHDRAW) == {"nasimi-2"}
    assert viewer.offices_for(Act.REGISTER) == {"avan-1", "nasimi-2"}


def test_offices_for_says_none_for_all_and_empty_for_nobody() -> None:
    assert operator().offices_for(Act.REGISTER) is None
    assert NOBODY.offices_for(Act.REGISTER) == frozenset()
    assert NOBODY.offices_for(Act.ASK_COUNTER) == frozenset()


def test_the_ledger_names_the_first_role_in_the_order_of_the_glossary() -> None:
    assert operator().actor.role == "operator"
    assert _held(Hold(Role.STEWARD, None), Hold(Role.CLERK, None)).actor.role == "clerk"
    assert permits(Act.JUDGE, frozenset({Role.CLERK, Role.REVIEWER})) == {Role.REVIEWER}
