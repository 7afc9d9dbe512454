"""Households of a village in words: who, why counted together, and what somebody stated instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.families.roofs import (
    GroundShown,
    HouseholdShown,
    HouseholdsShown,
    MemberShown,
    StatedHousehold,
)
from ojaq.registry.families.sources import SOURCE_KINDS
from ojaq.registry.identity.cards import Said as ToldSaid
from ojaq.web.shown.kin import years
from ojaq.web.shown.words import Said, counted
from ojaq.web.words.dates import day_in_words, in_words


@dataclass(frozen=True, slots=True)
class Ground:
    """Why somebody is counted in: the words before a name, the name, how many say so."""

    before: str
    name: Said
    number: str
    told: str


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a household."""

    number: str
    name: Said
    years: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """One household; numbers: register numbers with commas between, for the form; stated: numbers of statements about it."""

    members: tuple[Member, ...]
    size: str
    numbers: str
    stated: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement, its source in words, and the address that turns it (empty when this viewer may not)."""

    id: int
    when: str
    members: tuple[Member, ...]
    kind: str
    source: str
    by: str
    taken_back: bool
    act: str
    act_words: str


@dataclass(frozen=True, slots=True)
class HouseholdsPage:
    """Everything on the page."""

    year: str
    years: tuple[tuple[int, str], ...]
    households: tuple[Household, ...]
    stated: tuple[Stated, ...]
    found: str
    more: str
    alone: str
    may_state: bool


def households_shown(page: HouseholdsShown) -> HouseholdsPage:
    """The page in words of the reader."""
    several = len(page.households) + page.more
    return HouseholdsPage(
        year="" if page.year is None else str(page.year),
        years=tuple(
            (year, counted(ngettext, "%(count)s person left", "%(count)s people left", count))
            for year, count in page.years
        ),
        households=tuple(_household(each) for each in page.households),
        stated=tuple(_stated(each) for each in page.stated),
        found=counted(ngettext, "%(count)s household", "%(count)s households", several) if several else "",
        more=counted(ngettext, "%(count)s household more", "%(count)s households more", page.more)
        if page.more
        else "",
        alone=counted(
            ngettext,
            "%(count)s person is told of alone, without kin in this village in that year.",
            "%(count)s people are told of alone, without kin in this village in that year.",
            page.alone,
        )
        if page.alone
        else "",
        may_state=page.may_state,
    )


def source_kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of sources with their words, in order."""
    words = {
        "telling": _("somebody told it"),
        "household_book": _("household book of the village"),
        "document": _("another document"),
        "photograph": _("photograph"),
        "other": _("something else"),
    }
    return tuple((kind, words[kind]) for kind in SOURCE_KINDS)


def members_shown(members: Sequence[MemberShown]) -> tuple[Member, ...]:
    """Lines of people."""
    return tuple(_member(each) for each in members)


def _household(each: HouseholdShown) -> Household:
    return Household(
        members_shown(each.members),
        counted(ngettext, "%(count)s person", "%(count)s people", len(each.members)),
        ",".join(str(member.number) for member in each.members),
        each.stated,
    )


def _member(each: MemberShown) -> Member:
    return Member(
        str(each.number), _said(each.name), years(each.years), tuple(_ground(one) for one in each.grounds)
    )


def _ground(each: GroundShown) -> Ground:
    before = {
        "couple": _("husband or wife of"),
        "child_at_home": _("child at home of"),
        "left_together": _("left together with"),
    }[each.rule]
    told = counted(ngettext, "%(count)s testimony", "%(count)s testimonies", each.testimonies)
    return Ground(before, _said(each.by_name), str(each.by), told)


def _stated(each: StatedHousehold) -> Stated:
    author = each.author or _("the command line")
    by = _("stated by %(name)s, %(date)s") % {"name": author, "date": day_in_words(each.at)}
    act = "" if not each.may_turn else "household-take-back" if each.standing else "household-put-back"
    return Stated(
        id=each.id,
        when=in_words(each.when),
        members=members_shown(each.members),
        kind=dict(source_kinds())[each.source_kind],
        source=each.source or "",
        by=by,
        taken_back=not each.standing,
        act=act,
        act_words={"household-take-back": _("Take back"), "household-put-back": _("Put back"), "": ""}[act],
    )


def _said(name: ToldSaid) -> Said:
    return Said(name.text, name.language)
