"""The parts of a name: what is given name, family name and father's name, when that is said and when it is
not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ojaq.core.names.endings import Sex, without
from ojaq.core.names.knowledge import NameKnowledge, WordKind
from ojaq.core.names.numerals import take_numeral
from ojaq.core.names.scripts import Word
from ojaq.core.names.tokens import Speaker

_SAYS_NOTHING: tuple[WordKind, ...] = ("honorific", "particle", "kin")
_FATHER_AFTER: dict[WordKind, Sex] = {"son_before": "male", "daughter_before": "female"}
_FATHER_BEFORE: dict[WordKind, Sex] = {"son_after": "male", "daughter_after": "female"}
_FAMILY_FIRST = frozenset({"hu", "zh", "ko", "ja", "vi"})


@dataclass(slots=True)
class Parts:
    """Words by part, being filled.

    `father_said`: the patronymic stands in its own part or beside a kin word.
    """

    given: tuple[Word, ...] = ()
    family: tuple[Word, ...] = ()
    birth_family: tuple[Word, ...] = ()
    father: Word | None = None
    father_said: bool = False
    numeral: str = ""
    sex: Sex | None = None
    placeholder: bool = False


@dataclass(slots=True)
class _Rest:
    """Words of a text after the father's name was taken out; `cut`: where it stood (None: there was none)."""

    words: list[Word] = field(default_factory=list)
    cut: int | None = None


def read_parts(texts: Mapping[str, str], speaker: Speaker) -> Parts:
    """Parts from the texts `given`, `patronymic`, `family`, `birth_family`, `as_written` ("" where not
    said)."""
    parts = Parts()
    knowledge = speaker.knowledge
    _patronymic(speaker.words(texts["patronymic"]), parts, knowledge)
    given = _without_numeral(speaker.words(texts["given"]), parts, speaker)
    if len(given) > 1:
        given = _given_without_father(given, parts, knowledge)
    parts.given, parts.placeholder = _without_placeholders(given, knowledge)
    family = _without_numeral(speaker.words(texts["family"]), parts, speaker)
    parts.family, _ = _without_placeholders(family, knowledge)
    parts.birth_family, _ = _without_placeholders(speaker.words(texts["birth_family"]), knowledge)
    if texts["as_written"] and not (parts.given and parts.family) and not parts.placeholder:
        _split(texts["as_written"], parts, speaker)
    parts.given, parts.family = main_words(parts.given, knowledge), main_words(parts.family, knowledge)
    parts.birth_family = main_words(parts.birth_family, knowledge)
    return parts


def main_words(words: Sequence[Word], knowledge: NameKnowledge) -> tuple[Word, ...]:
    """`words` without honorifics, particles and kin words, unless nothing would be left."""
    known = knowledge.words
    if not any(w.folded in known for w in words):
        return tuple(words)
    kept = tuple(w for w in words if not _is(w, knowledge, *_SAYS_NOTHING, *_FATHER_BEFORE))
    return kept or tuple(words)


def part_family(words: Sequence[Word], knowledge: NameKnowledge) -> Word:
    """The word of a family name that its root is taken from: the last one with an ending, else the last
    one."""
    return next((w for w in reversed(words) if knowledge.endings.family_ending(w)), words[-1])


def take_father(word: Word, said: bool, knowledge: NameKnowledge) -> Word:
    """The father's name out of a patronymic.

    A bare genitive is undone only where `said` tells that this is a father's name.
    """
    ending, _ = knowledge.endings.father_ending(word, said=said)
    if not ending and said:
        ending = knowledge.endings.genitive_ending(word)
    return without(word, ending)


def _is(word: Word, knowledge: NameKnowledge, *kinds: WordKind) -> bool:
    known = knowledge.words.get(word.folded)
    return known is not None and not known.isdisjoint(kinds)


def _without_placeholders(words: Sequence[Word], knowledge: NameKnowledge) -> tuple[tuple[Word, ...], bool]:
    """Words that are names; and whether something was written that is none."""
    known = knowledge.words
    if not any(w.folded in known for w in words):
        return tuple(words), False
    kept = tuple(w for w in words if not _is(w, knowledge, "placeholder"))
    named = main_words(kept, knowledge)
    return (kept, False) if named or not words else ((), True)


def _without_numeral(words: tuple[Word, ...], parts: Parts, speaker: Speaker) -> tuple[Word, ...]:
    if len(words) < 2:
        return words
    kept, numeral = take_numeral(words, speaker)
    parts.numeral = parts.numeral or numeral
    return kept


def _patronymic(words: tuple[Word, ...], parts: Parts, knowledge: NameKnowledge) -> None:
    """The father's name of a part that is said to be one: beside a kin word, else the first word that is a name."""
    rest = _without_father(words, parts, knowledge)
    left, _ = _without_placeholders(main_words(rest.words, knowledge), knowledge)
    if parts.father is None and left:
        parts.father, parts.father_said = left[0], True
        parts.sex = knowledge.endings.father_ending(left[0], said=True)[1]


