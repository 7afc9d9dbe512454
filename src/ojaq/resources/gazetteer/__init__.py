"""Knowledge about places as data: gazetteer packs that ship, and the words that stand beside names of places."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

ATTRIBUTION = "Data from Who's On First (whosonfirst.org), contains GeoNames data, CC BY"
DEFAULT_PACK = "south-caucasus"


def pack_folder(pack: str = DEFAULT_PACK) -> Path:
    """The folder of a shipped pack (places.tsv.gz, names.tsv.gz, README.md). KeyError when there is none."""
    folder = Path(str(files(__package__).joinpath(pack)))
    if not (folder / "places.tsv.gz").is_file():
        raise KeyError(pack)
    return folder


def words() -> Mapping[str, tuple[str, ...]]:
    """The words that stand beside names of places: kind (settlement, admin, upper, lower, ...) -> spellings."""
    table: dict[str, list[str]] = {}
    text = files(__package__).joinpath("words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(("#", "kind\t")):
            continue
        kind, _language, spellings = line.split("\t")
        table.setdefault(kind, []).extend(spellings.split(" "))
    return {kind: tuple(dict.fromkeys(spellings)) for kind, spellings in table.items()}
