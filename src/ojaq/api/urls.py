"""Every address of the API, with the act it declares. What stands here is all there is; nothing is opened elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from ninja import NinjaAPI

from ojaq.api import contract, problems
from ojaq.api.door import Token, behind
from ojaq.api.routes import counter, figures, heirs, lists, people, places, registrations, reviews
from ojaq.api.shapes.figures import Figures, Runs
from ojaq.api.shapes.heirs import Heirs
from ojaq.api.shapes.lists import PeopleListed, VillagesListed
from ojaq.api.shapes.people import Cards, Person
from ojaq.api.shapes.places import PlacesFound, Village
from ojaq.api.shapes.registrations import Received
from ojaq.api.shapes.reviews import Answered, Judged, Review, Reviews
from ojaq.registry.access import Act


@dataclass(frozen=True, slots=True)
class Route:
    """One address: how it is asked, which view answers, which act it declares, what goes out."""

    method: str
    address: str
    view: Callable[..., Any]
    act: Act
    answer: Any
    name: str


ROUTES: tuple[Route, ...] = (
    Route(
        "POST", "/registrations", registrations.take, Act.REGISTER, {200: Received, 201: Received}, "register"
    ),
    Route("POST", "/counter", counter.ask, Act.ASK_COUNTER, Cards, "ask"),
    Route("GET", "/persons", lists.list_people, Act.ASK_COUNTER, PeopleListed, "people"),
    Route("GET", "/persons/{number}", people.show, Act.OPEN_PERSON, Person, "person"),
    Route("GET", "/persons/{number}/heirs", heirs.show, Act.OPEN_ESTATE, Heirs, "heirs"),
    Route("GET", "/places", places.find, Act.LOOK_UP_PLACE, PlacesFound, "places"),
    Route("GET", "/villages", lists.list_villages, Act.OPEN_VILLAGE, VillagesListed, "villages"),
    Route("GET", "/villages/{place}", places.show, Act.OPEN_VILLAGE, Village, "village"),
    Route("GET", "/reviews", reviews.list_waiting, Act.OPEN_REVIEW, Reviews, "reviews"),
    Route("GET", "/reviews/{judgement}", reviews.show, Act.OPEN_REVIEW, Review, "review"),
    Route("POST", "/reviews/{judgement}/answer", reviews.answer, Act.JUDGE, Answered, "answer"),
    Route("POST", "/judgements/{judgement}/undo", reviews.undo, Act.UNDO_JUDGEMENT, Judged, "undo"),
    Route("POST", "/judgements/{judgement}/redo", reviews.redo, Act.REDO_JUDGEMENT, Judged, "redo"),
    Route("GET", "/figures", figures.show, Act.READ_FIGURES, Figures, "figures"),
    Route("GET", "/runs", figures.list_runs, Act.IMPORT, Runs, "runs"),
)

api = NinjaAPI(
    title="Ojaq",
    version="1",
    description=contract.ABOUT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
problems.install(api)
for route in ROUTES:
    summary, _, rest = (route.view.__doc__ or "").partition("\n")
    api.default_router.add_api_operation(
        route.address,
        [route.method],
        behind(route.act, route.view),
        auth=Token(route.act),
        response=route.answer,
        operation_id=route.name,
        url_name=route.name,
        summary=summary.partition(". ")[0].rstrip("."),
        description=summary,
        tags=[route.address.split("/")[1]],
        openapi_extra=contract.beyond_types(route.name, route.act),
    )


def _open(pattern: URLPattern) -> URLPattern:
    """The log-in of the pages is not for programs: the door of the API asks for a token instead."""
    pattern.callback = login_not_required(pattern.callback)
    return pattern


urlpatterns = [
    path("openapi.json", login_not_required(contract.openapi(api)), name="openapi"),
    path("registration-1.schema.json", login_not_required(contract.registration), name="registration-schema"),
    path("", login_not_required(contract.page(api)), name="about"),
    *[_open(pattern) for pattern in api.urls[0] if pattern.name != "api-root"],
]
