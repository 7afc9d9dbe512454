"""How a clerk writes a name in another script.

A name goes from its own alphabet to a common alphabet of sounds and from there to the script of the office. The tables
are data handed in (`resources/rehearsal/spellings.yml`); they know nothing of the matcher's own tables, so that figures
measured on rehearsals do not flatter it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

Rules = dict[str, tuple[str, ...]]


def rules_of(text: str) -> Rules:
    """Read "a:b|c ^d:e" into {"a": ("b", "c"), "^d": ("e",)}; "_" is nothing."""
    rules: Rules = {}
    for item in text.split():
        left, right = item.split(":", 1)
        rules[left] = tuple("" if answer == "_" else answer for answer in right.split("|"))
    return rules


def lowered(text: str, language: str) -> str:
    """Small letters, with the two i of Azerbaijani and Turkish kept apart."""
    if language in {"az", "tr"}:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower().replace("i̇", "i")


def titled(text: str, language: str) -> str:
    """Each word with a capital; Georgian and Persian know none."""
    if language in {"ka", "fa"}:
        return text

    def capital(word: str) -> str:
        first = "İ" if word[0] == "i" and language in {"az", "tr"} else word[0].upper()
        return ("Եվ" if word[0] == "և" else first) + word[1:]

    return " ".join(capital(word) for word in text.split())


def rewritten(word: str, rules: Rules, habit: int) -> str:
    """One word through one table, longest rule first; a letter without a rule is dropped."""
    framed, out, at = f"^{word}$", [], 0
    longest = max(map(len, rules)) if rules else 1
    while at < len(framed):
        for size in range(min(longest, len(framed) - at), 0, -1):
            answers = rules.get(framed[at : at + size])
            if answers is not None:
                # Which letter decides which habit: the same office writes the same sound in the same way.
                out.append(answers[habit % len(answers)])
                at += size
                break
            # "^word" and "word$" are rules of the edge: the mark itself is skipped when none begins here.
        else:
            at += 1
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Writing:
    """A language and the script it is written in, e.g. ("ru", "Cyrl")."""

    language: str
    script: str

    @property
    def key(self) -> str:
        """The key of the tables, e.g. "ru-Cyrl"."""
        return f"{self.language}-{self.script}"


@dataclass(slots=True)
class Speller:
    """Respells names. Built once from the table of spellings; remembers what it has written (a cache, nothing else)."""

    readings: Mapping[str, Rules]
    writings: Mapping[str, Rules]
    patronymics: Mapping[str, Mapping[str, str]]
    feminine: Mapping[str, Mapping[str, str]]
    nicknames: Mapping[str, Mapping[str, list[str]]]
    written: dict[tuple[str, str, str, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, Mapping[str, object]]) -> Speller:
        """From the mapping in `spellings.yml`."""
        return cls(
            readings={key: rules_of(str(text)) for key, text in table["readings"].items()},
            writings={key: rules_of(str(text)) for key, text in table["writings"].items()},
            patronymics=table["patronymics"],  # type: ignore[arg-type]
            feminine=table["feminine"],  # type: ignore[arg-type]
            nicknames=table["nicknames"],  # type: ignore[arg-type]
        )

    def respell(self, text: str, language: str, to: Writing, habit: int) -> str:
        """`text` of `language` as an office with that habit writes it; its own language and script stay untouched."""
        if not text or (language == to.language and to.key != "az-Cyrl") or to.key not in self.writings:
            return text
        key = (text, language, to.key, habit)
        found = self.written.get(key)
        if found is None:
            words = [self._word(word, language, to, habit) for word in text.replace("-", " ").split()]
            found = self.written[key] = " ".join(word for word in words if word)
        return found or text

    def _word(self, word: str, language: str, to: Writing, habit: int) -> str:
        if len(word) > 1 and not word.strip("IVX"):
            return word  # A Roman numeral is written the same in every script.
        sounds = rewritten(lowered(word, language), self.readings[language], 0)
        return titled(rewritten(sounds, self.writings[to.key], habit), to.language)

    def family_of(self, family: str, language: str, sex: str) -> str:
        """The family name as a person of that sex bears it in the language of the name."""
        if sex != "female":
            return family
        endings = self.feminine.get(language, {})
        for ending in sorted(endings, key=len, reverse=True):
            if family.endswith(ending):
                return family[: -len(ending)] + endings[ending]
        return family

    def patronymic(self, father: str, sex: str, to: Writing, habit: int) -> str:
        """The father's name (already respelt) as a patronymic of that writing."""
        rule = self.patronymics.get(to.key)
        if rule is None or not father:
            return father
        side = "female" if sex == "female" else "male"
        if f"also_{side}" in rule and habit % 3 == 2:
            return rule[f"also_{side}"].format(father)
        if father[-1] in rule.get("dropped", ""):
            return rule[f"{side}_after_vowel"].format(father[:-1])
        if father[-1] in rule.get("vowels", ""):
            return rule[f"{side}_after_vowel"].format(father)
        return rule[side].format(father)

    def nickname(self, given: str, language: str, labels: Random) -> str:
        """The name used at home: from the table, else the first letters of the name."""
        known = self.nicknames.get(language, {}).get(given)
        draw = labels.random()
        if known:
            return known[int(draw * len(known))]
        return given[: max(3, len(given) // 2)]
