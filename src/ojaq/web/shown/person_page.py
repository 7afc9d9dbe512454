"""The page of a person, from what families tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.families.pages import Fact as ToldFact
from ojaq.registry.families.pages import PersonPage
from ojaq.registry.families.pages import Version as ToldVersion
from ojaq.registry.identity.cards import JudgementShown
from ojaq.registry.identity.cards import Reason as ToldReason
from ojaq.registry.places.selectors import PlaceBrief
from ojaq.web.shown.counter import Reason
from ojaq.web.shown.kin import relatives, tree
from ojaq.web.shown.life import life
from ojaq.web.shown.map import Spot, spot, spots
from ojaq.web.shown.person import Fact, Judged, Name, PersonShown, Version
from ojaq.web.shown.reckoning import reckoning_of
from ojaq.web.shown.sources import evidence_words, told_by
from ojaq.web.shown.words import Said, counted
from ojaq.web.words.dates import day_in_words, in_words
from ojaq.web.words.likelihood import likelihood

OTHER_NAMES = 5


def person_shown(page: PersonPage) -> PersonShown:
    """Everything on the page, in words of the reader."""
    around = relatives(page)
    return PersonShown(
        number=str(page.number),
        asked_under="" if page.asked == page.number else str(page.asked),
        name=Said(page.name.text, page.name.language),
        other_names=_other_names(page),
        names=tuple(Name(one.text.text, one.text.language, told_by(one.sources)) for one in page.names),
        standing=_standing(page),
        testimonies=counted(ngettext, "%(count)s testimony", "%(count)s testimonies", page.testimonies),
        facts=tuple(_fact(fact) for fact in page.facts if fact.code != "name"),
        relatives=around,
        family_words=counted(ngettext, "%(count)s relative", "%(count)s relatives", len(around))
        if around
        else "",
        family_open=False,
        tree=tree(page),
        judgements=tuple(_judged(one) for one in page.judgements),
        judged=counted(ngettext, "%(count)s judgement", "%(count)s judgements", len(page.judgements)),
        life=life(page.life),
    )


def places_of(page: PersonPage) -> dict[str, list[str]]:
    """Gazetteer id -> what is told of the place in this life, as codes of facts, in the order of the page."""
    found: dict[str, list[str]] = {}
    for fact in page.facts:
        for version in fact.versions:
            if version.place and fact.code not in found.setdefault(version.place, []):
                found[version.place].append(fact.code)
    return found


def life_spots(page: PersonPage, known: Mapping[str, PlaceBrief]) -> tuple[Spot, ...]:
    """The places of a life on a map, each with what is told of it."""
    return spots(
        spot(
            known[place],
            kind="born" if codes == ["born_in"] else "",
            beside=", ".join(label(code) for code in codes),
        )
        for place, codes in places_of(page).items()
        if place in known
    )


def _other_names(page: PersonPage) -> tuple[Said, ...]:
    """The other ways the name was written, each once."""
    seen, others = {page.name.text}, []
    for one in page.names:
        if one.text.text not in seen:
            seen.add(one.text.text)
            others.append(Said(one.text.text, one.text.language))
    return tuple(others[:OTHER_NAMES])


def _standing(page: PersonPage) -> str:
    if not page.registered:
        return _("named by others, not registered")
    if page.registered_at is None:
        return _("has registered")
    return _("registered on %(date)s") % {"date": day_in_words(page.registered_at)}


def _fact(fact: ToldFact) -> Fact:
    why = _why(fact) if fact.contradicted else ""
    disagree = _("The tellings do not fit together") if fact.contradicted else ""
    return Fact(
        label(fact.code),
        tuple(_version(fact.code, one) for one in fact.versions),
        fact.contradicted,
        disagree,
        why,
    )


def _why(fact: ToldFact) -> str:
    """Why one version stands first; where nothing speaks for one, that is said. "" where what contradicts it is another fact: a
    father beside two people told as parents without their sex."""
    if len(fact.versions) < 2:
        return ""
    first, second = (len(one.sources) for one in fact.versions[:2])
    if first > second:
        return _("The one that more testimonies tell stands first. All of them stay.")
    return _(
        "As many testimonies tell the one as the other, so neither is taken for truer. All of them stay."
    )


def _version(code: str, version: ToldVersion) -> Version:
    text, ours, beside = version.text.text, False, ""
    if code == "sex":
        text, ours = {"female": _("woman"), "male": _("man")}.get(text, text), True
    elif version.edtf and text in ("", version.edtf):
        text = in_words(version.edtf)
    elif version.edtf:
        beside = in_words(version.edtf)
    return Version(
        text=text,
        language=version.text.language,
        # Inside a box of contradictions each version keeps the mark of how often it was told.
        evidence=_mark(version),
        evidence_words=evidence_words(_mark(version), len(version.sources)),
        sources=told_by(version.sources),
        place=version.place,
        number="" if version.number is None else str(version.number),
        ours=ours,
        beside=beside,
    )


def _mark(version: ToldVersion) -> str:
    if version.evidence == "contradicted":
        return "corroborated" if len(version.sources) > 1 else "told"
    return version.evidence


def label(code: str) -> str:
    """The label of a fact; a code not known here stands as it is, rather than hiding the fact."""
    known = {
        "sex": _("Sex"),
        "born": _("Born"),
        "died": _("Died"),
        "missing": _("Missing"),
        "origin": _("Home village"),
        "born_in": _("Born in"),
        "lives_in": _("Lives in"),
        "left": _("Left"),
        "father": _("Father"),
        "mother": _("Mother"),
        "parent": _("Parent"),
        "spouse": _("Husband or wife"),
    }
    return known.get(code, code)


def _judged(one: JudgementShown) -> Judged:
    act = "undo" if one.can_undo else "redo" if one.can_redo else ""
    return Judged(
        id=one.id,
        low=Said(one.low.text, one.low.language),
        high=Said(one.high.text, one.high.language),
        different=one.verdict == "different",
        by=_by(one),
        reasons=reasons_shown(one.reasons),
        reckoned=one.by == "engine" and one.verdict == "same" and not one.reasons,
        taken_back=not one.standing,
        act=act,
        act_words={"undo": _("Undo"), "redo": _("Put back"), "": ""}[act],
        other="" if one.other is None else str(one.other),
        fall=reckoning_of(one.weighed),
        likely=likelihood_of(one),
    )


def reasons_shown(told: Sequence[ToldReason]) -> tuple[Reason, ...]:
    """What speaks for and against, in words."""
    return tuple(Reason("for" if reason.weight > 0 else "against", reason.text) for reason in told)


def likelihood_of(one: JudgementShown) -> str:
    """How likely the engine held it, as a figure; "" of people's judgements."""
    return "" if one.probability is None else likelihood(one.probability).number


def _by(one: JudgementShown) -> str:
    verdict = {"same": _("Same"), "different": _("Different"), "unsure": _("Unsure")}.get(
        one.verdict, one.verdict
    )
    if one.by == "engine":
        who = _("the engine")
        if number := likelihood_of(one):
            who = f"{who}, {number}"
    else:
        who = f"{one.reviewer or _('the command line')}, {day_in_words(one.at)}"
    said = f"{verdict}: {who}."
    if not one.standing and one.taken_back_at:
        said += " " + _("Taken back on %(date)s.") % {"date": day_in_words(one.taken_back_at)}
    return said
