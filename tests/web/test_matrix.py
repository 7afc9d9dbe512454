"""Every address x method x role x reach of the role, and those who are nobody: what is answered is what the policy says.

The cells are generated from Django's table of addresses and from the policy; nothing is written by hand for a page. The
controls open a door on purpose, each in its turn, and demand that a cell sees it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from ojaq.registry.access import POLICY, Act, Role, Viewer
from ojaq.registry.access.models import Account, Grant, Office
from ojaq.registry.access.services.accounts import GRANTABLE
from ojaq.web.door import behind
from web.addresses import ANYBODY, METHODS, OPEN, Address, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.trust("T8.1", "T8.2", "T8.6")]

# Open to whoever comes, and meant to be. An address that is open and not here fails.
OPEN_TO_ALL = {
    "login", "login-code", "language", "health", "api:openapi", "api:registration-schema", "api:about",
    "screen", "screen-now",
}  # fmt: skip
EVERY = addresses()
OF_AN_OFFICE = [
    each
    for each in EVERY
    if any(act not in (OPEN, ANYBODY) and POLICY[Act(act)].over == "office" for act in each.acts.values())
]
SCOPES = ("own", "subtree", "all")
# Which door opens to whom does not depend on the database: all roles are tried on one of them, two on the other.
ROLES = GRANTABLE if os.environ.get("OJAQ_TEST_DATABASE") != "postgresql" else (Role.CLERK, Role.STEWARD)
EVERYTHING = ("register", "ask", "read", "review", "figures")
Ask = Callable[[Address, str], int]


class _Back(Exception):
    pass


@pytest.fixture(autouse=True)
def no_log() -> Iterator[None]:
    """Thousands of refusals are what is wanted here; each would be a line in the log."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def account(office: Office) -> Account:
    """An account of the first office that may do nothing yet."""
    made = Account(username="somebody", office=office)
    made.set_unusable_password()
    made.save()
    return made


@pytest.fixture
def token(account: Account, operator: Viewer) -> str:
    """A token of that account that reaches as far as tokens do."""
    from ojaq.registry.clients.services import add_client

    return add_client(name="matrix", username=account.username, reaches=EVERYTHING, by=operator).token


@pytest.fixture
def ask(registry: object, account: Account, token: str) -> Ask:
    """`ask(address, method)` -> status: 302 stands for "log in first". What a cell did is taken back afterwards."""
    client = Client(raise_request_exception=False)
    client.force_login(account)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    def one(address: Address, method: str) -> int:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        headers = {"Authorization": f"Bearer {token}"} if address.api else {}
        return _status(client, address, method, headers)

    return one


def _status(client: Client, address: Address, method: str, headers: dict[str, str]) -> int:
    status = 0
    try:
        with transaction.atomic():
            answer = client.generic(method, address.path(), headers=headers)
            to_log_in = answer.status_code == 302 and "/login?next=" in answer.headers["Location"]
            status = 302 if to_log_in else 200 if answer.status_code == 302 else answer.status_code
            raise _Back
    except _Back:
        pass
    return status


def expected(address: Address, method: str, roles: frozenset[Role], *, somebody: bool) -> str:
    """What the policy says: "open", "closed" to nobody, "forbidden" to these roles, "unasked" where no method is."""
    if method not in address.acts:
        return "unasked"
    act = address.acts[method]
    if act == OPEN:
        return "open"
    if not somebody:
        return "closed"
    if act is ANYBODY:
        return "open"
    return "open" if POLICY[Act(act)].roles & roles else "forbidden"


def answered(status: int, *, api: bool) -> str:
    """A status in the words of `expected`. A fault of ours is never what was expected."""
    if status == (401 if api else 302):
        return "closed"
    if status == 403:
        return "forbidden"
    return "broken" if status >= 500 and status != 503 else "unasked" if status == 405 and api else "open"


def mismatches(ask: Ask, roles: frozenset[Role], *, somebody: bool = True, methods: tuple[str, ...] = METHODS,
               among: list[Address] | None = None) -> list[str]:  # fmt: skip
    """The cells in which the answer is not what the policy says."""
    found = []
    for address in EVERY if among is None else among:
        for method in methods:
            told = answered(ask(address, method), api=address.api)
            wanted = expected(address, method, roles, somebody=somebody)
            if told != wanted:
                found.append(f"{method} {address.name}: {told}, not {wanted}")
    return found


