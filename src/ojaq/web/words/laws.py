"""Laws of succession, what a part waits for, and how a reckoning stands, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def law(regime: str) -> str:
    """A law by the id of its regime; one that is not known here stands as its id."""
    known = {
        "su-1945": _("USSR, decree of 14 March 1945"),
        "az-ssr-1964": _("Azerbaijan SSR, Civil Code of 1964"),
        "am-ssr-1964": _("Armenian SSR, Civil Code of 1964"),
        "ge-ssr-1964": _("Georgian SSR, Civil Code of 1964"),
        "rsfsr-1964": _("RSFSR, Civil Code of 1964"),
        "az-1999": _("Azerbaijan, Civil Code of 1999"),
        "am-1998": _("Armenia, Civil Code of 1998"),
        "ge-1997": _("Georgia, Civil Code of 1997"),
        "tr-2002": _("Turkey, Civil Code of 2002"),
        "ru-2002": _("Russia, Civil Code, part three, of 2002"),
        "jafari": _("Jafari law, chosen by the family"),
    }
    return known.get(regime, regime)


def law_status(status: str) -> str:
    """How far the tables of a law were checked."""
    return {
        "draft": _("a draft: its rules were not read in a source that can be named"),
        "partial": _("read in part; no lawyer has looked through it yet"),
        "lawyer_verified": _("looked through by a lawyer"),
    }.get(status, status)


def residue(kind: str) -> str:
    """Why a part goes to nobody who is named."""
    return {
        "escheat": _("nobody this law calls: no heir"),
        "reserved_missing": _("set aside for the missing"),
        "settlement": _("left to settlement: a rule is not recorded"),
        "unknown_heir": _("depends on what nobody has told"),
        "no_regime": _("no law is recorded for that day: left open"),
    }.get(kind, kind)


def version_state(state: str) -> str:
    """How a kept reckoning stands."""
    return {
        "standing": _("stands"),
        "proposed": _("proposed, not decided"),
        "left": _("left aside"),
        "earlier": _("stood before"),
    }[state]
