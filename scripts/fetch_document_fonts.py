"""Fetch and cut the fonts that printed documents are set in (run by hand when a version changes).

    python scripts/fetch_document_fonts.py        needs npm, fonttools and brotli; nothing of this runs with the product

Writes src/ojaq/web/documents/fonts: two weights of each face as TTF, because the typesetter reads no woff2 and no variable
fonts. Two faces come out of the woff2 files that `fetch_vendor.py` laid down. All are SIL OFL 1.1, licences beside them.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from fetch_vendor import VENDOR, unpack

FONTS = Path(__file__).resolve().parent.parent / "src/ojaq/web/documents/fonts"
# Latin with Azerbaijani and Turkish; Cyrillic with the letters of Azerbaijani; Greek; signs of a printed page.
EUROPE = "U+0020-007E,U+00A0-017F,U+018F,U+0259,U+01E6-01E7,U+0218-021B,U+02B9-02BC,U+0300-0304,U+0306-030C,U+0327-0328"
GREEK_CYRILLIC = "U+0370-03FF,U+0400-0463,U+0472-0475,U+048A-0491,U+0492-052F"
SIGNS = (
    "U+2010-2015,U+2018-201E,U+2020-2022,U+2024,U+2026,U+2030,U+2032-2033,U+2039-203A,"
    "U+2044,U+20AC,U+2116,U+2190-2193,U+2212,U+25CB,U+25CF"
)
ARMENIAN, GEORGIAN = (
    "U+0020,U+00A0,U+0530-058F,U+2024,U+FB13-FB17",
    "U+0020,U+00A0,U+10A0-10FF,U+1C90-1CBF,U+2D00-2D2F",
)
ARABIC = "U+0020-0040,U+00A0,U+00AB,U+00BB,U+0600-06FF,U+200C-200F,U+FB50-FBFF,U+FE70-FEFF"
WIDE = ",".join([EUROPE, GREEK_CYRILLIC, SIGNS])
WEIGHTS = {"400Regular": "Regular", "600SemiBold": "SemiBold"}
# package, pinned -> (stem of its files, code points kept)
PACKAGES = {
    "@expo-google-fonts/noto-sans@0.4.2": ("NotoSans", WIDE),
    "@expo-google-fonts/noto-serif@0.4.2": ("NotoSerif", WIDE),
    "@expo-google-fonts/noto-sans-armenian@0.4.2": ("NotoSansArmenian", ARMENIAN),
    "@expo-google-fonts/noto-sans-georgian@0.4.3": ("NotoSansGeorgian", GEORGIAN),
    "@expo-google-fonts/vazirmatn@0.4.1": ("Vazirmatn", ARABIC),
    "@expo-google-fonts/noto-naskh-arabic@0.4.5": ("NotoNaskhArabic", ARABIC),
}


def cut(source: Path, target: Path, points: str) -> None:
    """A TTF with only the code points named, with its shaping rules, without hints for screens."""
    subprocess.run(
        ["pyftsubset", str(source), f"--unicodes={points}", "--layout-features=*", "--no-hinting",
         "--name-IDs=*", f"--output-file={target}"],
        check=True,
    )  # fmt: skip


def from_packages(folder: Path) -> None:
    """The faces that stand as TTF in a package."""
    for package, (stem, points) in PACKAGES.items():
        root = unpack(package, folder)
        shutil.copyfile(root / "LICENSE_FONT", FONTS / f"LICENSE-{stem}")
        for weight, name in WEIGHTS.items():
            cut(root / weight / f"{stem}_{weight}.ttf", FONTS / f"{stem}-{name}.ttf", points)


def from_pages(folder: Path) -> None:
    """The serifs of Armenian and Georgian, out of the files that the pages use."""
    for weight, name in ((400, "Regular"), (600, "SemiBold")):
        plain = VENDOR / f"fonts/noto-serif-armenian-armenian-{weight}-normal.woff2"
        unpacked = folder / f"armenian-{weight}.ttf"
        subprocess.run(
            ["fonttools", "ttLib.woff2", "decompress", "-o", str(unpacked), str(plain)], check=True
        )
        cut(unpacked, FONTS / f"NotoSerifArmenian-{name}.ttf", ARMENIAN)
        single = folder / f"georgian-{weight}.ttf"
        packed = VENDOR / "fonts/noto-serif-georgian-georgian-wght-normal.woff2"
        wide = folder / "georgian.ttf"
        subprocess.run(["fonttools", "ttLib.woff2", "decompress", "-o", str(wide), str(packed)], check=True)
        subprocess.run(
            [
                "fonttools",
                "varLib.instancer",
                str(wide),
                f"wght={weight}",
                "--update-name-table",
                "-o",
                str(single),
            ],
            check=True,
        )
        cut(single, FONTS / f"NotoSerifGeorgian-{name}.ttf", GEORGIAN)
    for script in ("armenian", "georgian"):
        licence = VENDOR / f"fonts/LICENSE-noto-serif-{script}"
        shutil.copyfile(licence, FONTS / f"LICENSE-NotoSerif{script.title()}")


def write_readme() -> None:
    """Sources, versions and digests of what stands here."""
    rows = [
        f"| {path.name} | {path.stat().st_size} | {hashlib.sha256(path.read_bytes()).hexdigest()} |"
        for path in sorted(FONTS.glob("*.ttf"))
    ]
    packages = "\n".join(f"- `{package}`" for package in PACKAGES)
    text = f"""# Fonts of printed documents

SIL OFL 1.1, licences beside the files. Cut by `scripts/fetch_document_fonts.py` to the letters of our languages, from

{packages}
- the serifs of Armenian and Georgian: `static/vendor/fonts` (see its README)

| file | bytes | SHA-256 |
|---|---:|---|
"""
    (FONTS / "README.md").write_text(text + "\n".join(rows) + "\n")


def main() -> None:
    """Fetch and cut everything afresh."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        from_packages(Path(name))
        from_pages(Path(name))
    write_readme()


if __name__ == "__main__":
    main()
