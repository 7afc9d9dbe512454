"""Laws of succession as data: valid, named, sourced, and with no article that no source was read for."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ojaq.core.succession import read_regime
from ojaq.resources import succession

CHECK = jsonschema.Draft202012Validator(succession.schema())
VECTORS = Path(__file__).resolve().parent.parent / "core/succession/vectors"
FILES = sorted(Path(succession.__file__).parent.glob("*.yml"))
REGIMES = {str(body["id"]): body for body in succession.regimes()}


def plain(value: Any) -> Any:
    """Days as text, as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_every_regime_is_named_after_its_file() -> None:
    assert sorted(REGIMES) == [path.stem for path in FILES]


@pytest.mark.parametrize("name", REGIMES)
def test_a_regime_is_valid_and_its_engine_takes_it(name: str) -> None:
    CHECK.validate(plain(REGIMES[name]))
    assert read_regime(REGIMES[name]).id == name


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("engine", "guess"),
        ("orders", []),
        ("orders", [{"n": 1, "heads": ["neighbour"]}]),
        ("valid", {"from": "about 1999", "to": None}),
        ("verification", {"status": "partial", "by": None, "checked_on": "2026-01-01", "doubts": [], "sources": []}),
        ("verification", {"status": "lawyer_verified", "by": None, "checked_on": "2026-01-01", "doubts": [],
                          "sources": [{"cite": "a", "locator": "b"}]}),
        ("dependants", {"mode": "join_called_order", "ref": "about 1220"}),
        ("unheard_of", True),
    ],
)  # fmt: skip
def test_the_schema_refuses(part: str, value: object) -> None:
    body = plain(copy.deepcopy(REGIMES["az-1999"]))
    body[part] = value
    assert not CHECK.is_valid(body)


def articles(body: Any) -> Iterator[str]:
    """Every article a regime names, outside of what it says of its sources."""
    if isinstance(body, dict):
        for key, value in body.items():
            if key == "ref" and value:
                yield str(value)
            elif key == "refs":
                yield from map(str, value.values())
            elif key != "verification":
                yield from articles(value)
    elif isinstance(body, list):
        for each in body:
            yield from articles(each)


def read(body: dict[str, Any]) -> list[tuple[int, int]]:
    """The spans of articles its sources were read for."""
    said = " ".join(each["locator"] for each in body["verification"]["sources"])
    return [(int(low), int(high or low)) for low, high in re.findall(r"(\d+)(?:\.\d+)*(?:-(\d+))?", said)]


@pytest.mark.parametrize(
    "name", [name for name, body in REGIMES.items() if body["verification"]["status"] != "draft"]
)
def test_no_article_is_named_that_no_source_was_read_for(name: str) -> None:
    spans = read(REGIMES[name])
    for article in articles(REGIMES[name]):
        low = int(re.match(r"\d+", article)[0])  # type: ignore[index]
        assert any(first <= low <= last for first, last in spans), (name, article)


def test_every_country_leads_to_a_law_and_every_law_of_a_country_is_led_to() -> None:
    codes = set(succession.laws().values())
    named = {code for body in REGIMES.values() for code in read_regime(body).jurisdictions}
    assert codes == named


@pytest.mark.parametrize(
    "name", [name for name, body in REGIMES.items() if body["verification"]["status"] != "draft"]
)
def test_every_law_has_worked_cases(name: str) -> None:
    assert any(
        re.search(rf"\bregime: {re.escape(name)}\b", path.read_text()) for path in VECTORS.glob("*.yml")
    ), name
