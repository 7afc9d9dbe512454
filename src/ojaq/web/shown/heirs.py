"""The page of the heirs in words: the line, the shares of each reading, how they follow, what would settle it, the versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ojaq.registry.estates.pages import (
    EstatePage,
    Link,
    PassingShown,
    ReadingShown,
    Sentence,
    Someone,
    SupposedShown,
)
from ojaq.resources import succession
from ojaq.web.drawing.descent import descent
from ojaq.web.drawing.tree import TreeDrawing, Written
from ojaq.web.shown.heirs_told import changes_told, missing_told
from ojaq.web.shown.words import Said, counted
from ojaq.web.words.dates import day_in_words, in_words
from ojaq.web.words.laws import law, law_status, residue, version_state

BAR = 1000
"""Width of a bar of shares, in units of its own."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in words: the name as said, or the register's own words where it is kept."""

    key: str
    number: str
    name: Said
    ours: str
    life: str

    @property
    def text(self) -> str:
        """The name alone, for a sentence."""
        return self.name.text or self.ours


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the line: the child of whom, with the mark and words of its proof."""

    child: Who
    parent: Who
    words: str
    proof: str
    proof_words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One heir: the weakest link, and a share in each reading ("" none)."""

    who: Who
    asking: bool
    proof: str
    proof_words: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: from where, how wide, of `BAR`."""

    x: int
    width: int
    label: str
    odd: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """One death in words."""

    day: str
    head: str
    law: str
    status: str
    draft: bool
    sentences: tuple[str, ...]
    shares: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One reading: its words (short for the table, long for the heading), its bar, its deaths."""

    short: str
    words: str
    total: str
    bar: tuple[Part, ...]
    passed: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in words."""

    id: int
    number: int
    state: str
    state_words: str
    made: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeirsPage:
    """Everything on the page, in words of the reader."""

    dead: Who
    asking: Who
    place: Said
    drawing: TreeDrawing | None
    line: tuple[Step, ...]
    rows: tuple[Row, ...]
    residues: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[Column, ...]
    missing: tuple[str, ...]
    versions: tuple[VersionRow, ...]
    proposed: VersionRow | None
    changed: tuple[str, ...]
    masked: bool
    draft: bool
    kept: bool
    may_keep: bool
    others: tuple[Who, ...]


def heirs_shown(page: EstatePage, *, mirrored: bool = False) -> HeirsPage:
    """The page in the reader's language."""
    people = {key: who_shown(one) for key, one in page.people.items()}
    versions = tuple(
        VersionRow(
            one.id,
            one.number,
            one.state,
            version_state(one.state),
            day_in_words(one.made_at),
            changes_told(one.changes, people),
        )
        for one in page.versions
    )
    return HeirsPage(
        dead=people[page.dead],
        asking=people[page.asking],
        place=Said(page.place.text, page.place.language),
        drawing=_drawing(page, people, mirrored),
        line=tuple(_step(link, people) for link in page.line),
        rows=_rows(page, people),
        residues=_residues(page),
        columns=tuple(_column(one, people) for one in page.readings),
        missing=tuple(missing_told(one, people) for one in page.missing),
        versions=versions[::-1],
        proposed=next((one for one in versions if one.state == "proposed"), None),
        changed=changes_told(page.changed, people),
        masked=any(one.masked for one in page.people.values()),
        draft=any(passed.status == "draft" for one in page.readings for passed in one.passings),
        kept=page.case is not None,
        may_keep=page.may_keep,
        others=tuple(people[key] for key in page.others if people[key].number),
    )


def who_shown(one: Someone) -> Who:
    """Somebody in words."""
    if one.masked:
        number = one.key.removeprefix("m")
        return Who(one.key, "", Said(""), _("relative %(number)s (name kept)") % {"number": number}, "")
    ours = "" if one.name.text else _("name not told")
    return Who(one.key, str(one.number or ""), Said(one.name.text, one.name.language), ours, _life(one))


def _life(one: Someone) -> str:
    if one.presumed:
        return _("taken to have died by now")
    if one.died:
        return _("died %(date)s") % {"date": in_words(one.died)}
    return _("no death is told")


def _drawing(page: EstatePage, people: Mapping[str, Who], mirrored: bool) -> TreeDrawing | None:
    if not page.links:
        return None
    written = {
        key: Written(
            who.text,
            who.name.language,
            who.life if not page.people[key].masked else "",
            "living" if page.people[key].masked else "box",
        )
        for key, who in people.items()
    }
    return descent(page.dead, page.asking, page.links, written, mirrored=mirrored)


