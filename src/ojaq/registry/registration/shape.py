"""Checks a document against the shipped JSON Schema in one walk, and gathers what has to be looked at afterwards.

The schema is the only place that says what a field is. It is compiled once into nested closures, because a general
validator takes milliseconds for one testimony and there are a hundred thousand of them. Only the words of JSON Schema
that registration-1.schema.json uses are understood; `compile_schema` raises on any other, so that the schema cannot
grow past its reader unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ojaq.registry.registration.refusal import NotTakenError

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "number": (int, float), "null": (type(None),),
}  # fmt: skip
_KNOWN_WORDS = frozenset(
    {
        *(
            "$schema",
            "$id",
            "$ref",
            "$defs",
            "title",
            "description",
            "type",
            "properties",
            "required",
            "items",
        ),
        *("minItems", "maxItems", "minLength", "maxLength", "const", "format", "additionalProperties"),
        *("dependentRequired", "says", "known"),
    }
)

# A path is a chain (parent, step), so that the walk builds no text for the fields that are right.
Path = tuple[Any, ...]
Check = Callable[[Any, Path, "Seen"], None]


@dataclass(slots=True)
class Seen:
    """What one walk met, each with its path: unknown fields, dates, places, refs used and made, codes nobody knows."""

    unknown: list[Path] = field(default_factory=list)
    dates: list[tuple[Any, Path]] = field(default_factory=list)
    people: list[tuple[str, Path]] = field(default_factory=list)
    losses: list[tuple[str, Path]] = field(default_factory=list)
    refs: list[tuple[str, str, Path]] = field(default_factory=list)
    codes: list[Path] = field(default_factory=list)


def written(path: Path) -> str:
    """A path as people read it: `people[2].born`. Steps that are long (unknown field names) are cut."""
    steps: list[str] = []
    while path:
        path, step = path
        steps.append(f"[{step}]" if isinstance(step, int) else f".{step[:60]}")
    return "".join(reversed(steps)).removeprefix(".")


def is_uuid(value: object) -> bool:
    """Whether a value is a UUID in its usual writing (8-4-4-4-12)."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def compile_schema(schema: Mapping[str, Any]) -> Check:
    """The check of a whole document. Raises `NotTakenError` from the check; `ValueError` here on a word it does not know."""
    return _compile(schema, schema["$defs"])


def _compile(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Check:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].removeprefix("#/$defs/")]
    if unknown := set(schema) - _KNOWN_WORDS:
        raise ValueError(f"the reader does not know these words of the schema: {sorted(unknown)}")
    types = schema.get("type", ["string"])
    allowed = frozenset(kind for name in _listed(types) for kind in _TYPES[name])
    inner = {
        kind: check
        for kind, check in (
            (dict, _object(schema, definitions)),
            (list, _array(schema, definitions)),
            (str, _string(schema)),
        )
        if check is not None
    }
    says = _meaning(schema)

    def check(value: Any, path: Path, seen: Seen) -> None:
        kind = type(value)
        if kind not in allowed:
            raise NotTakenError("date" if schema.get("says") == "date" else "shape", written(path))
        if kind in inner:
            inner[kind](value, path, seen)
        if says is not None and value is not None:
            says(value, path, seen)

    return check


def _leaf(schema: Mapping[str, Any]) -> frozenset[type] | None:
    """The types of a field that is right by its type alone, None when there is more to look at. Most fields are such."""
    if set(schema) - {"type", "description"} or {"object", "array"} & set(_listed(schema["type"])):
        return None
    return frozenset(kind for name in _listed(schema["type"]) for kind in _TYPES[name])


def _listed(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


def _object(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Check | None:
    if "properties" not in schema and "additionalProperties" not in schema:
        return None
    parts = {
        name: _compile(part, definitions)
        for name, part in schema.get("properties", {}).items()
        if "const" not in part
    }
    leaves = {
        name: leaf for name, part in schema.get("properties", {}).items() if (leaf := _leaf(part)) is not None
    }
    constants = {name for name, part in schema.get("properties", {}).items() if "const" in part}
    rest = _compile(schema["additionalProperties"], definitions) if "additionalProperties" in schema else None
    required, dependent = schema.get("required", ()), schema.get("dependentRequired", {})

    def check(value: dict[str, Any], path: Path, seen: Seen) -> None:
        for name, inner in value.items():
            if name in leaves and type(inner) in leaves[name]:
                continue
            part = parts.get(name, rest)
            if part is not None:
                part(inner, (path, name), seen)
            elif name not in constants:
                seen.unknown.append((path, name))
        for name in required:
            if name not in value:
                raise NotTakenError("missing", written((path, name)))
        for name, others in dependent.items():
            for other in others:
                if name in value and other not in value:
                    raise NotTakenError("missing", written((path, other)))

    return check


def _array(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Check | None:
    if "items" not in schema:
        return None
    item = _compile(schema["items"], definitions)
    least, most = schema.get("minItems", 0), schema.get("maxItems")

    def check(value: list[Any], path: Path, seen: Seen) -> None:
        if len(value) < least or (most is not None and len(value) > most):
            raise NotTakenError("shape", written(path))
        for place, inner in enumerate(value):
            item(inner, (path, place), seen)

    return check


def _string(schema: Mapping[str, Any]) -> Check | None:
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if not least and most is None:
        return None

    def check(value: str, path: Path, _seen: Seen) -> None:
        if len(value) < least or (most is not None and len(value) > most):
            raise NotTakenError("shape", written(path))

    return check


def _meaning(schema: Mapping[str, Any]) -> Check | None:
    """What to note about a value, by what the schema says it means."""
    says = schema.get("says")
    if says in (None, "place"):
        return None
    if says == "code":
        known = frozenset(schema["known"])

        def code(value: Any, path: Path, seen: Seen) -> None:
            if value not in known:
                seen.codes.append(path)

        return code
    if says == "uuid":

        def uuid(value: Any, path: Path, _seen: Seen) -> None:
            if not is_uuid(value):
                raise NotTakenError("id", written(path))

        return uuid
    return {
        "date": lambda value, path, seen: seen.dates.append((value, path)),
        "new person": lambda value, path, seen: seen.people.append((value, path)),
        "new loss": lambda value, path, seen: seen.losses.append((value, path)),
        "person": lambda value, path, seen: seen.refs.append((value, "person", path)),
        "person or loss": lambda value, path, seen: seen.refs.append((value, "either", path)),
    }[says]
