"""Keep the catalogues: find every sentence of pages, services and errors, and lay .po and .mo side by side.

    python scripts/catalogues.py            adds what is new (empty), drops what is gone, writes .mo, lists what is missing
    python scripts/catalogues.py --check    writes nothing; exit 1 when something is missing or stale

Sentences are found by reading, not by running: calls of gettext in Python, tags in templates, the `sentence` of every
error (doors translate it when it is raised), and the values of tables called SENTENCES.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ojaq"
LOCALE = SOURCE / "locale"
PLURALS = {
    "az": "nplurals=2; plural=(n != 1);",
    "hy": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "tr": "nplurals=2; plural=(n > 1);",
    "ka": "nplurals=2; plural=(n != 1);",
    "fa": "nplurals=2; plural=(n > 1);",
}
RIGHT_TO_LEFT = {"fa"}
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy", "npgettext"}
CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
# The command line and the settings speak English; reckoning (core) is told by whoever shows it.
UNHEARD = ("core/", "cli/", "config/databases.py")
Sentence = tuple[str, str | None]  # msgid, plural

_TEXT = r"u?('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_TEMPLATE_CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(\s*{_TEXT}(?:\s*,\s*{_TEXT})?")


def sentences() -> dict[Sentence, list[str]]:
    """Every sentence with the files it stands in."""
    found: dict[Sentence, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if str(path.relative_to(SOURCE)).startswith(UNHEARD):
            continue
        for sentence in in_python(path.read_text()):
            found.setdefault(sentence, []).append(str(path.relative_to(SOURCE)))
    for path in sorted((SOURCE / "web" / "templates").rglob("*.html")):
        for sentence in in_template(path.read_text()):
            found.setdefault(sentence, []).append(str(path.relative_to(SOURCE)))
    return found


def in_python(text: str) -> Iterator[Sentence]:
    """The sentences of one Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.ClassDef):
            yield from _of_error(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _of_table(node)


def _of_call(node: ast.Call) -> Iterator[Sentence]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name in CONTEXT:
        raise NotImplementedError("contexts are not kept yet: say the sentence more plainly instead")
    if name in SINGLE and words:
        yield words[0], None
    elif (name in PLURAL or _hands_on(node)) and len(words) >= 2:
        yield words[0], words[1]


def _hands_on(node: ast.Call) -> bool:
    """counted(ngettext, singular, plural, count): gettext is handed on to whoever counts."""
    return any(isinstance(arg, ast.Name) and arg.id in PLURAL for arg in node.args)


def _of_error(node: ast.ClassDef) -> Iterator[Sentence]:
    for line in node.body:
        target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
        value = getattr(line, "value", None)
        if isinstance(target, ast.Name) and target.id == "sentence" and isinstance(value, ast.Constant):
            yield str(value.value), None


def _of_table(node: ast.Assign | ast.AnnAssign) -> Iterator[Sentence]:
    """The values of a table called SENTENCES: code -> English sentence."""
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    if isinstance(target, ast.Name) and target.id == "SENTENCES" and isinstance(node.value, ast.Dict):
        for value in node.value.values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value, None


def in_template(text: str) -> Iterator[Sentence]:
    """The sentences of one template, found with Django's own reading of templates."""
    from django.utils.translation.template import templatize

    for call, first, second in _TEMPLATE_CALL.findall(templatize(text)):
        if call == "pgettext":
            raise NotImplementedError("contexts are not kept yet: say the sentence more plainly instead")
        yield ast.literal_eval(first), ast.literal_eval(second) if call == "ngettext" and second else None


def faults(language: str, wanted: dict[Sentence, list[str]]) -> list[str]:
    """What is wrong with one catalogue: missing, stale, untranslated, fuzzy, places that differ."""
    book = polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
    kept = {(entry.msgid, entry.msgid_plural or None): entry for entry in book if not entry.obsolete}
    said = [f"{language}: missing: {sentence[0]}" for sentence in wanted if sentence not in kept]
    said += [f"{language}: no longer said: {sentence[0]}" for sentence in kept if sentence not in wanted]
    for entry in kept.values():
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.fuzzy or not texts or not all(texts):
            said.append(f"{language}: not translated: {entry.msgid}")
        elif any(_places(text) != _places(entry.msgid_plural or entry.msgid) for text in texts):
            said.append(f"{language}: places differ: {entry.msgid}")
        elif language in RIGHT_TO_LEFT and any(text != isolated(text) for text in texts):
            said.append(f"{language}: a place is not isolated: {entry.msgid}")
    return said


def _places(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


def update(language: str, wanted: dict[Sentence, list[str]]) -> None:
    """Add what is new with an empty answer, drop what is gone, keep the rest, write .po and .mo."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    old = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
    kept = {(entry.msgid, entry.msgid_plural or None): entry for entry in old if not entry.obsolete}
    book = polib.POFile(wrapwidth=0)
    book.header = (
        "Machine-made, read by no speaker yet: see docs/languages.md.\nMade by scripts/catalogues.py."
    )
    book.metadata = {
        "Project-Id-Version": "Ojaq",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for sentence, files in sorted(wanted.items(), key=lambda item: (item[1][0], item[0][0])):
        entry = kept.get(sentence) or _empty(sentence, language)
        if language in RIGHT_TO_LEFT:
            entry.msgstr = isolated(entry.msgstr)
            entry.msgstr_plural = {form: isolated(text) for form, text in entry.msgstr_plural.items()}
        entry.occurrences = [(name, "") for name in sorted(set(files))]
        entry.flags = ["python-format"] if _places(sentence[0]) or _places(sentence[1] or "") else []
        book.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))
    path.with_suffix(".mo").write_bytes(book.to_binary())


def isolated(text: str) -> str:
    """Every place of a right-to-left sentence between U+2068 and U+2069: a name or number put there keeps its own order."""
    return re.sub("\u2068?(%\\(\\w+\\)[sd])\u2069?", "\u2068\\1\u2069", text)


def _empty(sentence: Sentence, language: str) -> polib.POEntry:
    if sentence[1] is None:
        return polib.POEntry(msgid=sentence[0], msgstr="")
    count = int(PLURALS[language].split("nplurals=")[1][0])
    return polib.POEntry(
        msgid=sentence[0], msgid_plural=sentence[1], msgstr_plural=dict.fromkeys(range(count), "")
    )


def main() -> int:
    """Update or check; say what is left to do."""
    wanted = sentences()
    if "--check" not in sys.argv:
        for language in PLURALS:
            update(language, wanted)
    said = [fault for language in PLURALS for fault in faults(language, wanted)]
    print("\n".join(said) or f"{len(wanted)} sentences, complete in {', '.join(PLURALS)}")
    return 1 if said else 0


if __name__ == "__main__":
    raise SystemExit(main())
