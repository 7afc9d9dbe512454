"""Lay the pictures that the journeys kept, small, into docs/pages.md (`make pages` walks the journeys first).

    python scripts/pages.py        takes tests/journeys/screens, writes docs/pictures/pages and docs/pages.md

A picture is halved, cut at the length of two windows and drawn in few colours, so that all together stay small. Which pages
are shown, and in what words, stands in PAGES; a page whose picture is missing is named, and nothing is written.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "tests" / "journeys" / "screens"
PICTURES = ROOT / "docs" / "pictures" / "pages"
PAGE = ROOT / "docs" / "pages.md"
WIDTH = {"desktop": 683, "phone": 312}
LONGEST = {"desktop": 1100, "phone": 900}
COLOURS = 24
MOST = 4 * 1024 * 1024

# heading -> (picture, what is seen on it); a name that ends in "*" is shown on the phone beside the laptop.
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "Coming in": (
        ("login", "Log in"), ("sure", "A grave act asks for the password once more"), ("account", "My account, one-time codes"),
        ("home*", "Today: figures that lead to their lists"), ("help", "Help, marks and keys"), ("nothing", "Nothing here"),
    ),
    "The counter": (
        ("counter*", "One line, candidates with reasons in words"), ("counter-reckoning", "The reckoning of a candidate"),
        ("nobody", "Nobody fits"), ("counter-dark", "The same at night"),
    ),
    "A family is registered": (
        ("register", "Families not registered yet"), ("family*", "The form around the family"), ("receipt", "The receipt"),
        ("receipt-roll", "The receipt on a roll of 80 mm, in another language"), ("registrations", "What came in"),
    ),
    "Persons and families": (
        ("person*", "A person: every fact with who told it"), ("held", "Everything held on one person"),
        ("objection", "An objection to what others told"), ("joining", "What two testimonies brought to one person"),
        ("person-undone", "A judgement taken back"), ("tree", "A family tree"), ("impossible", "Families that cannot be"),
    ),
    "Heirs": (
        ("heirs-open", "A line and its shares"), ("heirs", "The family changed since the shares were kept"),
        ("estates", "Estates that are kept, and their notices"),
    ),
    "Villages": (
        ("villages", "Finding a village by any name"), ("village*", "A village: names, namesakes, generations"),
        ("households", "Who lived under one roof in a year"), ("household", "Somebody states a household"),
        ("place-name", "A name is added, with its source"),
    ),
    "Review": (
        ("review*", "Two testimonies side by side"), ("review-undone", "The last answer taken back"),
        ("review-open", "Pairs left open"), ("review-disagreements", "Two reviewers said two things"),
        ("waiting", "Testimonies that say something doubtful"), ("two-wordings", "One id, two wordings"),
    ),
    "Files": (
        ("imports", "Imports"), ("import-looked-at", "Looked at before it is done"), ("import", "Taken in, with what was not"),
        ("for-programs", "For programs"),
    ),
    "Those who answer for a register": (
        ("watch", "Alarms"), ("two-people", "What takes two people"), ("readers", "Who read"),
        ("breach", "What one account was shown"), ("glass", "In an emergency"), ("administration", "Accounts and offices"),
    ),
    "From right to left": (
        ("home-fa", "Today, in Persian"), ("counter-fa*", "The counter"), ("family-fa*", "The form"),
        ("receipt-fa", "The receipt"),
        ("receipt-roll-fa", "On a roll"), ("person-fa*", "A person"), ("village-fa", "A village"), ("review-fa", "Review"),
        ("held-fa", "Everything held on one person"), ("help-fa", "Help"),
    ),
}  # fmt: skip


def shown() -> list[tuple[str, str]]:
    """Every picture wanted: name and width."""
    wanted = []
    for pages in PAGES.values():
        for name, _ in pages:
            wanted.append((name.rstrip("*"), "desktop"))
            if name.endswith("*"):
                wanted.append((name.rstrip("*"), "phone"))
    return wanted


def small(name: str, width: str) -> None:
    """One picture: halved, cut, in few colours."""
    with Image.open(SCREENS / f"{name}-{width}.png") as picture:
        size = (WIDTH[width], picture.height * WIDTH[width] // picture.width)
        halved = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    cut = halved.crop((0, 0, size[0], min(size[1], LONGEST[width])))
    drawn = cut.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    drawn.save(PICTURES / f"{name}-{width}.png", optimize=True)


def written() -> str:
    """The page of pages."""
    lines = [
        "# Pages", "",
        "Every page as the journeys in real Chromium saw it (`make pages` makes this anew): a fictional registry,",
        "a laptop of 1366 and, where it says so, a phone of 390 pixels. Each was asked for faults of accessibility",
        "(axe-core) and for anything wider than the window.",
    ]  # fmt: skip
    for heading, pages in PAGES.items():
        lines += ["", f"## {heading}"]
        for name, words in pages:
            plain = name.rstrip("*")
            lines += ["", f"{words}:", "", f"![{words}](pictures/pages/{plain}-desktop.png)"]
            if name.endswith("*"):
                lines.append(f"![{words}, on a phone](pictures/pages/{plain}-phone.png)")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Make all pictures and the page; 1 when a journey kept no picture of a page."""
    missing = [f"{name}-{width}" for name, width in shown() if not (SCREENS / f"{name}-{width}.png").exists()]
    if missing:
        print("no journey kept a picture of:", ", ".join(missing))
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    for name, width in shown():
        small(name, width)
    PAGE.write_text(written())
    weight = sum(each.stat().st_size for each in PICTURES.glob("*.png"))
    print(f"{len(shown())} pictures, {weight / 1024 / 1024:.1f} MB")
    return 0 if weight <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