def _step(link: Link, people: Mapping[str, Who]) -> Step:
    words = (
        _("married to")
        if link.couple
        else _("adopted child of")
        if link.nature == "adoptive"
        else _("child of")
    )
    return Step(people[link.other], people[link.one], words, link.proof, proof_words(link))


def proof_words(link: Link) -> str:
    """The words of a proof."""
    if link.proof == "documented":
        return _("documented")
    if link.proof == "contradicted":
        return _("contradicted")
    if link.proof == "corroborated":
        return counted(ngettext, "%(count)s testimony", "%(count)s testimonies", link.testimonies)
    return _("told once")


def _rows(page: EstatePage, people: Mapping[str, Who]) -> tuple[Row, ...]:
    heirs = dict.fromkeys(key for reading in page.readings for key in reading.shares)
    rows = []
    for key in heirs:
        link = page.weakest.get(key)
        rows.append(
            Row(
                people[key],
                key == page.asking,
                link.proof if link else "absent",
                proof_words(link) if link else _("no link is told"),
                tuple(str(one.shares[key]) if key in one.shares else "" for one in page.readings),
            )
        )
    return tuple(rows)


def _residues(page: EstatePage) -> tuple[tuple[str, tuple[str, ...]], ...]:
    kinds = dict.fromkeys(kind for one in page.readings for kind in one.residue)
    return tuple(
        (residue(kind), tuple(str(one.residue[kind]) if kind in one.residue else "" for one in page.readings))
        for kind in kinds
    )


def _column(one: ReadingShown, people: Mapping[str, Who]) -> Column:
    total = sum(one.shares.values(), Fraction(0)) + sum(one.residue.values(), Fraction(0))
    return Column(
        short=", ".join(_supposed(each, people, short=True) for each in one.supposed) or _("Share"),
        words="; ".join(_supposed(each, people, short=False) for each in one.supposed),
        total=str(total),
        bar=_bar(one, people),
        passed=tuple(_passed(each, people) for each in one.passings),
    )


def _supposed(one: SupposedShown, people: Mapping[str, Who], *, short: bool) -> str:
    who = people[one.who].text
    if one.died:
        date = in_words(one.died)
        return (
            _("died %(date)s") % {"date": date}
            if short
            else _("If %(who)s died %(date)s") % {"who": who, "date": date}
        )
    whom = people[one.whom].text
    if one.outlived:
        return _("If %(who)s outlived %(whom)s") % {"who": who, "whom": whom}
    return _("If %(who)s died before %(whom)s") % {"who": who, "whom": whom}


def _bar(one: ReadingShown, people: Mapping[str, Who]) -> tuple[Part, ...]:
    parts, at = [], Fraction(0)
    for place, (key, share) in enumerate(one.shares.items()):
        x, end = round(at * BAR), round((at + share) * BAR)
        parts.append(
            Part(
                x, end - x, people[key].text.split(" ")[0] if share >= Fraction(1, 9) else "", place % 2 == 0
            )
        )
        at += share
    return tuple(parts)


def _passed(one: PassingShown, people: Mapping[str, Who]) -> Passed:
    sentences = succession.sentences((get_language() or "en")[:2])
    told = tuple(_sentence(step, sentences, people) for step in one.proof)
    if one.refused:
        told = (_refused(one.refused[0]),)
    shares = [(people[key].text, str(share)) for key, share in one.shares.items()]
    shares += [(residue(kind), str(part)) for kind, part in one.residue.items()]
    head = _("%(who)s died and held %(share)s.") % {
        "who": people[one.of].text,
        "share": _("the whole") if one.held == 1 else one.held,
    }
    return Passed(
        in_words(one.died),
        head,
        law(one.regime),
        law_status(one.status),
        one.status == "draft",
        told,
        tuple(shares),
    )


def _sentence(step: Sentence, sentences: Mapping[str, str], people: Mapping[str, Who]) -> str:
    names = [people[key].text for key in step.people]
    filled = sentences[step.code].format(
        people=", ".join(names),
        first=names[0] if names else "",
        rest=", ".join(names[1:]),
        order=step.order,
        fraction="" if step.fraction is None else str(step.fraction),
    )
    return f"{filled} [{step.ref}]" if step.ref else filled


def _refused(code: str) -> str:
    return {
        "no-regime-recorded": _(
            "No law of succession is recorded for this place on that day. The part stays open."
        ),
        "too-uncertain": _("Too much is uncertain here to lay it out. The part stays open."),
    }.get(code, _("A rule that is needed here is not recorded. The part stays open."))