def _without_father(words: Sequence[Word], parts: Parts, knowledge: NameKnowledge) -> _Rest:
    """Take "Əli oğlu", "ibn Əli" or "Сергеевич" out of `words`, if no father's name is known yet."""
    rest = _Rest(list(words))
    if parts.father is not None:
        rest.words = [w for w in rest.words if not _is(w, knowledge, *_FATHER_BEFORE)]
        return rest
    for place, word in enumerate(words):
        if place and (sex := _kin_sex(word, knowledge, _FATHER_BEFORE)):
            return _cut(rest, parts, place - 1, place + 1, words[place - 1], sex)
        if 0 < place < len(words) - 1 and (sex := _kin_sex(word, knowledge, _FATHER_AFTER)):
            return _cut(rest, parts, place, place + 2, words[place + 1], sex)
    if place := father_place(words, knowledge):
        word = words[place]
        return _cut(rest, parts, place, place + 1, word, knowledge.endings.father_ending(word)[1])
    return rest


def father_place(words: Sequence[Word], knowledge: NameKnowledge) -> int:
    """Where a patronymic stands that its ending tells, 0 if nowhere. It is never the first word of a name.

    With one word beside it, it may as well be a family name (Стојан Петровић), unless only patronymics end so.
    """
    for place, word in enumerate(words):
        ending, _ = knowledge.endings.father_ending(word)
        if place and ending and (len(words) > 2 or not knowledge.endings.family_ending(word)):
            return place
    if len(words) > 2 and any(_clear(word, knowledge) for word in words):
        for place in range(len(words) - 1, 0, -1):
            if words[place].script in knowledge.endings.genitive_alone and knowledge.endings.genitive_ending(
                words[place]
            ):
                return place
    return 0


def _given_without_father(words: Sequence[Word], parts: Parts, knowledge: NameKnowledge) -> tuple[Word, ...]:
    """Given names without a patronymic among them: there no word can be a family name."""
    rest = _without_father(words, parts, knowledge)
    sex = knowledge.endings.father_ending(words[-1])[1]
    if parts.father is None and sex:
        _cut(rest, parts, len(words) - 1, len(words), words[-1], sex)
    return tuple(rest.words)


def _kin_sex(word: Word, knowledge: NameKnowledge, kinds: Mapping[WordKind, Sex]) -> Sex | None:
    return next((sex for kind, sex in kinds.items() if _is(word, knowledge, kind)), None)


def _cut(rest: _Rest, parts: Parts, start: int, end: int, father: Word, sex: Sex | None) -> _Rest:
    parts.father, parts.father_said, parts.sex = father, True, sex
    del rest.words[start:end]
    rest.cut = start
    return rest


def _split(text: str, parts: Parts, speaker: Speaker) -> None:
    """Fill missing given and family names from the name as written."""
    knowledge = speaker.knowledge
    before, comma, after = text.partition(",")
    words = _without_numeral(speaker.words(text), parts, speaker)
    words = _birth_name(words, parts, knowledge)
    rest = _without_father(words, parts, knowledge)
    left, empty = _without_placeholders(main_words(rest.words, knowledge), knowledge)
    known = {w.folded for w in (*parts.given, *parts.family, *parts.birth_family)}
    if parts.father is not None:
        known.add(parts.father.folded)
    free = [w for w in left if w.folded not in known]
    if parts.given or parts.family:
        parts.given, parts.family = parts.given or tuple(free), parts.family or tuple(free)
        return
    parts.placeholder = parts.placeholder or (empty and not free)
    family_first = {w.folded for w in speaker.words(before)} if comma and speaker.words(after) else set()
    _part(free, rest.cut, family_first, parts, speaker)


def _birth_name(words: tuple[Word, ...], parts: Parts, knowledge: NameKnowledge) -> tuple[Word, ...]:
    """ "Anna Petrova née Ivanova": the word after "born" is the birth family name."""
    for place, word in enumerate(words[1:-1], start=1):
        if _is(word, knowledge, "born"):
            parts.birth_family = parts.birth_family or (words[place + 1],)
            return words[:place] + words[place + 2 :]
    return words


def _part(free: list[Word], cut: int | None, family_first: set[str], parts: Parts, speaker: Speaker) -> None:
    """Which of the free words are the family name: by comma, by a clear ending, by where the father's name
    stood, by habit."""
    if len(free) < 2:
        clear = bool(free) and _clear(free[0], speaker.knowledge)
        parts.family, parts.given = (tuple(free), ()) if clear else ((), tuple(free))
        return
    family = [w for w in free if w.folded in family_first]
    if not family:
        family = [w for w in (free[-1], free[0], *free[1:-1]) if _clear(w, speaker.knowledge)][:1]
    if not family:
        first = (cut is not None and cut >= len(free)) or speaker.language in _FAMILY_FIRST
        family = [free[0] if first else free[-1]]
    parts.family = tuple(family)
    parts.given = tuple(w for w in free if w not in family)


def _clear(word: Word, knowledge: NameKnowledge) -> bool:
    return knowledge.endings.family_ending(word) in knowledge.endings.clear
