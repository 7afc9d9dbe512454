"""What is inside a backup comes out as it was, and only under the names that a registry has."""

from __future__ import annotations

import dataclasses
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ojaq.registry.vault import backup_file, parts
from ojaq.registry.vault.errors import BackupDamaged

KEY = os.urandom(32)
HEADER = backup_file.header_for({"registry": "r"}, key=KEY, publics=[], own=KEY)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Three files of which one is longer than a piece."""
    made = {}
    for number, name in enumerate(parts.KNOWN):
        made[name] = tmp_path / str(number)
        made[name].write_bytes(os.urandom(1_500_000 if number == 0 else 10 * number))
    return made


def packed(manifest: parts.Manifest, files: dict[str, Path]) -> Iterator[bytes]:
    stream = io.BytesIO()
    parts.pack(backup_file.Writer(stream, HEADER, KEY), manifest, files)
    stream.seek(0)
    return backup_file.pieces(stream, backup_file.read_header(stream), KEY)


def test_parts_come_out_as_they_were(files: dict[str, Path], tmp_path: Path) -> None:
    manifest = parts.manifest_of(files, figures={"registration": 3}, ledger=(7, "ab"))
    assert parts.unpack(packed(manifest, files), tmp_path / "out") == manifest
    for name, path in files.items():
        assert (tmp_path / "out" / name).read_bytes() == path.read_bytes()
        assert (tmp_path / "out" / name).stat().st_mode & 0o077 == 0


def test_a_part_that_is_not_what_the_manifest_says_is_refused(files: dict[str, Path]) -> None:
    manifest = parts.manifest_of(files, figures={}, ledger=(0, ""))
    for change in ({"digest": "0" * 64}, {"length": 5}):
        other = dataclasses.replace(manifest.parts[0], **change)
        with pytest.raises(BackupDamaged):
            parts.unpack(
                packed(dataclasses.replace(manifest, parts=(other, *manifest.parts[1:])), files), None
            )


@pytest.mark.parametrize("name", ["../escaped", "/etc/escaped", "keys/other.json"])
def test_no_other_name_is_written(files: dict[str, Path], tmp_path: Path, name: str) -> None:
    strange = {
        name: files[parts.SETTINGS],
        parts.REGISTER: files[parts.REGISTER],
        parts.KEYS: files[parts.KEYS],
    }
    manifest = parts.manifest_of(strange, figures={}, ledger=(0, ""))
    with pytest.raises(BackupDamaged):
        parts.unpack(packed(manifest, strange), tmp_path / "out")
    assert not (tmp_path / "out").exists()
