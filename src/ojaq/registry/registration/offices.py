"""Which office a document is filed under."""

from __future__ import annotations

import re

from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.models import Office
from ojaq.registry.access.services import add_office
from ojaq.registry.registration.reading import Document

_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_FIRST = "centre"


class Offices:
    """Offices by the codes that documents name. One that is not there yet is founded by whoever may; else the default."""

    def __init__(self, *, by: Viewer, default: str) -> None:
        self._by = by
        self._known = {office.code: office for office in Office.objects.all()}
        self._default = self._known.get(default) or self._first()

    def _first(self) -> Office:
        if self._known:
            return min(self._known.values(), key=lambda office: office.pk)
        return self._found(_FIRST)

    def _found(self, code: str) -> Office:
        self._known[code] = add_office(code=code, by=self._by)
        return self._known[code]

    def of(self, document: Document) -> Office:
        """The office a document is filed under."""
        code = document.content.get("office")
        if not code:
            return self._default
        if code not in self._known and _CODE.fullmatch(code) and self._by.may(Act.MANAGE_OFFICES):
            return self._found(code)
        return self._known.get(code, self._default)

    def unknown(self, document: Document) -> bool:
        """Whether the document names an office that is not this one."""
        code = document.content.get("office")
        return bool(code) and self.of(document).code != code
