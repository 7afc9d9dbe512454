"""GEDCOM as records: bytes in, a shallow tree of tags out, each with its line. Pure, and bounded in every direction.

The files of forty years: 5.5.1 in ANSEL, ANSI, UTF-8 or UTF-16, and 7 in UTF-8. Lines may end as on any machine. ANSEL is
decoded by the codec that comes with ged4py.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import ansel

LARGEST = 64 * 1024 * 1024
LONGEST_LINE = 32 * 1024
DEEPEST = 64
_HEADER = 64 * 1024
_LINE = re.compile(
    r"[ \t]*(?P<level>\d{1,9})[ \t]+(?:@(?P<xref>[^@\s][^@]*)@[ \t]+)?(?P<tag>\w{1,64})(?: (?P<value>.*))?",
    re.DOTALL,
)
_CHARSET = re.compile(rb"^[ \t]*1[ \t]+CHAR[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_SECOND_RECORD = re.compile(rb"[\r\n][ \t]*0[ \t]+[^H\s]")
_VERSION_7 = re.compile(rb"^[ \t]*2[ \t]+VERS[ \t]+7\b", re.MULTILINE)
_ENDS = re.compile(rb"\r\n|\n|\r")
CHARSETS = {
    "ansel": "gedcom", "utf-8": "utf-8", "utf8": "utf-8", "ascii": "ascii", "us-ascii": "ascii",
    "ansi": "cp1252", "windows": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252", "windows-1250": "cp1250",
    "windows-1251": "cp1251", "cp1251": "cp1251", "iso-8859-1": "iso8859-1", "iso8859-1": "iso8859-1",
    "latin1": "iso8859-1", "ibmpc": "cp437", "ibm-pc": "cp437", "macintosh": "mac-roman",
}  # fmt: skip


class NotATree(Exception):
    """A file that is refused whole. `problem` is a key of `errors.PROBLEMS`; `line` counts from 1, 0 for the whole file."""

    def __init__(self, problem: str, line: int = 0) -> None:
        self.problem, self.line = problem, line
        super().__init__(problem)


@dataclass(slots=True)
class Node:
    """One line with the lines below it; continuation lines are put together into `value`."""

    tag: str
    value: str = ""
    xref: str = ""
    line: int = 0
    below: list[Node] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Node]:
        """The lines directly below that bear one of these tags, in order."""
        return (node for node in self.below if node.tag in tags)

    def first(self, *path: str) -> Node | None:
        """The first line at the end of a path of tags; None when there is none."""
        here: Node | None = self
        for tag in path:
            here = next(here.all(tag), None) if here else None
        return here

    def text(self, *path: str) -> str:
        """The text at the end of a path of tags, without blanks around it; "" when there is none."""
        found = self.first(*path)
        return found.value.strip() if found else ""

    @property
    def pointer(self) -> str:
        """The id this line points to, "" when it points to nothing."""
        value = self.value.strip()
        points = len(value) > 2 and value[0] == value[-1] == "@" and "@" not in value[1:-1]
        return "" if not points or value in ("@VOID@", "@#VOID@") else value[1:-1]


def records(data: bytes) -> list[Node]:
    """The records of a file, its header first. Raises NotATree with the line that cannot be taken."""
    if len(data) > LARGEST:
        raise NotATree("tree-too-large")
    codec, data = _decoding(data)
    found: list[Node] = []
    open_: list[Node] = []
    for number, line in _lines(data, codec):
        level, node = _node(line, number)
        if level > len(open_) or (level and not open_):
            raise NotATree("tree-line", number)
        del open_[level:]
        if open_ and node.tag in ("CONC", "CONT"):
            open_[-1].value += ("\n" if node.tag == "CONT" else "") + node.value
            # What hangs below a continuation hangs nowhere: the place is kept so that levels still count.
            open_.append(node)
            continue
        (open_[-1].below if open_ else found).append(node)
        open_.append(node)
    if not found or found[0].tag != "HEAD":
        raise NotATree("not-a-tree")
    return found


def _lines(data: bytes, codec: str) -> Iterator[tuple[int, str]]:
    at, number, decoder = 0, 0, codecs.getdecoder(codec)
    while at < len(data):
        end = _ENDS.search(data, at)
        stop, after = (end.start(), end.end()) if end else (len(data), len(data))
        number += 1
        if stop - at > LONGEST_LINE:
            raise NotATree("tree-line-too-long", number)
        content, at = data[at:stop], after
        if content.strip():
            try:
                text = decoder(content, "strict")[0]
            except UnicodeError:
                raise NotATree("tree-characters", number) from None
            # ANSEL writes the accent apart from its letter; one letter is what everybody else means.
            yield number, unicodedata.normalize("NFC", text) if codec == "gedcom" else text


def _node(line: str, number: int) -> tuple[int, Node]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise NotATree("tree-line", number)
    level = int(found["level"])
    if level > DEEPEST:
        raise NotATree("tree-too-deep", number)
    value = found["value"] or ""
    if "@@" in value:
        value = value.replace("@@", "@")
    return level, Node(found["tag"].upper(), value, (found["xref"] or "").strip(), number)


def _decoding(data: bytes) -> tuple[str, bytes]:
    """The codec, and the bytes it is for: what came in two bytes a character goes on as UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8", data[3:]
    wide = {
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
        b"0\0": "utf-16-le",
        b"\x000": "utf-16-be",
    }
    if (codec := wide.get(data[:2])) is not None:
        try:
            return "utf-8", data.decode(codec).encode()
        except UnicodeError:
            raise NotATree("tree-characters") from None
    header = data[:_HEADER]
    if second := _SECOND_RECORD.search(header):
        header = header[: second.start()]
    if _VERSION_7.search(header):
        return "utf-8", data
    said = _CHARSET.search(header.replace(b"\r", b"\n"))
    ansel.register()
    if said is None:
        return "gedcom", data
    name = said[1].decode("ascii", "replace").lower()
    if name not in CHARSETS:
        raise NotATree("tree-charset")
    return CHARSETS[name], data
