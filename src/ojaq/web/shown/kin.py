"""Relatives in words, and as the small drawing."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ojaq.registry.families.pages import PersonPage, RelativeShown
from ojaq.web.drawing.family import Family, Kin, family
from ojaq.web.shown.person import Relative
from ojaq.web.shown.sources import evidence_words

DRAWN = 6  # siblings drawn; the list has them all


def relatives(page: PersonPage) -> tuple[Relative, ...]:
    """The list: parents, husbands and wives, siblings, children, each with how well it is told."""
    return tuple(
        Relative(
            number=str(kin.number),
            relation=relation(kin),
            name=kin.name.text,
            language=kin.name.language,
            years=years(kin.years),
            evidence=kin.evidence,
            evidence_words=evidence_words(kin.evidence, len(kin.sources)),
        )
        for kin in page.relatives
    )


def tree(page: PersonPage) -> Family | None:
    """The drawing; None when nobody stands around the person."""
    if not page.relatives:
        return None
    here = Kin(str(page.number), page.name.text, page.name.language, _own_years(page))
    return family(
        here,
        _drawn(page.relatives, "parent"),
        _drawn(page.relatives, "sibling")[:DRAWN],
        _drawn(page.relatives, "spouse"),
        _drawn(page.relatives, "child"),
    )


def _drawn(relatives: Sequence[RelativeShown], kin: str) -> list[Kin]:
    return [
        Kin(str(one.number), one.name.text, one.name.language, years(one.years), one.evidence)
        for one in relatives
        if one.kin == kin
    ]


def _own_years(page: PersonPage) -> str:
    bounds: dict[str, int] = {}
    for mark in page.life:
        if (
            mark.what in ("born", "died")
            and mark.earliest
            and mark.latest
            and mark.earliest.year == mark.latest.year
        ):
            bounds.setdefault(mark.what, mark.earliest.year)
    return years((bounds.get("born"), bounds.get("died")))


def years(bounds: tuple[int | None, int | None]) -> str:
    """From when to when somebody lived, as far as told."""
    born, died = bounds
    if born and died:
        return _("%(first)s to %(last)s") % {"first": born, "last": died}
    if born:
        return _("born %(year)s") % {"year": born}
    return _("died %(year)s") % {"year": died} if died else ""


def relation(kin: RelativeShown) -> str:
    """What a relative is to the person of the page, with what is not by birth said beside."""
    words = {
        "parent": {"male": _("Father"), "female": _("Mother"), "": _("Parent")},
        "spouse": {"male": _("Husband"), "female": _("Wife"), "": _("Husband or wife")},
        "sibling": {"male": _("Brother"), "female": _("Sister"), "": _("Brother or sister")},
        "child": {"male": _("Son"), "female": _("Daughter"), "": _("Child")},
    }[kin.kin]
    said = words.get(kin.sex) or words[""]
    natures = {"adoptive": _("by adoption"), "step": _("by remarriage"), "foster": _("brought up")}
    beside = [natures[nature] for nature in kin.natures if nature in natures]
    return f"{said}, {', '.join(beside)}" if beside else said
