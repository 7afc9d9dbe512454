"""Reading a name: the parts of a `name` object of registration/1 become tokens, roots, the father's name
and hints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ojaq.core.names.endings import without
from ojaq.core.names.knowledge import NameKnowledge, Token
from ojaq.core.names.parts import Parts, main_words, part_family, read_parts, take_father
from ojaq.core.names.scripts import Word
from ojaq.core.names.tokens import MOST_REMEMBERED, Speaker


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as it is compared.

    Empty tuples and None mean: not said. `numeral` tells namesakes apart ("2", "junior").
    """

    given: tuple[Token, ...]
    family: tuple[Token, ...]
    family_root: Token | None
    birth_family: tuple[Token, ...]
    birth_family_root: Token | None
    father: Token | None
    also: tuple[tuple[Token, ...], ...]
    numeral: str
    sex_hint: Literal["female", "male"] | None
    placeholder: bool


def read_name(name: Mapping[str, object], knowledge: NameKnowledge) -> ReadName:
    """Read a `name` object of registration/1.

    Anything may be missing or of a wrong type: what cannot be read is not said.

    `as_written` is split where given or family name are missing. Never raises for any text.
    """
    texts = {
        part: _text(name.get(part))
        for part in ("given", "patronymic", "family", "birth_family", "as_written")
    }
    also = tuple(_texts(name.get("also")))
    language = name.get("language")
    speaker = Speaker(
        " ".join((*texts.values(), *also)), language if isinstance(language, str) else None, knowledge
    )
    parts = read_parts(texts, speaker)
    return ReadName(
        given=_tokens(parts.given, speaker),
        family=_tokens(parts.family, speaker),
        family_root=_root(parts.family, speaker),
        birth_family=_tokens(parts.birth_family, speaker),
        birth_family_root=_root(parts.birth_family, speaker),
        father=_father(parts, speaker),
        also=tuple(
            tokens
            for text in also
            if (tokens := _tokens(main_words(speaker.words(text), knowledge), speaker))
        ),
        numeral=parts.numeral,
        sex_hint=parts.sex or _feminine(parts, knowledge),
        placeholder=parts.placeholder,
    )


def read_words(text: str, language: str | None, knowledge: NameKnowledge) -> tuple[Token, ...]:
    """The words of a text as tokens, without kin words, honorifics, particles and stand-ins where others
    are left."""
    speaker = Speaker(text, language, knowledge)
    return _tokens(main_words(speaker.words(text), knowledge), speaker)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [v for v in value if isinstance(v, str)] if isinstance(value, Sequence) else []


def _tokens(words: Sequence[Word], speaker: Speaker) -> tuple[Token, ...]:
    return tuple(token for word in words if (token := speaker.token(word)).sound)


def _root(words: tuple[Word, ...], speaker: Speaker) -> Token | None:
    """The family name without its ending: of the last word that has one, else the last word as it is; remembered."""
    if not words:
        return None
    memo, key = speaker.knowledge.roots, (speaker.key, tuple(word.written for word in words))
    if key in memo:
        return memo[key]
    if len(memo) >= MOST_REMEMBERED:
        memo.clear()
    root = memo[key] = _root_of(words, speaker)
    return root


def _root_of(words: tuple[Word, ...], speaker: Speaker) -> Token | None:
    word = part_family(words, speaker.knowledge)
    token = speaker.token(without(word, speaker.knowledge.endings.family_ending(word)))
    return token if token.sound else None


def _father(parts: Parts, speaker: Speaker) -> Token | None:
    if parts.father is None:
        return None
    known = speaker.knowledge.fathers.get(parts.father.folded)
    word = (
        speaker.words(known)[0] if known else take_father(parts.father, parts.father_said, speaker.knowledge)
    )
    token = speaker.token(word)
    return token if token.sound else None


def _feminine(parts: Parts, knowledge: NameKnowledge) -> Literal["female"] | None:
    words = (*parts.family, *parts.birth_family)
    return (
        "female"
        if any(knowledge.endings.family_ending(w) in knowledge.endings.feminine for w in words)
        else None
    )
