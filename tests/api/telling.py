"""What the programs of these tests tell."""

from __future__ import annotations

from typing import Any
from uuid import UUID


def family(number: int = 1, **more: Any) -> dict[str, Any]:
    """A small fictional family of three."""
    told = {
        "ojaq": "registration/1",
        "id": str(UUID(int=number)),
        "recorded_on": "2023-01-23",
        "language": "az",
        "registrant": "p1",
        "people": [
            {
                "ref": "p1",
                "name": {"given": "Gülnarə", "family": "Tutayeva"},
                "sex": "female",
                "born": "1957",
            },
            {"ref": "p2", "name": {"given": "Əli", "family": "Tutayev"}, "sex": "male"},
            {"ref": "p3", "name": {"given": "Sona", "family": "Tutayeva"}, "sex": "female"},
        ],
        "ties": [{"parent": "p2", "child": "p1"}, {"parent": "p3", "child": "p1"}],
        "consent": [{"purpose": "register", "given": True, "on": "2023-01-23"}],
    }
    return told | more
