"""What the reckoning of shares refuses."""

from __future__ import annotations

from ojaq.errors import Refused


class SuccessionRefused(Refused):
    """Something about a case or a regime cannot be taken."""

    code = "succession-refused"
    sentence = "This case cannot be reckoned."


class BrokenRegime(SuccessionRefused):
    """A regime file does not say what an engine needs. `regime` is its id, `part` the place in the file."""

    code = "broken-regime"
    sentence = "The regime %(regime)s is not complete: %(part)s."


class BrokenCase(SuccessionRefused):
    """A case file is not understood. `part` is the place in the file."""

    code = "broken-case"
    sentence = "The case is not understood at %(part)s."


class NoRegimeRecorded(SuccessionRefused):
    """No regime in the tables was in force there on that day; the nearest one is never taken instead."""

    code = "no-regime-recorded"
    sentence = (
        "No law of succession is recorded for %(law)s on %(day)s. "
        "Nothing is reckoned, and no other law is put in its place."
    )


class TooUncertain(SuccessionRefused):
    """More uncertain facts than scenarios can be laid out for."""

    code = "too-uncertain"
    sentence = "%(count)s facts are uncertain; at most %(limit)s can be laid out side by side. Settle the others first."


class RuleNotRecorded(SuccessionRefused):
    """The case needs a rule that nobody has read into the tables of this regime."""

    code = "rule-not-recorded"
    sentence = "The rule on %(rule)s is not recorded for %(regime)s. Nothing is reckoned in its place."
