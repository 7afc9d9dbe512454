"""Derives `fathers.tsv` and `spoken.tsv` of `ojaq.resources.names` from public lists.

    python scripts/derive_name_tables.py DATA

DATA holds `names/russian_midnames.tsv.gz` (PyPI russiannames 2.0.0, BSD-3) and
`name_pairs/person_name_tokens_latin_russian.tsv.gz` (NETransliteration-COLING2018, mined from Wikidata, CC0). The column
`ethnic` of the first is never read: rows are cut to named columns before anything else happens.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ojaq.core.names import NameKnowledge, build_knowledge, read_name, read_words, similarity
from ojaq.core.names.sounds import once
from ojaq.core.names.tokens import Speaker
from ojaq.core.names.whole import other_readings
from ojaq.resources.names import tables

OUT = Path(__file__).parent.parent / "src/ojaq/resources/names"
SEEN = 20  # times a patronymic was counted
AGREED = 3  # times a spelling was paired with its commonest Russian form


def rows(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Rows of a gzipped tab-separated file, cut to `columns`."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield tuple(row[column] or "" for column in columns)


def fathers(data: Path, knowledge: NameKnowledge) -> list[tuple[str, str]]:
    """Patronymics whose father's name no ending rule gives back (Ильич, Никитична)."""
    bare = replace(knowledge, fathers={}, memo={})
    found = []
    for text, father, count in rows(data / "names/russian_midnames.tsv.gz", ("text", "fname", "count")):
        if not father or not count.isdigit() or int(count) < SEEN or " " in text + father:
            continue
        read = read_name({"patronymic": text, "language": "ru"}, bare).father
        wanted = read_words(father, "ru", bare)
        if read and wanted and similarity(read, wanted[0], bare) < 0.9:
            found.append((text, father))
    return sorted(set(found))


def spoken(data: Path, knowledge: NameKnowledge) -> list[tuple[str, str]]:
    """Latin spellings that no reading comes near: their sound as Russians write them down (James, Hugh, Beaumont)."""
    bare = replace(knowledge, spoken={}, memo={})
    heard: dict[str, list[tuple[int, str]]] = defaultdict(list)
    file = data / "name_pairs/person_name_tokens_latin_russian.tsv.gz"
    for latin, russian, times in rows(file, ("latin", "russian", "n")):
        if latin.isalpha() and russian.isalpha() and len(latin) > 1:
            heard[latin].append((int(times), russian))
    found = []
    for latin, forms in sorted(heard.items()):
        times, russian = max(forms)
        if times < AGREED or times < 0.4 * sum(n for n, _ in forms):
            continue
        near = nearness(latin, russian, bare)
        if 0.35 <= near < 0.82:
            found.append((latin, read_words(russian, "ru", bare)[0].sound))
    return found


def nearness(latin: str, russian: str, knowledge: NameKnowledge) -> float:
    """How near the nearest reading of a Latin spelling comes to its Russian form."""
    speaker = Speaker(latin, None, knowledge)
    token = speaker.token(speaker.words(latin)[0])
    wanted = Speaker(russian, "ru", knowledge)
    target = wanted.token(wanted.words(russian)[0])
    sounds = {token.sound, *(once(s) for s in other_readings(speaker.words(latin)[0], speaker))} - {""}
    return max((similarity(replace(token, sound=s), target, knowledge) for s in sounds), default=0.0)


def write(
    name: str, schema: str, source: str, columns: tuple[str, str], found: list[tuple[str, str]]
) -> None:
    """One table with its schema and source."""
    lines = [
        f"# schema: {schema}",
        f"# source: {source}",
        "\t".join(columns),
        *("\t".join(row) for row in found),
    ]
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(found)} rows")


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    knowledge = build_knowledge(tables())
    write(
        "fathers.tsv",
        "ojaq/patronymics-1",
        "derived from PyPI russiannames 2.0.0 (BSD-3), columns text, fname and count only; scripts/derive_name_tables.py",
        ("patronymic", "father"),
        fathers(data, knowledge),
    )
    write(
        "spoken.tsv",
        "ojaq/spoken-1",
        "derived from NETransliteration-COLING2018@5d5f59e (mined from Wikidata, CC0); scripts/derive_name_tables.py",
        ("written", "sound"),
        spoken(data, knowledge),
    )


if __name__ == "__main__":
    main()
