"""Addresses. The doors bring their own; `health` says that the process answers, the database opens, and there is room."""

import importlib.util

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from ojaq.registry.finding import Standing
from ojaq.registry.vault.health import room


@login_not_required
def health(_: HttpRequest) -> HttpResponse:
    """`ok` when the database answers, with `little room` when the disk fills up; 503 and `no room` when it nearly is full.

    Says nothing else, because it asks for no log-in.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    standing = room(settings.OJAQ_HOME).standing
    said = {Standing.WELL: "ok\n", Standing.LOOK: "ok\nlittle room\n", Standing.WRONG: "no room\n"}[standing]
    return HttpResponse(said, content_type="text/plain", status=503 if standing is Standing.WRONG else 200)


urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("api/v1/", include(("ojaq.api.urls", "api"))),
]
# The folder may be absent while the house is being built; once it is there it is always included.
if importlib.util.find_spec("ojaq.web.urls"):
    urlpatterns.append(path("", include("ojaq.web.urls")))
    handler400 = "ojaq.web.trouble.bad_request"
    handler403 = "ojaq.web.trouble.forbidden"
    handler404 = "ojaq.web.trouble.missing"
    handler500 = "ojaq.web.trouble.broken"
