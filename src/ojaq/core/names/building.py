"""Builds the knowledge about names from the plain tables that `ojaq.resources.names` reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from ojaq.core.names.costs import build_costs
from ojaq.core.names.endings import build_endings
from ojaq.core.names.knowledge import NameKnowledge, WordKind
from ojaq.core.names.scripts import folded, lowered
from ojaq.core.names.sounds import build_readings
from ojaq.core.names.tokens import tokens_of

_KINDS: dict[str, WordKind] = {
    "placeholders": "placeholder",
    "kin_words": "kin",
    "particles": "particle",
    "honorifics": "honorific",
    "born": "born",
    "son_after": "son_after",
    "son_before": "son_before",
    "daughter_after": "daughter_after",
    "daughter_before": "daughter_before",
}


def build_knowledge(tables: Mapping[str, Any]) -> NameKnowledge:
    """Knowledge from the plain tables of `ojaq.resources.names.tables()`.

    Raises ValueError for a table that cannot be read.
    """
    readings = build_readings(tables["sounds"])
    by_language = {(r.script, language): r for r in readings.values() for language in r.languages}
    bare = NameKnowledge(
        readings=readings,
        by_language=by_language,
        telling=tuple(r for r in readings.values() if r.told_by),
        words=_words(tables["words"]),
        numerals={folded(lowered(word)): value for word, value in tables["numerals"]["words"].items()},
        endings=build_endings(tables["endings"]),
        costs=build_costs(tables["costs"]),
        fathers={folded(lowered(row["patronymic"])): row["father"] for row in tables["fathers"]},
        spoken={row["written"]: row["sound"] for row in tables["spoken"]},
        variants_by_form={},
        variants_by_sound={},
        apart=frozenset(),
        kindred_by_form={},
        likeness={name: float(weight) for name, weight in tables["likeness"]["weights"].items()},
    )
    return _with_variants(bare, tables["variants"])


def _words(table: Mapping[str, str]) -> dict[str, frozenset[WordKind]]:
    found: dict[str, set[WordKind]] = {}
    for name, kind in _KINDS.items():
        for word in table[name].split():
            found.setdefault(folded(lowered(word)), set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _with_variants(bare: NameKnowledge, rows: Sequence[Mapping[str, str]]) -> NameKnowledge:
    """`spelling` rows first make the names; `short` and `apart` rows then speak of them."""
    by_form: dict[str, int] = {}
    by_sound: dict[str, int] = {}
    kindred: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        for token in tokens_of(row["forms"], None, bare):
            form = folded(lowered(token.written))
            if row["kind"] == "short":
                kindred[form] = (*kindred.get(form, ()), number)
            elif row["kind"] == "spelling":
                by_form.setdefault(form, number)
                by_sound.setdefault(token.sound, number)
    return replace(
        bare,
        variants_by_form=by_form,
        variants_by_sound=by_sound,
        kindred_by_form=kindred,
        apart=_apart([row["forms"].split() for row in rows if row["kind"] == "apart"], by_form),
        memo={},
    )


def _apart(groups: Sequence[Sequence[str]], by_form: Mapping[str, int]) -> frozenset[frozenset[int]]:
    """Pairs of names that are different. Raises KeyError for a form that no `spelling` row has."""
    numbers = [[by_form[folded(lowered(form))] for form in group] for group in groups]
    return frozenset(frozenset(pair) for group in numbers for pair in combinations(group, 2))
