"""Is this workbook a bomb: counted by unpacking in small pieces and stopping early, never by what its directory claims."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ojaq.registry.exchange.errors import FileRefused

MOST_ENTRIES = 2_000
MOST_UNPACKED = 256 * 1024 * 1024
HIGHEST_RATIO = 100
# Small parts (styles, themes) may well shrink to a hundredth; they cannot hurt anybody.
_SMALL = 4 * 1024 * 1024
_PIECE = 256 * 1024


def check_packed(path: Path) -> None:
    """Raises FileRefused when a zip has too many entries, unpacks to too much, or shrinks too well. Unpacks nothing to disk."""
    try:
        with zipfile.ZipFile(path) as packed:
            _check(packed, path.stat().st_size)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as fault:
        raise FileRefused(problem="not-a-workbook", file=path.name) from fault
    except Exception as fault:
        if type(fault).__module__ != "zlib":
            raise
        raise FileRefused(problem="not-a-workbook", file=path.name) from fault


def _check(packed: zipfile.ZipFile, size: int) -> None:
    entries = packed.infolist()
    name = Path(packed.filename or "").name
    claimed = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or claimed > MOST_UNPACKED or claimed > max(_SMALL, HIGHEST_RATIO * size):
        raise FileRefused(problem="bomb", file=name)
    total = 0
    for entry in entries:
        of_entry = 0
        with packed.open(entry) as source:
            while piece := source.read(_PIECE):
                of_entry += len(piece)
                total += len(piece)
                too_well = of_entry > max(_SMALL, HIGHEST_RATIO * max(entry.compress_size, 1))
                if too_well or total > MOST_UNPACKED:
                    raise FileRefused(problem="bomb", file=name)
