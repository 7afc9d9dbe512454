"""Families that cannot be as they are told, in sentences for a reviewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.core.kinship import Fault, Impossible
from ojaq.registry.identity.cards import Said as ToldSaid
from ojaq.web.shown.words import Said, counted


@dataclass(frozen=True, slots=True)
class FaultShown:
    """One fault: what cannot be, whom it concerns, what may be behind it."""

    words: str
    people: tuple[tuple[str, Said], ...]
    advice: str


def impossible_shown(
    found: Sequence[Impossible[int]], names: Mapping[int, ToldSaid]
) -> tuple[FaultShown, ...]:
    """The faults in the order found."""
    return tuple(
        FaultShown(
            _words(each),
            tuple((str(who), _name(names.get(who))) for who in each.people),
            _advice(each.fault),
        )
        for each in found
    )


def _words(each: Impossible[int]) -> str:
    if each.fault is Fault.YOUNG and each.years is not None:
        if each.years < 0:
            return counted(
                ngettext,
                "The parent would be %(count)s year younger than the child",
                "The parent would be %(count)s years younger than the child",
                -each.years,
            )
        return counted(
            ngettext,
            "The parent would be only %(count)s year older than the child",
            "The parent would be only %(count)s years older than the child",
            each.years,
        )
    if each.fault is Fault.OLD and each.years is not None:
        return counted(
            ngettext,
            "The parent would be %(count)s year older than the child",
            "The parent would be %(count)s years older than the child",
            each.years,
        )
    return {
        Fault.RING: _("These people would be their own forebears"),
        Fault.PARENTS: _("More than two parents by birth"),
        Fault.SAME_SEX_PARENTS: _("Two fathers or two mothers by birth"),
    }.get(each.fault, str(each.fault))


def _advice(fault: Fault) -> str:
    return {
        Fault.RING: _(
            "Somebody was probably joined with a namesake of another generation: look at their judgements."
        ),
        Fault.PARENTS: _("Two of the parents are often one person who is not joined yet; all are kept."),
        Fault.SAME_SEX_PARENTS: _("The two are often one person who is not joined yet; both are kept."),
        Fault.YOUNG: _("A date may be wrong, or a grandparent be taken for a parent."),
        Fault.OLD: _("A date may be wrong, or a namesake be taken for the parent."),
    }[fault]


def _name(told: ToldSaid | None) -> Said:
    return Said(told.text, told.language) if told else Said("")
