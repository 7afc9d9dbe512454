"""The contract as a file and as a page: what can be asked, and what is answered. Open to everybody; it names nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from ojaq.registry.access import Act
from ojaq.registry.clients.reach import ACTS
from ojaq.resources.formats import registration_schema

ABOUT = (
    "The register for programs. Every question bears a token (Authorization: Bearer); a token acts for one account, and "
    "what it may do is what that account may do and what the token reaches. Refusals are problem+json with a stable code. "
    "Names of people never stand in an address. Lists go on at the address given as `next`."
)
_PROBLEMS = {
    "401": "The token does not hold.",
    "403": "The account or the token may not do this.",
    "404": "There is nothing, or nothing this caller may see.",
    "409": "Two statements cannot both hold; nothing was changed.",
    "422": "What was given cannot be taken.",
    "503": "The registry cannot do this now.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One address as the page shows it."""

    method: str
    address: str
    summary: str
    description: str
    act: str
    reaches: tuple[str, ...]
    asked: str
    answered: str


def beyond_types(name: str, act: Act) -> dict[str, Any]:
    """What the types do not say: problems, the act, which reaches hold it, the body that is a file format of its own."""
    said: dict[str, Any] = {
        "x-act": str(act),
        "x-reaches": [str(reach) for reach, acts in ACTS.items() if act in acts],
        "responses": {
            status: {
                "description": words,
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
            for status, words in _PROBLEMS.items()
        },
    }
    if name == "register":
        said["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "registration-1.schema.json"}}},
        }
    return said


def schema_of(api: NinjaAPI) -> dict[str, Any]:
    """The OpenAPI document, with addresses as they are asked."""
    from ojaq.api.shapes.shape import Problem

    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1"), default=str))
    told.setdefault("components", {}).setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
    return told


def openapi(api: NinjaAPI) -> Callable[[HttpRequest], HttpResponse]:
    """A view that answers the OpenAPI document."""

    @require_safe
    def show(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
        return HttpResponse(json.dumps(schema_of(api), indent=1), content_type="application/json")

    return show


@require_safe
def registration(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The JSON Schema of registration/1."""
    return HttpResponse(json.dumps(registration_schema(), indent=1), content_type="application/schema+json")


def page(api: NinjaAPI) -> Callable[[HttpRequest], HttpResponse]:
    """A view that shows the contract as a page, made here: nothing is fetched from elsewhere."""

    @require_safe
    def show(request: HttpRequest) -> HttpResponse:
        told = schema_of(api)
        return render(request, "ojaq/api.html", {"about": ABOUT, "entries": entries(told)})

    return show


def entries(told: dict[str, Any]) -> list[Entry]:
    """The addresses of an OpenAPI document, in its order."""
    return [
        Entry(
            method=method.upper(),
            address=address,
            summary=operation["summary"],
            description=operation.get("description", ""),
            act=operation["x-act"],
            reaches=tuple(operation["x-reaches"]),
            asked=_asked(operation),
            answered=_answered(operation),
        )
        for address, methods in told["paths"].items()
        for method, operation in methods.items()
    ]


def _asked(operation: dict[str, Any]) -> str:
    given = [each["name"] for each in operation.get("parameters", ())]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return ", ".join(given + ([_name(body)] if body else []))


def _answered(operation: dict[str, Any]) -> str:
    for status, answer in operation["responses"].items():
        schema = answer.get("content", {}).get("application/json", {}).get("schema")
        if str(status).startswith("2") and schema:
            return _name(schema)
    return ""


def _name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", schema.get("title", ""))).rpartition("/")[2]
