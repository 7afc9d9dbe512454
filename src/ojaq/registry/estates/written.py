"""A reckoning as plain data, the way a version keeps it: register numbers and fractions as texts, no names. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import rfc8785

from ojaq.core.succession import Division, Reading, Span, Step
from ojaq.core.succession.chain import Passing

WRITTEN = "estate/1"


def body_of(
    law: str, regime: str, readings: Sequence[tuple[Sequence[Mapping[str, Any]], Reading]]
) -> dict[str, Any]:
    """What a version keeps: each reading with what it supposes, the shares of today, and every death."""
    return {
        "ojaq": WRITTEN,
        "law": law,
        "regime": regime,
        "readings": [
            {
                "supposed": [dict(one) for one in supposed],
                "shares": _texts(reading.chain.holders),
                "residue": _texts(reading.chain.residue),
                "passings": [_passing(one) for one in reading.chain.passings],
            }
            for supposed, reading in readings
        ],
    }


def digest_of(body: Mapping[str, Any]) -> bytes:
    """SHA-256 of the canonical form (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(dict(body))).digest()


def _passing(one: Passing) -> dict[str, Any]:
    made: dict[str, Any] = {"of": one.estate.dead, "died": span_text(one.estate.death), "held": str(one.held)}
    if one.refused is not None:
        return made | {
            "refused": one.refused.code,
            "parameters": {name: str(value) for name, value in one.refused.parameters.items()},
        }
    if one.reckoning is None:
        return made
    division: Division = one.reckoning.division
    return made | {
        "regime": one.reckoning.regime.id,
        "status": one.reckoning.regime.status,
        "shares": {who: str(one.held * part) for who, part in division.shares.items()},
        "residue": {str(kind): str(one.held * part) for kind, part in division.residue.items()},
        "proof": [_step(step) for step in division.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "step": step.code,
        "people": list(step.people),
        "ref": step.ref,
        "fraction": None if step.fraction is None else str(step.fraction),
        "order": step.detail.get("order", ""),
    }


def span_text(span: Span) -> str:
    """A span as EDTF, as short as it can be said: a day, a month, a year, or from and to."""
    first, last = span.earliest, span.latest
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    if first == last:
        return first.isoformat()
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole and first.year == last.year:
        return f"{first.year:04d}"
    return f"{first.year:04d}/{last.year:04d}" if whole else f"{first}/{last}"


def _texts(shares: Mapping[Any, Fraction]) -> dict[str, str]:
    return {str(who): str(part) for who, part in shares.items()}


def renumbered(body: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    """The same body with each register number as it answers now. Shares of two numbers that became one are added."""

    def now(who: str) -> str:
        return answers.get(who, who)

    def shares(row: Mapping[str, str]) -> dict[str, str]:
        total: dict[str, Fraction] = {}
        for who, part in row.items():
            total[now(who)] = total.get(now(who), Fraction(0)) + Fraction(part)
        return {who: str(part) for who, part in total.items()}

    return {
        **body,
        "readings": [
            {
                **reading,
                "supposed": [
                    {key: now(value) if key in ("who", "whom") else value for key, value in one.items()}
                    for one in reading["supposed"]
                ],
                "shares": shares(reading["shares"]),
                "passings": [
                    {**one, "of": now(one["of"])}
                    | ({"shares": shares(one["shares"])} if "shares" in one else {})
                    | (
                        {
                            "proof": [
                                {**step, "people": [now(w) for w in step["people"]]} for step in one["proof"]
                            ]
                        }
                        if "proof" in one
                        else {}
                    )
                    for one in reading["passings"]
                ],
            }
            for reading in body["readings"]
        ],
    }


def people_of(body: Mapping[str, Any]) -> list[str]:
    """Everybody a body speaks of, each once, as texts."""
    found: dict[str, None] = {}
    for reading in body["readings"]:
        found.update(dict.fromkeys(reading["shares"]))
        for one in reading["supposed"]:
            found.update(dict.fromkeys(who for who in (one["who"], one.get("whom", "")) if who))
        for one in reading["passings"]:
            found[one["of"]] = None
            found.update(dict.fromkeys(one.get("shares", ())))
            for step in one.get("proof", ()):
                found.update(dict.fromkeys(step["people"]))
    return list(found)
