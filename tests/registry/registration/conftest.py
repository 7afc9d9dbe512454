"""Documents to begin from: one family, told at one office."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

Told = dict[str, Any]


@pytest.fixture
def told() -> Callable[..., Told]:
    """Makes a document of a father and a daughter; what is handed in takes the place of its fields."""

    def make(**fields: Any) -> Told:
        document: Told = {
            "ojaq": "registration/1",
            "id": str(uuid4()),
            "office": "nasimi-2",
            "channel": "counter",
            "recorded_on": "2023-01-23",
            "registrant": "p1",
            "people": [
                {
                    "ref": "p1",
                    "name": {"given": "Maro", "family": "Sarkisyan"},
                    "sex": "female",
                    "born": "1957~",
                },
                {
                    "ref": "p2",
                    "name": {"given": "Sargis"},
                    "sex": "male",
                    "born": "192X",
                    "origin": "Tutluca",
                },
            ],
            "ties": [{"parent": "p2", "child": "p1", "nature": "birth"}],
            "consent": [{"purpose": "register", "given": True, "on": "2023-01-23"}],
        }
        return {name: value for name, value in (document | fields).items() if value is not ...}

    return make


@pytest.fixture
def line() -> Callable[[Told], bytes]:
    """A document as one line of a file (half characters can only stand there escaped)."""
    return lambda document: json.dumps(document).encode()
