"""The review page: the queue, and two people side by side in words of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ojaq.registry.identity.cards import Reason as ToldReason
from ojaq.registry.review.pages import SIDE_CODES, Agreement, LastJudged, Pair, Queue, QueueLine, Side
from ojaq.registry.review.selectors.queue import MOST_COUNTED
from ojaq.web.drawing.waterfall import Waterfall
from ojaq.web.shown.reckoning import reckoning_of
from ojaq.web.shown.words import Said, counted, figure
from ojaq.web.words.dates import in_words
from ojaq.web.words.differing import Piece, pieces
from ojaq.web.words.likelihood import Likelihood, likelihood

LABELS = {
    "name": gettext_lazy("Name"),
    "also": gettext_lazy("Also called"),
    "father": gettext_lazy("Father"),
    "mother": gettext_lazy("Mother"),
    "parent": gettext_lazy("Parent"),
    "born": gettext_lazy("Born"),
    "origin": gettext_lazy("Village"),
    "spouse": gettext_lazy("Husband or wife"),
    "sibling": gettext_lazy("Brothers and sisters"),
    "child": gettext_lazy("Children"),
    "left": gettext_lazy("Left"),
    "died": gettext_lazy("Died"),
}
VERDICTS = {
    "same": gettext_lazy("same"),
    "different": gettext_lazy("different"),
    "unsure": gettext_lazy("unsure"),
}
_ROW_OF = {
    "given": "name", "second_given": "name", "family": "name", "numeral": "name", "father_name": "father",
    "father": "father", "mother": "mother", "year": "born", "day": "born", "place": "origin", "spouse": "spouse",
    "sibling": "sibling", "child": "child", "guardian": "parent",
}  # fmt: skip
_WORTH_ASKING = ("father", "mother", "born", "origin", "spouse")
ALWAYS = ("name", "father", "mother", "born", "origin")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one testimony says: texts in pieces, each with its language; none when it says nothing."""

    texts: tuple[tuple[tuple[Piece, ...], str], ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison. how: same, fits, differs, oneside or "" (nothing to say)."""

    label: str
    low: Cell
    high: Cell
    how: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideShown:
    """The head of one side."""

    who: str
    teller: Said | None
    where: str
    number: str
    testimonies: str


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two people, one decision."""

    judgement: int
    question: str
    likely: Likelihood
    low: SideShown
    high: SideShown
    rows: tuple[Row, ...]
    also: tuple[str, ...]
    if_same: tuple[str, ...]
    would_settle: tuple[str, ...]
    verdict: str
    fall: Waterfall | None


@dataclass(frozen=True, slots=True)
class LineShown:
    """One pair of the queue."""

    judgement: int
    low: Said
    high: Said
    settles: str
    here: bool


@dataclass(frozen=True, slots=True)
class QueueShown:
    """The side of the page: how far today, what comes next, what was left."""

    done: str
    meter: int
    waiting: str
    lines: tuple[LineShown, ...]
    following: str
    left_open: str
    disputed: str
    agreement: str
    pairs_a_day: int
    again_in_hundred: int


@dataclass(frozen=True, slots=True)
class LastShown:
    """The last judgement of this reviewer, to be taken back."""

    judgement: int
    name: Said
    verdict: str


def queue_shown(queue: Queue, agreed: Agreement, here: int) -> QueueShown:
    """The queue in words."""
    more = _("more than %(count)s") % {"count": figure(MOST_COUNTED)}
    count = more if queue.waiting >= MOST_COUNTED else figure(queue.waiting)
    return QueueShown(
        done=_("%(done)s of %(plan)s for today")
        % {"done": figure(queue.done), "plan": figure(queue.pairs_a_day)},
        meter=min(100, queue.done * 100 // max(1, queue.pairs_a_day)),
        waiting=_("Waiting: %(count)s") % {"count": count},
        lines=tuple(line_shown(line, here) for line in queue.lines),
        following=f"{queue.following.settles}-{queue.following.judgement}" if queue.following else "",
        left_open=_some(ngettext, "%(count)s pair left open", "%(count)s pairs left open", queue.left_open),
        disputed=_some(ngettext, "%(count)s disagreement", "%(count)s disagreements", queue.disputed),
        agreement=_agreement(agreed),
        pairs_a_day=queue.pairs_a_day,
        again_in_hundred=queue.again_in_hundred,
    )


def line_shown(line: QueueLine, here: int = 0) -> LineShown:
    """One line of the queue."""
    settles = _some(ngettext, "settles %(count)s", "settles %(count)s", line.settles)
    return LineShown(
        line.judgement,
        Said(line.low.text, line.low.language),
        Said(line.high.text, line.high.language),
        settles,
        line.judgement == here,
    )


def _some(one_or_many: object, singular: str, plural: str, count: int) -> str:
    return counted(one_or_many, singular, plural, count) if count else ""  # type: ignore[arg-type]


def _agreement(agreed: Agreement) -> str:
    if not agreed.twice:
        return _("No pair was asked twice yet.")
    return _("Asked twice: %(twice)s. Answered alike: %(alike)s.") % {
        "twice": figure(agreed.twice),
        "alike": figure(agreed.alike),
    }


def last_shown(last: LastJudged | None) -> LastShown | None:
    """The last judgement."""
    if last is None:
        return None
    name = Said(last.low.text, last.low.language)
    return LastShown(last.judgement, name, str(VERDICTS[last.verdict]))


def pair_shown(pair: Pair) -> PairShown:
    """Two people side by side."""
    by_row: dict[str, list[ToldReason]] = {}
    for reason in pair.reasons:
        by_row.setdefault(_ROW_OF.get(reason.code.partition(".")[0], ""), []).append(reason)
    return PairShown(
        judgement=pair.judgement,
        question=_question(pair),
        likely=likelihood(pair.probability),
        low=_side(pair.low),
        high=_side(pair.high),
        rows=tuple(_rows(pair, by_row)),
        also=tuple(reason.text for reason in by_row.get("", ())),
        if_same=_if_same(pair),
        would_settle=_would_settle(pair),
        verdict=str(VERDICTS[pair.verdict]) if pair.verdict else "",
        fall=reckoning_of(pair.weighed),
    )


def _question(pair: Pair) -> str:
    sexes = {pair.low.sex, pair.high.sex} - {"unknown"}
    if sexes == {"male"}:
        return _("Are these one man?")
    if sexes == {"female"}:
        return _("Are these one woman?")
    return _("Are these one person?")


def _side(side: Side) -> SideShown:
    who = _("Told by themselves") if side.own_telling else _("Told by another")
    where = ", ".join(part for part in (in_words(side.recorded_on), side.office) if part)
    teller = Said(side.teller.text, side.teller.language) if side.teller else None
    told = counted(ngettext, "in %(count)s testimony", "in %(count)s testimonies", side.testimonies)
    return SideShown(who, teller, where, str(side.number), told)


def _rows(pair: Pair, by_row: dict[str, list[ToldReason]]) -> Iterable[Row]:
    for code in SIDE_CODES:
        low, high = pair.low.told.get(code, ()), pair.high.told.get(code, ())
        if not low and not high and code not in by_row and code not in ALWAYS:
            continue
        how, words = _how(by_row.get(code, []), bool(low), bool(high))
        yield Row(
            label=str(LABELS[code]),
            low=_cell(low, high, pair.low.edtf.get(code, "")),
            high=_cell(high, low, pair.high.edtf.get(code, "")),
            how=how,
            words=words,
        )


def _how(reasons: list[ToldReason], low: bool, high: bool) -> tuple[str, tuple[str, ...]]:
    """The mark of a line and its sentences, weightiest first; one telling alone is no doubt."""
    if not reasons:
        return ("oneside", (_("Told on one side only."),)) if low != high else ("", ())
    worth = sum(reason.weight for reason in reasons)
    same = any(reason.code.endswith((".agrees", ".same")) and reason.weight > 0 for reason in reasons)
    # What agrees may still say next to nothing, where everybody's does.
    agrees = any(reason.code.endswith((".agrees", ".same")) for reason in reasons)
    how = "same" if same and worth >= 0 else "differs" if worth < 0 and not agrees else "fits"
    said = (reason.text for reason in sorted(reasons, key=lambda one: -abs(one.weight)))
    return how, tuple(dict.fromkeys(said))


def _cell(own: tuple[object, ...], other: tuple[object, ...], edtf: str) -> Cell:
    texts = tuple(
        (pieces(one.text, _nearest(one.text, [two.text for two in other])), one.language)  # type: ignore[attr-defined]
        for one in own
    )
    beside = in_words(edtf) if edtf and own and own[0].text != edtf else ""  # type: ignore[attr-defined]
    if edtf and own and own[0].text == edtf:  # type: ignore[attr-defined]
        texts = tuple((pieces(in_words(edtf), _in_words(other)), "") for _ in own[:1])
    return Cell(texts, beside)


def _in_words(other: tuple[object, ...]) -> str:
    return in_words(other[0].text) if other else ""  # type: ignore[attr-defined]


def _nearest(text: str, others: list[str]) -> str:
    """Which of several names beside stands across: the same one if it is there, else the first that begins alike."""
    if text in others:
        return text
    return next(
        (one for one in others if one[:1].casefold() == text[:1].casefold()), others[0] if others else ""
    )


def _if_same(pair: Pair) -> tuple[str, ...]:
    gives = pair.high.number if pair.keeps == pair.low.number else pair.low.number
    said = []
    if gives != pair.keeps:
        said.append(
            _("%(keeps)s keeps its number; %(gives)s answers with it.")
            % {"keeps": _spaced(pair.keeps), "gives": _spaced(gives)}
        )
    if pair.others:
        said.append(
            counted(
                ngettext,
                "%(count)s other pair is settled with it.",
                "%(count)s other pairs are settled with it.",
                pair.others,
            )
        )
    said.append(_("Everything can be taken back."))
    return tuple(said)


def _spaced(number: int) -> str:
    text = str(number)
    return f"{text[:3]} {text[3:6]} {text[6:]}"


def _would_settle(pair: Pair) -> tuple[str, ...]:
    missing = [
        str(LABELS[code])
        for code in _WORTH_ASKING
        if bool(pair.low.told.get(code)) != bool(pair.high.told.get(code))
    ]
    if not missing:
        return (_("A document, or a relative who knows both."),)
    return (_("Told on one side only, so worth asking: %(what)s.") % {"what": ", ".join(missing)},)
