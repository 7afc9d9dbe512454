"""Fixtures: the knowledge that ships, a fictional village, and coding with a dictionary of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.matching.fictional_village import Village, built, coded
from ojaq.core.matching import Mentions, Outcome, Tokens, resolve
from ojaq.core.names import NameKnowledge, build_knowledge
from ojaq.resources import names


@pytest.fixture(scope="session")
def knowledge() -> NameKnowledge:
    """The knowledge of names that ships."""
    return build_knowledge(names.tables())


@pytest.fixture(scope="session")
def village() -> Village:
    """Sixty families told of three times each."""
    return built(60, 3)


@pytest.fixture
def code(knowledge: NameKnowledge) -> Callable[..., tuple[Mentions, Tokens]]:
    """Codes documents with a dictionary of their own."""

    def run(documents: list[dict[str, Any]], keys: list[int] | None = None) -> tuple[Mentions, Tokens]:
        tokens = Tokens(knowledge)
        return coded(documents, tokens, keys), tokens

    return run


@pytest.fixture(scope="session")
def resolved(village: Village, knowledge: NameKnowledge) -> tuple[Mentions, Tokens, Outcome]:
    """The village, resolved. Nobody may grow its dictionary."""
    tokens = Tokens(knowledge)
    mentions = coded(village.documents, tokens)
    return mentions, tokens, resolve(mentions, tokens)
