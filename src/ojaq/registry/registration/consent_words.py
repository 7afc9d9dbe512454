"""The words of consent: read aloud in the visitor's language, with what they mean in the clerk's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, override

VERSION_OF_WORDS = "1"
"""Whoever changes a sentence below raises it, so that it is known later which words somebody agreed to."""

# Read aloud.
SENTENCES = {
    "register": gettext_lazy(
        "May we keep what you tell us in this register? You can take it back whenever you like."
    ),
    "trace_family": gettext_lazy("If relatives look for you, may we tell them that you are found?"),
    "contact": gettext_lazy("May we call you or write to you?"),
    "publish": gettext_lazy("May we print your name in the book of your village?"),
    "statistics": gettext_lazy("May we count you in figures that name nobody?"),
    "share_with_court": gettext_lazy("If a court asks, may we hand over what you told?"),
    "share_with_partner": gettext_lazy(
        "May we share what you told with organisations that help displaced people?"
    ),
    "research": gettext_lazy("May researchers read what you told, without your name?"),
}
MEANINGS = {
    "register": gettext_lazy("Keep what was told in this register"),
    "trace_family": gettext_lazy("Tell relatives who search that this person is found"),
    "contact": gettext_lazy("Contact this person"),
    "publish": gettext_lazy("Print the name in the village book"),
    "statistics": gettext_lazy("Count in figures"),
    "share_with_court": gettext_lazy("Hand over to a court"),
    "share_with_partner": gettext_lazy("Share with partner organisations"),
    "research": gettext_lazy("Let researchers read it without names"),
}
FIRST = ("register", "trace_family", "contact", "publish")


def read_aloud(language: str) -> dict[str, str]:
    """The words by purpose, in a language."""
    with override(language):
        return {purpose: str(words) for purpose, words in SENTENCES.items()}
