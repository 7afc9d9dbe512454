"""Sets a template as one SVG picture: every letter is an outline, so no font is needed to see it. Equal values, equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typst

from ojaq.web.documents.setting import NotSet, Sheet, compiled


def set_picture(template: str, values: Mapping[str, Any], *, sheet: Sheet) -> bytes:
    """The first page of `template` as SVG; values as for `set_document`. Raises NotSet."""
    try:
        return compiled(template, values, sheet, "svg")
    except typst.TypstError as fault:
        raise NotSet from fault
