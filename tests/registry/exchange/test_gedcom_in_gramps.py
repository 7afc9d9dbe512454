"""Another program opens what we wrote: Gramps, from its package, where the machine has it. In the long suite."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ojaq.registry.exchange.gedcom_families import families_of
from ojaq.registry.exchange.gedcom_people import PersonTold, SaidDate, SaidEvent, SaidName, TieTold
from ojaq.registry.exchange.gedcom_writing import Book, DatedName, lines_of

GRAMPS = shutil.which("gramps")


def people() -> dict[int, PersonTold]:
    """Three generations in three scripts, one of them living and not shown."""
    names = {1: SaidName("Sargis", "Nari", "Badalyan"), 2: SaidName("Nargiz", "", "Tutyan"), 3: SaidName("Əli", "", "Tutov"),
             4: SaidName("Нар", "", "Бадалян")}  # fmt: skip
    return {
        at: PersonTold(
            at,
            sexes={"female" if at == 2 else "male": [7]},
            names={name: [7]},
            births={SaidEvent(SaidDate(edtf=f"19{at}0"), "Tutlu", 5): [7]},
            told_dead=True,
        )
        for at, name in names.items()
    }


@pytest.mark.long
@pytest.mark.skipif(GRAMPS is None, reason="Gramps is not installed here")
def test_gramps_opens_the_file_and_has_the_same_people_and_families(tmp_path: Path) -> None:
    ties = [
        TieTold("parent", 1, 3, "birth", 7),
        TieTold("parent", 2, 3, "birth", 7),
        TieTold("parent", 4, 1, "adoptive", 7),
        TieTold("couple", 1, 2, "", 7),
    ]
    book = Book(
        people=people(), open_people=frozenset({1, 2, 4}), families=families_of(ties), sources={7: "seven"},
        place_names={5: [DatedName("Tut", "hy", "1930", "1978", "a decree")]}, seven=False,
    )  # fmt: skip
    written, opened = tmp_path / "family.ged", tmp_path / "family.gramps"
    written.write_text("\n".join(lines_of(book)) + "\n", encoding="utf-8")
    home = {
        name: str(tmp_path / "home")
        for name in ("HOME", "GRAMPSHOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [str(GRAMPS), "-y", "-q", "-i", str(written), "-e", str(opened)],
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **home}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert opened.is_file(), done.stderr[-2000:]
    seen = gzip.decompress(opened.read_bytes()).decode()
    assert seen.count("<person ") == 4
    assert seen.count("<family ") == len(book.families)
    for name in ("Sargis", "Nargiz", "Нар"):
        assert name in seen
    assert "Əli" not in seen
    assert "Adopted" in seen
    assert "Testimony seven" in seen
