"""The case on paper: plain values for the template, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ojaq.registry.access.selectors import is_fictional
from ojaq.web.documents import Sheet
from ojaq.web.shown.heirs import HeirsPage, Passed, Who
from ojaq.web.words.dates import day_in_words


def paper_sheet() -> Sheet:
    """What every page bears: the notice, and the stamp of a demonstration."""
    foot = [_("Indicative: a reckoning, not a ruling and no title. Only a court or a notary decides.")]
    stamp: tuple[str, ...] = ()
    if is_fictional():
        stamp = (_("FICTIONAL"),)
        foot.append(_("A demonstration in rehearsal. Nobody on this page exists."))
    return Sheet(
        _("Heirs and shares"), get_language() or "en", timezone.localdate(), stamp=stamp, foot=tuple(foot)
    )


def paper_values(page: HeirsPage) -> dict[str, Any]:
    """Everything the template prints."""
    return {
        "title": _("Heirs and shares"),
        "dead": _who(page.dead),
        "place": page.place.text,
        "asking": _who(page.asking),
        "words": _words(),
        "day": day_in_words(timezone.localdate()),
        "line": [
            {"child": _who(one.child), "words": one.words, "parent": _who(one.parent), "proof": one.proof,
             "proof_words": one.proof_words}
            for one in page.line
        ],
        "columns": [one.short for one in page.columns],
        "totals": [one.total for one in page.columns],
        "rows": [
            {"who": _who(one.who), "asking": one.asking, "proof": one.proof, "proof_words": one.proof_words,
             "shares": list(one.shares)}
            for one in page.rows
        ],
        "residues": [{"words": words, "shares": list(shares)} for words, shares in page.residues],
        "readings": [
            {"words": one.words, "passed": [_passed(each) for each in one.passed]} for one in page.columns
        ],
        "missing": list(page.missing),
        "version": _version(page),
        "draft": page.draft,
        "masked": page.masked,
    }  # fmt: skip


def _words() -> dict[str, str]:
    return {
        "estate": _("The estate of"),
        "at": _("House and land in"),
        "for": _("For"),
        "on": _("Reckoned on"),
        "notice": _(
            "This paper reckons who may stand for what was left, by the law of the place on the day of each death, from what "
            "was told. It decides nothing and gives no title."
        ),
        "line": _("Line of descent"),
        "shares": _("Shares"),
        "heir": _("Heir"),
        "weakest": _("Weakest link"),
        "sum": _("Sum"),
        "none": _("no share"),
        "how": _("How it was reckoned"),
        "law": _("Law"),
        "missing": _("What would settle it"),
        "draft": _(
            "Draft: a law used here was not read in a source that can be named. Not for a certificate."
        ),
        "masked": _("Names of relatives who may be living are kept from one another until they agree."),
        "one_proof": _(
            "A share does not shrink because its link was told only once. The mark says what stands behind it."
        ),
    }


def _who(who: Who) -> dict[str, str]:
    return {"text": who.text, "language": who.name.language if who.name.text else "", "life": who.life,
            "ours": "yes" if who.ours else ""}  # fmt: skip


def _passed(one: Passed) -> dict[str, Any]:
    return {
        "day": one.day,
        "head": one.head,
        "law": one.law,
        "status": one.status,
        "draft": one.draft,
        "sentences": list(one.sentences),
        "shares": [list(pair) for pair in one.shares],
    }


def _version(page: HeirsPage) -> str:
    """Which kept version this agrees with, or that it is not kept."""
    standing = next((one for one in page.versions if one.state == "standing"), None)
    if standing is None:
        return _("Not kept as a version: what is told tomorrow may change it.")
    if page.changed or page.proposed:
        return _("Version %(number)s of %(date)s stands. What is printed here is newer and not decided.") % {
            "number": standing.number,
            "date": standing.made,
        }
    return _("This is version %(number)s of %(date)s.") % {"number": standing.number, "date": standing.made}
