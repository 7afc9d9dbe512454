"""What identity refuses."""

from __future__ import annotations

from ojaq.errors import Conflict, NotFound, NotReady, Refused


class NotANumber(Refused):
    """A register number that was misread or mistyped."""

    code = "not-a-number"
    sentence = "This is not a register number: one of its nine digits was misread. Nothing was changed."


class NumbersExhausted(NotReady):
    """Ninety million persons have numbers; the series would have to grow by a digit."""

    code = "numbers-exhausted"
    sentence = "All %(capacity)s register numbers are given out."


class NoSuchPerson(NotFound):
    """No person answers to this number, or none this viewer may see."""

    code = "no-such-person"
    sentence = "Nobody answers to this number."


class NoSuchJudgement(NotFound):
    """No judgement has this id."""

    code = "no-such-judgement"
    sentence = "There is no such judgement."


class HeldApart(Conflict):
    """A standing judgement says that two people are not one; it must be taken back first."""

    code = "held-apart"
    sentence = "Somebody judged that these are two people. Take that back first. Nothing was changed."


class HeldTogether(Conflict):
    """Standing judgements of people hold these two as one; one of them must be taken back first."""

    code = "held-together"
    sentence = "People judged that these are one person. Take that back first. Nothing was changed."


class AlreadyTakenBack(Conflict):
    """The judgement does not stand any more."""

    code = "already-taken-back"
    sentence = "This judgement was already taken back. Nothing was changed by you."


class StillStanding(Conflict):
    """The judgement stands; there is nothing to give back."""

    code = "still-standing"
    sentence = "This judgement stands already. Nothing was changed by you."


class OneTestimony(Refused):
    """Two people of one testimony are two people."""

    code = "one-testimony"
    sentence = "Both are named in one testimony as two people. They cannot be one."


class NotANamesTable(Refused):
    """A community's own table of names that cannot be read; `part` says where."""

    code = "not-a-names-table"
    sentence = "This is not a table of names: its part %(part)s cannot be read. Nothing was changed."


class NoSuchWeights(NotFound):
    """No version of the weights has this name."""

    code = "no-such-weights"
    sentence = "No such weights are kept here. `ojaq resolve --versions` lists them. Nothing was changed."


class TooFewAnswers(NotReady):
    """People answered too few pairs, or all of them alike."""

    code = "too-few-answers"
    sentence = (
        "People answered %(count)s pairs of those the engine left to them. From thirty on, and at least five of each answer,"
        " the weights can follow. Nothing was changed."
    )


class NoWeights(NotReady):
    """The register was never resolved: there are no weights yet to compare with."""

    code = "no-weights"
    sentence = "The register has not learnt its weights yet. Run: ojaq resolve"


class NotAQuestion(Refused):
    """A counter question that names nobody."""

    code = "not-a-question"
    sentence = "Nobody is named here. Type at least one name."
