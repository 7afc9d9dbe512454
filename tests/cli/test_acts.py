"""Every command says what it asks permission for, and every act of the policy is asked somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
import typer

from ojaq.api.urls import ROUTES
from ojaq.cli.acts import COMMANDS
from ojaq.cli.main import app
from ojaq.registry.access import POLICY, Act
from ojaq.web.urls import PAGES


def commands(group: Any, words: tuple[str, ...] = ()) -> Iterator[str]:
    """All commands, as they are typed."""
    if not hasattr(group, "list_commands"):
        yield " ".join(words)
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        yield from commands(group.get_command(context, name), (*words, name))


def undeclared(table: dict[str, Any]) -> set[str]:
    return set(commands(typer.main.get_command(app))) ^ set(table)


def test_every_command_declares_its_acts_or_says_why_not() -> None:
    assert undeclared(COMMANDS) == set()
    for asked in COMMANDS.values():
        assert len(asked) > 20 if isinstance(asked, str) else asked and set(asked) <= set(POLICY)


def test_a_command_that_declares_nothing_is_seen() -> None:
    """The control: one line taken out of the table."""
    assert undeclared({name: acts for name, acts in COMMANDS.items() if name != "export"}) == {"export"}


def test_every_act_has_a_door_or_stands_inside_a_service() -> None:
    doors = {act for _, _, act, _ in PAGES} | {route.act for route in ROUTES}
    doors |= {act for acts in COMMANDS.values() if not isinstance(acts, str) for act in acts}
    # Asked by services within another act: a correction is a registration, a chosen place is part of one. Or asked by nobody:
    # a served registry forgets what is past and tells programs of what happened, a screen is let in by its link.
    inside = {Act.SUPERSEDE, Act.CHOOSE_PLACE, Act.LOG_IN, Act.LOG_OUT, Act.ANSWER_CONSENT}
    inside |= {Act.FORGET_DRAFTS, Act.TELL_CLIENT, Act.READ_SCREEN, Act.OPEN_PROTECTED}
    assert set(POLICY) - doors - inside == set()
