"""The clock of the office: days, hours of appointments and whatever is printed go by it. The register keeps moments in UTC."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import available_timezones

_LINK = Path("/etc/localtime")


def time_zone() -> str:
    """The zone `OJAQ_TIME_ZONE` names ("Asia/Baku"), else the one this machine is set to, else UTC."""
    known = available_timezones()
    named = os.environ.get("OJAQ_TIME_ZONE", "")
    if named in known:
        return named
    _, _, linked = str(_LINK.resolve()).partition("zoneinfo/")
    return linked if linked in known else "UTC"
