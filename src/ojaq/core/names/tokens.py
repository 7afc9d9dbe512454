"""Words become tokens: each keeps its written form and gets its sound."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby

from ojaq.core.names.knowledge import NameKnowledge, Token, make_token
from ojaq.core.names.scripts import ABJADS, Word, script_of, words_of
from ojaq.core.names.sounds import Reading

MOST_REMEMBERED = 300_000
LONGEST_TEXT = 5_000  # letters that may tell the reading


class Speaker:
    """Reads the words of one text: the readings are chosen once, by stated language and by letters of the
    whole text."""

    def __init__(self, text: str, language: str | None, knowledge: NameKnowledge) -> None:
        self.knowledge = knowledge
        self.language = language.lower().partition("-")[0] if language else None
        self.text = text
        self.latin = self._reading("latin")
        self.cyrillic = self._reading("cyrillic")
        self.key = f"{self.latin.name} {self.cyrillic.name}"

    def _reading(self, script: str) -> Reading:
        """The reading of a script; the letters of the text are looked at only where the language does not tell."""
        stated = self.knowledge.by_language.get((script, self.language)) if self.language else None
        return stated or self.knowledge.reading(script, self.language, self.letters)

    @cached_property
    def letters(self) -> frozenset[str]:
        """All letters of the text, as written and in lower case."""
        text = self.text[:LONGEST_TEXT]
        return frozenset(text.lower()).union(text)

    @property
    def turkic(self) -> bool:
        """Whether a capital I is dotless here."""
        return self.latin.name == "latin_turkic"

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of `text` in the letters of this reading."""
        return words_of(text, turkic=self.turkic) if text else ()

    def token(self, word: Word) -> Token:
        """The token of one word, remembered."""
        memo, key = self.knowledge.memo, (self.key, word.written)
        found = memo.get(key)
        if found is None or found.written != word.written:
            found = make_token(word.written, self.raw_sound(word), word.script in ABJADS)
            if len(memo) >= MOST_REMEMBERED:
                memo.clear()
            memo[key] = found
        return found

    def raw_sound(self, word: Word) -> str:
        """All sounds of a word, doubled ones twice. Letters of several scripts are read each in its own."""
        said = []
        for script, letters in groupby(word.lower, key=lambda c: script_of(c) or word.script):
            run = "".join(letters)
            reading = {"latin": self.latin, "cyrillic": self.cyrillic}.get(script)
            said.append((reading or self._reading(script)).say(run))
        return "".join(said)


def tokens_of(text: str, language: str | None, knowledge: NameKnowledge) -> tuple[Token, ...]:
    """Every word of a text as a token, words that say nothing (kin words, honorifics) included."""
    speaker = Speaker(text, language, knowledge)
    return tuple(speaker.token(word) for word in speaker.words(text))
