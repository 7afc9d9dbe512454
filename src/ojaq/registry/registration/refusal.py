"""What is told when a document cannot be taken: where, and why, in a sentence without anybody's name in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

# One English sentence for each reason. Doors translate them; the field is told beside the sentence.
SENTENCES = {
    "too-long": "This line is longer than 4 MiB.",
    "not-utf8": "This line is not UTF-8 text.",
    "not-json": "This line is not JSON.",
    "repeated-key": "The same name stands twice in one JSON object.",
    "too-deep": "The JSON is nested too deeply.",
    "number": "A number here is too large to be kept exactly.",
    "surrogate": "There is half a character here (a lone surrogate).",
    "nul": "There is a NUL character here.",
    "bidi": "There is a character here that turns the direction of writing around.",
    "version": "This is not registration/1.",
    "id": "This is not a UUID.",
    "missing": "Something that must be here is missing.",
    "shape": "Something of another kind is expected here.",
    "date": "This is not a date in EDTF.",
    "ref-repeated": "Two have the same ref.",
    "ref-unknown": "This ref points to nobody in this registration.",
    "cycle": "Somebody would be their own ancestor.",
    "nobody-named": "Nobody in this registration has a name.",
    "consent-refused": "The registrant did not agree to be registered. Nothing was kept.",
    "consent-missing": "Somebody at the desk must be asked whether they agree to be registered.",
    "withdrawn": "This registration was withdrawn by its registrant and stays withdrawn.",
    "no-key": "This row has no key of its own.",
    "too-many-columns": "This row has more cells than the header.",
    "not-a-choice": "This is none of the answers of the form. Export it with XML values, not with labels.",
    "repeats-missing": "More was told than stands in this file: the repeats of the form are missing. Export them too.",
    "broken-row": "This row cannot be read.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one document (one line of a file) was not taken.

    `code` is a key of SENTENCES; `field` is a path such as `people[2].born`, or "" for the whole line; `line` counts from 1,
    0 when the document came alone.
    """

    code: str
    field: str = ""
    line: int = 0

    @property
    def sentence(self) -> str:
        """The English sentence."""
        return SENTENCES[self.code]

    def at(self, line: int) -> Refusal:
        """The same refusal with its line."""
        return replace(self, line=line)


class NotTakenError(Exception):
    """Carries a refusal out of the depths of the reader; never leaves `read`."""

    def __init__(self, code: str, field: str = "") -> None:
        self.refusal = Refusal(code, field)
        super().__init__(code)
