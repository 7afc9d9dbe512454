"""Which languages a registry offers."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import transaction

from ojaq.registry.access.errors import NoLanguage
from ojaq.registry.access.models import Registry
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import Act
from ojaq.registry.access.selectors.who import the_registry
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record


@transaction.atomic
def offer_languages(*, codes: Collection[str], by: Viewer) -> Registry | None:
    """Offer these languages to readers and visitors. What was said in another stays as it was said.

    Raises NotPermitted, NoLanguage when none of them is one.
    """
    require(by, Act.SET_LANGUAGES)
    chosen = [code for code, _name in settings.LANGUAGES if code in codes]
    if not chosen:
        raise NoLanguage
    registry = the_registry()
    if registry is not None:
        registry.languages = chosen
        registry.save(update_fields=["languages"])
        subjects = [("registry", str(registry.uuid)), *(("language", code) for code in chosen)]
        record(act=Act.SET_LANGUAGES, by=by, subjects=subjects)
    return registry
