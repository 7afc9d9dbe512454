"""Every address there is, walked out of Django's own table, with the act each method declares; and who may ask it.

Nothing here is written by hand for a page: a new page of whatever door falls under the tests that use this by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ojaq.api.urls import ROUTES
from ojaq.registry.access import Act

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OPEN, ANYBODY = "open", None

# What stands for a thing that nobody knows, by the kind of its place in the address.
_UNKNOWN: Mapping[str, Any] = {
    "IntConverter": 987654,
    "UUIDConverter": "00000000-0000-4000-8000-00000000dead",
    "SlugConverter": "nobody-knows",
    "PathConverter": "wof:0",
    "StringConverter": "100000000",
}


# The API looks its views up by method behind one address; it declares them in a table of its own.
_ROUTES: dict[str, dict[str, Act | str | None]] = {}
for _route in ROUTES:
    _ROUTES.setdefault(f"api:{_route.name}", {})[_route.method] = _route.act


@dataclass(frozen=True)
class Address:
    """One address. `acts`: method -> act ("open", None for whoever is logged in); a method not in it is not answered.

    `api`: a program's address, asked with a token instead of a session.
    """

    name: str
    pattern: URLPattern
    places: Mapping[str, Any]
    acts: Mapping[str, Act | str | None]
    api: bool = False
    declared: bool = True
    given: Mapping[str, Any] = field(default_factory=dict)

    def path(self, **things: Any) -> str:
        """The address with these things in it, and with unknown ones wherever none is given."""
        wanted = {place: things.get(place, self.places[place]) for place in self.places}
        return reverse(self.name, kwargs=wanted)


def addresses() -> list[Address]:
    """All of them, in the order in which they are looked up."""
    return list(_walk(get_resolver().url_patterns, (), {}))


def _walk(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...], above: dict[str, Any]
) -> Iterator[Address]:
    for each in patterns:
        places = above | {
            name: _UNKNOWN[type(converter).__name__] for name, converter in each.pattern.converters.items()
        }
        if isinstance(each, URLResolver):
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each.url_patterns, inner, places)
        else:
            yield _address(each, ":".join((*spaces, each.name or "")), places)


def _address(pattern: URLPattern, name: str, places: Mapping[str, Any]) -> Address:
    view = pattern.callback
    if name in _ROUTES:
        return Address(name, pattern, places, _ROUTES[name], api=True)
    act = _act_of(view)
    asks_log_in = getattr(view, "login_required", True)
    if act == "undeclared" and not asks_log_in:
        # Open without a word: the matrix demands that each of these stands in its short list.
        return Address(name, pattern, places, dict.fromkeys(METHODS, OPEN), declared=False)
    return Address(name, pattern, places, dict.fromkeys(METHODS, act), declared=act != "undeclared")


def _act_of(view: Any) -> Act | str | None:
    return getattr(view, "act", "undeclared")
