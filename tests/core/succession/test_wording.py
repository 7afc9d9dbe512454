"""Every step of a proof has its sentence in every shipped language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ojaq.core.succession as package
from core.succession.random_families import DEATH, random_family
from ojaq.core.succession import Estate, divide, read_regime
from ojaq.core.succession.wording import told
from ojaq.resources.succession import regimes, sentences

LANGUAGES = ("en", "az", "hy", "ru", "tr", "ka", "fa")


def codes() -> set[str]:
    """Codes written in the engines."""
    text = "".join(path.read_text() for path in Path(package.__file__).parent.glob("*.py"))
    return set(re.findall(r"""(?:Step|note)\(\s*"([a-z_]+)\"""", text)) | {
        "not_incapable",
        "fixed_husband",
        "fixed_wives",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_sentence(language: str) -> None:
    assert codes() - set(sentences(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_of_a_sentence_are_the_same_in_every_language(language: str) -> None:
    english = sentences("en")
    for code, text in sentences(language).items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[code])), code


@pytest.mark.parametrize("body", regimes(), ids=lambda body: str(body["id"]))
def test_a_proof_reads_as_sentences(body: dict[str, object]) -> None:
    regime = read_regime(body)
    for seed in range(200):
        for sentence in told(divide(random_family(seed), Estate("D", DEATH), regime), sentences("en"), {}):
            assert sentence
            assert "{" not in sentence
