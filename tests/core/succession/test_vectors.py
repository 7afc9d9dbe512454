"""The worked vectors of the domain reference, V1 to V19 with their variants: each file is a case with what is expected."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from ojaq.core.succession import answer, read_case, read_regime
from ojaq.resources.succession import regimes

VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.yml"))
REGIMES = [read_regime(body) for body in regimes()]


def exact(shares: dict[str, object] | None) -> dict[str, Fraction]:
    return {str(who): Fraction(str(share)) for who, share in (shares or {}).items()}


@pytest.mark.parametrize("file", VECTORS, ids=lambda file: file.stem)
def test_a_vector_comes_out_exactly(file: Path) -> None:
    body = yaml.safe_load(file.read_text())
    expected, found = body["expect"], answer(read_case(body), REGIMES)
    assert exact(found["shares"]) == exact(expected["shares"])
    assert exact(found["residue"]) == exact(expected["residue"])
    assert found["regime"] == expected["regime"]
    if "order" in expected:
        assert found["order"] == expected["order"]
    if "cites" in expected:
        assert found["cites"] == expected["cites"]
    if "claims" in expected:
        assert [{k: c[k] for k in ("person", "kind")} for c in found["claims"]] == expected["claims"]
    laid_out = [exact(scenario["shares"]) for scenario in found["scenarios"]]
    assert laid_out == [exact(scenario) for scenario in expected.get("scenarios", [])]


def test_all_vectors_are_here() -> None:
    assert {file.stem.split("-")[0].rstrip("abcdef") for file in VECTORS} == {f"V{n}" for n in range(1, 20)}
