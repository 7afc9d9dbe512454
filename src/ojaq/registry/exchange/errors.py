"""What exchange refuses.

Refused
|-- FileRefused         a whole file cannot be taken: a bomb, no workbook, nothing in it, not known what it is
|-- MappingRefused      a mapping does not fit mapping/1, or names columns that the file does not have
`-- ExportRefused       this cannot leave like this
NotFound
`-- NoSuchRun           there is no run with this number
"""

from __future__ import annotations

from ojaq.errors import NotFound, Refused

PROBLEMS = {
    "bomb": "%(file)s unpacks to far more than a list of people can be. It was not opened.",
    "not-a-workbook": "%(file)s is not a workbook that can be read. Save it again as XLSX, ODS or CSV.",
    "too-much-work": "%(file)s took too much memory or time to read. Save it as CSV and try again.",
    "empty": "%(file)s is empty: it has no header.",
    "not-known": "It is not clear what %(file)s is. Say it with --as.",
    "not-yet": "%(file)s is of a kind that cannot be imported yet.",
    "not-utf8": "%(file)s is not UTF-8 text. Save it again as UTF-8.",
    "no-such-sheet": "%(file)s has no sheet of the name that the mapping gives.",
    "broken-dump": "%(file)s is not a whole dump of a register: a part is missing or was changed.",
    "locked-workbook": "%(file)s is locked with a password. Save it without one.",
    "not-a-tree": "%(file)s is not a GEDCOM file: it does not begin with a header.",
    "tree-nobody": "%(file)s describes nobody.",
    "tree-too-large": "%(file)s is larger than 64 MiB. Write it out of its program in parts.",
    "tree-line-too-long": "Line %(line)s of %(file)s is longer than 32 KiB. Nothing was stored.",
    "tree-too-deep": "Line %(line)s of %(file)s stands more than 64 levels deep. Nothing was stored.",
    "tree-line": "Line %(line)s of %(file)s is not a line of GEDCOM. Nothing was stored.",
    "tree-characters": "Line %(line)s of %(file)s is not in the characters that its header names. Nothing was stored.",
    "tree-charset": "%(file)s is written in characters that are not known here. Save it again as UTF-8.",
    "not-submissions": "%(file)s holds no answers to our form. Export them with XML values and headers, not with labels.",
    "submissions-too-large": "%(file)s is larger than 64 MiB. Export fewer answers at a time, or as XLSX.",
    "tree-children": "The family at line %(line)s of %(file)s has more than 300 children. Nothing was stored.",
}


class FileRefused(Refused):
    """A whole file cannot be taken; `problem` is a key of PROBLEMS. Nothing of it was stored."""

    code = "file-refused"

    def __init__(self, *, problem: str, file: str, line: int = 0) -> None:
        super().__init__(problem=problem, file=file, line=line)

    @property
    def sentence(self) -> str:  # type: ignore[override]
        """The sentence of the problem."""
        return PROBLEMS[str(self.parameters["problem"])]


class MappingRefused(Refused):
    """The mapping cannot be used for this file."""

    code = "mapping-refused"
    sentence = (
        "The mapping cannot be used: %(detail)s. The file has these columns: %(header)s. Nothing was stored."
    )


class UnknownMapping(NotFound):
    """No mapping was kept under this name."""

    code = "unknown-mapping"
    sentence = "There is no file and no kept mapping called %(name)s. Kept mappings: %(kept)s."


class NoSuchRun(NotFound):
    """There is no such run, or it was taken back already."""

    code = "no-such-run"
    sentence = "There is no import with this number that could be taken back."


class ExportRefused(Refused):
    """This may not leave the register like this."""

    code = "export-refused"
    sentence = "A live register is moved by its sealed backup only. Nothing was written."