def test_every_address_declares_its_act_and_few_are_open() -> None:
    assert {each.name for each in EVERY if not each.declared} <= OPEN_TO_ALL
    assert {each.name for each in EVERY if OPEN in each.acts.values()} <= OPEN_TO_ALL
    assert all(act in POLICY for each in EVERY for act in each.acts.values() if act not in (OPEN, ANYBODY))


def test_there_are_cells_enough() -> None:
    by_role = len(GRANTABLE) * (len(EVERY) * 4 // 3 + len(OF_AN_OFFICE) // 2)
    assert by_role + len(EVERY) * (2 * len(METHODS) + 3) >= 2000


@pytest.mark.parametrize("role", ROLES)
def test_each_role_comes_where_the_policy_lets_it_and_nowhere_else(
    ask: Ask, account: Account, office: Office, role: Role
) -> None:
    assert office.parent is not None
    for scope in SCOPES:
        Grant.objects.all().delete()
        where = office.parent if scope == "subtree" else office
        Grant.objects.create(account=account, role=role, office=where, scope=scope)
        # Sent to, a page that is only read answers at once; read, each role looks at a third of them: seven roles, all of them.
        # How far a role reaches says something about acts of an office only.
        third = EVERY[GRANTABLE.index(role) % 3 :: 3]
        method, among = {
            "own": ("POST", EVERY),
            "subtree": ("GET", OF_AN_OFFICE[::2]),
            "all": ("GET", third),
        }[scope]
        assert mismatches(ask, frozenset({role}), methods=(method,), among=among) == [], scope


def test_whoever_has_no_role_opens_nothing(ask: Ask) -> None:
    assert mismatches(ask, frozenset()) == []


def test_strangers_come_to_the_log_in_and_nowhere_else(registry: object) -> None:
    def stranger(address: Address, method: str) -> int:
        return _status(Client(raise_request_exception=False), address, method, {})

    assert mismatches(stranger, frozenset(), somebody=False) == []


def _made_nobody(account: Account, how: str) -> None:
    if how == "disabled":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    elif how == "expired":
        Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    elif how == "another password":
        account.set_password("quite another mulberry")
        account.save()


@pytest.mark.parametrize("how", ["disabled", "expired", "another password"])
def test_a_session_that_ended_meanwhile_opens_nothing(
    ask: Ask, account: Account, office: Office, how: str
) -> None:
    Grant.objects.create(account=account, role="steward", office=office, scope="all")
    pages = [each for each in EVERY if not each.api or how == "disabled"]
    _made_nobody(account, how)
    assert mismatches(ask, frozenset(), somebody=False, methods=("GET",), among=pages) == []


def test_a_role_taken_in_the_middle_of_a_session_is_gone_at_once(
    ask: Ask, account: Account, office: Office
) -> None:
    held = Grant.objects.create(account=account, role="reviewer", office=office)
    some = EVERY[::4]
    assert mismatches(ask, frozenset({Role.REVIEWER}), methods=("GET",), among=some) == []
    held.until = timezone.now()
    held.save()
    assert mismatches(ask, frozenset(), methods=("GET",)) == []


def _with_an_act() -> Iterator[Address]:
    yield from (each for each in EVERY if not each.api and not {OPEN, ANYBODY} & set(each.acts.values()))


@pytest.mark.parametrize("address", list(_with_an_act()), ids=lambda each: each.name)
def test_a_door_left_open_is_seen(ask: Ask, monkeypatch: pytest.MonkeyPatch, address: Address) -> None:
    """The control, for each page in its turn: without its act, the matrix names the page."""
    monkeypatch.setattr(
        address.pattern, "callback", behind(None, lambda _, **__: HttpResponse("what the page shows"))
    )
    seen = mismatches(ask, frozenset(), methods=("GET",), among=[address])
    assert seen == [f"GET {address.name}: open, not forbidden"]


def test_a_page_without_a_door_is_seen(monkeypatch: pytest.MonkeyPatch, registry: object) -> None:
    """The control for strangers: a page that forgot both its door and the log-in."""
    address = next(each for each in EVERY if each.name == "help")
    bare = address.pattern.callback.__wrapped__
    bare.login_required = False
    monkeypatch.setattr(address.pattern, "callback", bare)

    def stranger(each: Address, method: str) -> int:
        return _status(Client(raise_request_exception=False), each, method, {})

    try:
        seen = mismatches(stranger, frozenset(), somebody=False, methods=("GET",), among=[address])
    finally:
        del bare.login_required
    assert seen == ["GET help: open, not closed"]
