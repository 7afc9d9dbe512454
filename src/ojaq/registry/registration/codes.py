"""Codes of a testimony in words of the reader: what was lost, how it was held, what is wished, which paper."""

from __future__ import annotations

from django.utils.translation import gettext as _

Codes = tuple[tuple[str, str], ...]


def loss_kinds() -> Codes:
    """What was lost."""
    return (
        ("dwelling", _("house or flat")), ("plot", _("plot or garden")), ("herd", _("animals")), ("workshop", _("workshop")),
        ("common_building", _("a building of the village")), ("other", _("something else")),
    )  # fmt: skip


def tenures() -> Codes:
    """How it was held; none of these is title."""
    return (
        ("ownership_personal_property", _("own house")), ("kolkhoz_household_share", _("share of a collective farm household")),
        ("state_flat_tenancy", _("state flat")), ("cooperative_flat", _("cooperative flat")),
        ("private_ownership", _("private ownership")), ("right_of_use_indefinite", _("right of use without end")),
        ("right_of_use_temporary", _("right of use for a time")), ("lease", _("rented")),
        ("customary_common", _("common land by custom")), ("relative_of_owner", _("belonged to a relative")),
        ("informal", _("without any paper")), ("unknown", _("not known")),
    )  # fmt: skip


def wishes() -> Codes:
    """What is wished about going back."""
    return (
        ("hope_one_day", _("hopes to return one day")), ("plan_within_12m", _("plans to return within a year")),
        ("undecided", _("has not decided")), ("no_hope", _("has no hope of returning")),
        ("prefer_not_say", _("would rather not say")),
    )  # fmt: skip


def destinations() -> Codes:
    """Where to."""
    return (
        ("origin_home", _("their own house")), ("origin_settlement", _("the village itself")),
        ("origin_district", _("the district")), ("other", _("another place")), ("none", _("nowhere")),
    )  # fmt: skip


def conditions() -> Codes:
    """Under which conditions."""
    return (
        ("security_safety", _("if it is safe")), ("landmines", _("if mines are cleared")),
        ("shelter_housing", _("if there is a house")), ("livelihood", _("if there is work")),
        ("graves_heritage", _("if graves are kept")), ("road_access", _("if there is a road")),
    )  # fmt: skip


def paper_kinds() -> Codes:
    """Which paper."""
    return (
        ("", _("none")), ("passport", _("passport")), ("identity_card", _("identity card")),
        ("birth_record", _("birth record")), ("military_card", _("military card")), ("other", _("another paper")),
    )  # fmt: skip


def said(codes: Codes, code: str) -> str:
    """The words of one code; a code nobody knows stands as it is."""
    return dict(codes).get(code, code)
