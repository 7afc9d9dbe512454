"""Fetch, cut and lay down the few front-end files that the product ships (run by hand when a version changes).

    python scripts/fetch_vendor.py        needs npm, fonttools and brotli; nothing of this runs with the product

Writes src/ojaq/web/static/vendor (style sheets, htmx, fonts with their `fonts.css`, a table of digests in README.md)
and tests/journeys/vendor (axe-core). Fonts are cut by unicode-range, so that a page loads the scripts it shows.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/ojaq/web/static/vendor"
JOURNEYS = ROOT / "tests/journeys/vendor"
FONTSOURCE = "5.3.0"
# Azerbaijani and Turkish live in latin-ext, Azerbaijani Cyrillic in cyrillic-ext; only these letters of them are kept.
LATIN_EXT = "U+0100-017F,U+018F,U+0259,U+01E6-01E7,U+0218-021B,U+02B9-02BC"
CYRILLIC_EXT = "U+0460-0487,U+048A-0491,U+0492-052F"
# package -> (file stem, subset as the package names it, code points to cut to or None for the package's own range)
FONTS = {
    "@fontsource-variable/noto-sans": ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek"],
    "@fontsource-variable/noto-serif": ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek"],
    "@fontsource-variable/noto-sans-armenian": ["armenian"],
    "@fontsource/noto-serif-armenian": ["armenian"],
    "@fontsource-variable/noto-sans-georgian": ["georgian"],
    "@fontsource-variable/noto-serif-georgian": ["georgian"],
    "@fontsource-variable/vazirmatn": ["arabic"],
    "@fontsource-variable/noto-naskh-arabic": ["arabic"],
}
CUTS = {"latin-ext": LATIN_EXT, "cyrillic-ext": CYRILLIC_EXT}
FACE = re.compile(r"/\* (?P<stem>[\w-]+) \*/\s*@font-face \{(?P<body>[^}]*)\}")
PLAIN_FILES = {
    "htmx.org@2.0.11": [
        ("dist/htmx.min.js", VENDOR / "htmx/htmx.min.js"),
        ("LICENSE", VENDOR / "htmx/LICENSE"),
    ],
    "@tabler/core@1.6.1": [
        ("dist/css/tabler.min.css", VENDOR / "tabler/tabler.min.css"),
        ("dist/css/tabler.rtl.min.css", VENDOR / "tabler/tabler.rtl.min.css"),
    ],
    # Modules for browsers. The worker stands beside, where the library looks: a file of its own holds under a strict policy.
    "maplibre-gl@6.17.0": [
        ("dist/maplibre-gl.mjs", VENDOR / "maplibre/maplibre-gl.mjs"),
        ("dist/maplibre-gl-worker.mjs", VENDOR / "maplibre/maplibre-gl-worker.mjs"),
        ("LICENSE.txt", VENDOR / "maplibre/LICENSE"),
    ],
    "axe-core@4.14.1": [
        ("axe.min.js", JOURNEYS / "axe.min.js"),
        ("LICENSE", JOURNEYS / "LICENSE"),
    ],
}
# A library that comes without a file for browsers is bundled here: its version, the names we use, the licences inside.
BUNDLER = "esbuild@0.25.12"
BUNDLES = {
    "topola@3.10.1": (
        VENDOR / "topola/topola.min.js",
        """
        export { AncestorChart } from 'topola/dist/ancestor-chart';
        export { DescendantChart } from 'topola/dist/descendant-chart';
        export { HourglassChart } from 'topola/dist/hourglass-chart';
        export { CompositeRenderer } from 'topola/dist/composite-renderer';
        export { JsonDataProvider } from 'topola/dist/data';
        """,
    ),
}


def bundle(package: str, target: Path, entry: str, folder: Path) -> None:
    """Install one pinned package with what it needs, and lay down one file with the licences of all that is in it."""
    place = folder / "bundle"
    place.mkdir()
    (place / "package.json").write_text("{}")
    subprocess.run(["npm", "install", "--silent", package, BUNDLER], cwd=place, check=True)
    (place / "entry.js").write_text(entry)
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["npx", "esbuild", "entry.js", "--bundle", "--minify", "--format=iife", "--metafile=inside.json",
         f"--global-name={package.split('@', maxsplit=1)[0]}", f"--outfile={target}"],
        cwd=place, check=True, capture_output=True,
    )  # fmt: skip
    inside = json.loads((place / "inside.json").read_text())["inputs"]
    parts = sorted({path.split("/")[1] for path in inside if path.startswith("node_modules/")})
    texts = []
    for part in parts:
        about = json.loads((place / "node_modules" / part / "package.json").read_text())
        words = [p.read_text() for p in sorted((place / "node_modules" / part).glob("LICEN[CS]E*"))]
        texts.append(f"{part} {about['version']}: {about.get('license')}\n\n" + "\n".join(words))
    (target.parent / "LICENSES").write_text(("\n" + "-" * 60 + "\n").join(texts))
    target.with_name(target.name + ".gz").write_bytes(gzip.compress(target.read_bytes(), 9, mtime=0))


def unpack(package: str, folder: Path) -> Path:
    """Download one pinned package with npm and return the folder it was unpacked to."""
    done = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
    )
    archive = folder / done.stdout.strip().splitlines()[-1]
    target = folder / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def cut(source: Path, target: Path, points: str | None) -> None:
    """Copy a woff2 font, keeping only the code points named."""
    if points is None:
        shutil.copyfile(source, target)
        return
    subprocess.run(
        ["pyftsubset", str(source), f"--unicodes={points}", "--flavor=woff2", "--layout-features=*",
         f"--output-file={target}"],
        check=True,
    )  # fmt: skip


def lay_fonts(folder: Path) -> None:
    """Copy the fonts and write fonts.css with one face per subset."""
    faces = []
    (VENDOR / "fonts").mkdir(parents=True, exist_ok=True)
    for name, subsets in FONTS.items():
        package = unpack(f"{name}@{FONTSOURCE}", folder)
        sheets = ["400.css", "600.css"] if name.startswith("@fontsource/") else ["wght.css"]
        text = "\n".join((package / sheet).read_text() for sheet in sheets)
        shutil.copyfile(package / "LICENSE", VENDOR / "fonts" / f"LICENSE-{name.rsplit('/', 1)[1]}")
        for match in FACE.finditer(text):
            subset = subset_of(match["stem"], name.rsplit("/", 1)[1])
            if subset not in subsets:
                continue
            cut(
                package / "files" / f"{match['stem']}.woff2",
                VENDOR / "fonts" / f"{match['stem']}.woff2",
                CUTS.get(subset),
            )
            faces.append(face(match["stem"], match["body"], CUTS.get(subset)))
    (VENDOR / "fonts" / "fonts.css").write_text("\n".join(faces) + "\n")


def subset_of(stem: str, family: str) -> str:
    """noto-sans-latin-ext-wght-normal of noto-sans -> latin-ext."""
    return re.sub(r"-(wght|\d+)-normal$", "", stem.removeprefix(f"{family}-"))


def face(stem: str, body: str, points: str | None) -> str:
    """One @font-face rule that names our file and our range."""
    body = re.sub(r"src:[^;]*;", f"src: url({stem}.woff2) format('woff2');", body)
    if points:
        body = re.sub(r"unicode-range:[^;]*;", f"unicode-range: {points};", body)
    return "@font-face {" + " ".join(body.split()) + "}"


def write_readme() -> None:
    """Versions, licences and digests of what stands here."""
    head = (VENDOR / "README.head.md").read_text()
    rows = []
    for path in sorted(VENDOR.rglob("*")):
        if path.suffix in {".css", ".js", ".mjs", ".woff2"}:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            rows.append(f"| {path.relative_to(VENDOR)} | {path.stat().st_size} | {digest} |")
    table = "\n".join(["| file | bytes | SHA-256 |", "|---|---:|---|", *rows])
    (VENDOR / "README.md").write_text(f"{head}\n{table}\n")


def main() -> None:
    """Fetch everything afresh."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for package, files in PLAIN_FILES.items():
            root = unpack(package, folder)
            for inside, target in files:
                target.parent.mkdir(parents=True, exist_ok=True)
                # Source maps are not shipped; a leftover pointer to one would ask for a file that is not there.
                text = re.sub(
                    r"\n?(/\*|//)# sourceMappingURL=.*?(\*/)?$", "", (root / inside).read_text().rstrip()
                )
                target.write_text(text + "\n")
                if target.suffix in {".css", ".js", ".mjs"} and VENDOR in target.parents:
                    # The server hands out the packed sibling where the browser takes it: 80 kB instead of 635.
                    packed = gzip.compress(target.read_bytes(), 9, mtime=0)
                    target.with_name(target.name + ".gz").write_bytes(packed)
        for package, (target, entry) in BUNDLES.items():
            bundle(package, target, entry, folder)
        lay_fonts(folder)
    write_readme()


if __name__ == "__main__":
    main()
