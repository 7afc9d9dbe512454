"""Rows of a roll become registration/1 documents: one for each household number, else one for each row. Pure.

id = UUIDv5(roll id, household or row key); refs are the row keys. A row without a column for its key is known by the digest of
its cells: sent again it is the same, corrected it is another.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from ojaq.registry.exchange.mapping import Column
from ojaq.registry.exchange.mapping import Mapping as RollMapping
from ojaq.registry.exchange.tables import Row
from ojaq.registry.registration.doubts import Doubt
from ojaq.registry.registration.reading import Document, read_content
from ojaq.registry.registration.refusal import Refusal
from ojaq.resources.formats import roll_words

_NAME_PARTS = {
    "given": "given",
    "patronymic": "patronymic",
    "family": "family",
    "birth_family": "birth_family",
    "name": "as_written",
}
_RELATIVES = ("father", "mother", "spouse")
_KEPT_AS_CELLS = frozenset({"code", "category", "household", "role"})


@dataclass(frozen=True, slots=True)
class RollRow:
    """One row by what its cells are: `cells` by column; `key` is its ref; `household` "" when it has none."""

    line: int
    key: str
    household: str
    cells: Mapping[str, str]

    @property
    def group(self) -> str:
        """What it is filed under: its household, else itself."""
        return self.household or self.key


def roll_row(row: Row, header: Sequence[str], mapping: RollMapping) -> RollRow | Refusal:
    """A row with its key. Refused when it has more cells than the header, or no key although the roll has a column for it."""
    if any(cell.strip() for cell in row.cells[len(header) :]):
        return Refusal("too-many-columns", line=row.line)
    cells = {name: cell.strip() for name, cell in zip(header, row.cells, strict=False) if name}
    if mapping.key:
        key = cells.get(mapping.key, "")
        if not key:
            return Refusal("no-key", mapping.key, row.line)
    else:
        key = hashlib.sha256("\x1f".join(row.cells).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    household = mapping.column_of("household")
    return RollRow(row.line, key, cells.get(household, "") if household else "", cells)


def roll_namespace(roll: str) -> UUID:
    """The namespace of a roll: its id when that is a UUID, else the UUIDv5 of "ojaq:roll:<id>" as a URL."""
    try:
        return UUID(roll)
    except ValueError:
        return uuid5(NAMESPACE_URL, f"ojaq:roll:{roll}")


def household_document(rows: Sequence[RollRow], mapping: RollMapping) -> Document | Refusal:
    """The document of one household (or of one row). A refusal names the line and the column."""
    builder = _Builder(rows, mapping)
    try:
        content = builder.content()
    except BadCellError as bad:
        return Refusal("date", bad.column, bad.line)
    document = read_content(content, channel="import")
    if isinstance(document, Refusal):
        return builder.placed(document)
    return replace(document, doubts=(*document.doubts, *builder.doubts()))


def edition(document: Document, *, stands: UUID) -> Document | Refusal:
    """The same document as a later edition that supersedes `stands`. Its id follows from the roll's and from its words."""
    content = {**document.content, "id": str(edition_id(document)), "supersedes": str(stands)}
    later = read_content(content, channel="import")
    return later if isinstance(later, Refusal) else replace(later, doubts=document.doubts)


def edition_id(document: Document) -> UUID:
    """The id that a corrected document of a roll is stored under."""
    return uuid5(document.uuid, document.digest.hex())


class BadCellError(Exception):
    def __init__(self, line: int, column: str) -> None:
        self.line, self.column = line, column
        super().__init__()


class _Builder:
    """Puts one document together. Ties follow from roles only when there is exactly one head."""

    def __init__(self, rows: Sequence[RollRow], mapping: RollMapping) -> None:
        self.rows, self.mapping = rows, mapping
        self.people: list[dict[str, Any]] = []
        self.ties: list[dict[str, Any]] = []
        self.lines: list[int] = []
        self.unknown_roles: list[str] = []
        self.role_column = mapping.column_of("role")
        self.roles = [self._role(row) for row in rows]
        self.heads = [row for row, role in zip(rows, self.roles, strict=True) if role == "head"]

    def content(self) -> dict[str, Any]:
        """The document. Raises BadCellError on a date that cannot be read."""
        for row in self.rows:
            self._add(row.line, self._person(row))
        head = self.heads[0] if len(self.heads) == 1 else None
        for row, role in zip(self.rows, self.roles, strict=True):
            from_role = self._tie_to_head(row, role, head)
            self._relatives(row, from_role)
        title = self.mapping.title or self.mapping.roll
        return {
            "ojaq": "registration/1", "id": str(uuid5(roll_namespace(self.mapping.roll), self.rows[0].group)),
            "channel": "import", "people": self.people, "ties": self.ties, "source": {"title": title}, "consent": [],
            **({"language": self.mapping.language} if self.mapping.language else {}),
        }  # fmt: skip

    def doubts(self) -> Iterator[Doubt]:
        """What the roll itself gives to look at: two heads, words for a role that nobody knows."""
        if len(self.heads) > 1:
            refs = [person["ref"] for person in self.people]
            yield Doubt("two-heads", tuple(f"people[{refs.index(head.key)}]" for head in self.heads))
        if self.unknown_roles:
            yield Doubt("unknown-role", tuple(self.unknown_roles))

    def placed(self, refusal: Refusal) -> Refusal:
        """A refusal of the document, told by line and column of the roll."""
        if refusal.field.startswith("people["):
            number, _, rest = refusal.field[7:].partition("]")
            return replace(
                refusal,
                line=self.lines[int(number)],
                field=self._column_at(rest.removeprefix(".")) or refusal.field,
            )
        return replace(refusal, line=self.rows[0].line, field=refusal.field.removeprefix("people"))

    def _column_at(self, field: str) -> str:
        meaning = {"origin": "place", "name.as_written": "name", "ref": "id"}.get(
            field, field.removeprefix("name.")
        )
        return self.mapping.key if meaning == "id" else self.mapping.column_of(meaning)

    def _add(self, line: int, person: dict[str, Any]) -> None:
        self.people.append(person)
        self.lines.append(line)

    def _role(self, row: RollRow) -> str:
        cell = row.cells.get(self.role_column, "")
        if not cell:
            return ""
        role = _meaning(cell, self.mapping.columns[self.role_column], "role")
        if role is None:
            self.unknown_roles.append(f"people[{self.rows.index(row)}]")
        return role or ""

    def _person(self, row: RollRow) -> dict[str, Any]:
        person: dict[str, Any] = {"ref": row.key}
        name: dict[str, Any] = {}
        kept: dict[str, str] = {}
        for header, cell in row.cells.items():
            column = self.mapping.columns.get(header)
            meaning = column.is_ if column else ""
            if not cell or meaning in ("ignore", "id", *_RELATIVES) or header == self.mapping.key:
                continue
            if column is None or meaning in _KEPT_AS_CELLS:
                kept[header] = cell
            elif meaning in _NAME_PARTS:
                part = _NAME_PARTS[meaning]
                name[part] = f"{name[part]} {cell}" if part in name else cell
            elif meaning == "sex":
                person["sex"] = _meaning(cell, column, "sex") or cell
            elif meaning == "place":
                person["origin"] = cell
            else:
                person[meaning] = _date(row.line, header, cell, column)
        if name and self.mapping.language:
            name["language"] = self.mapping.language
        return {**person, **({"name": name} if name else {}), **({"columns": kept} if kept else {})}

    def _tie_to_head(self, row: RollRow, role: str, head: RollRow | None) -> str:
        """Adds the tie that a role tells, and says which relative of the row the head is ("father", "spouse", "")."""
        if head is None or row is head:
            return ""
        if role == "spouse":
            self.ties.append({"couple": [head.key, row.key]})
            return "spouse"
        if role == "child":
            self.ties.append({"parent": head.key, "child": row.key})
            sex = next(person.get("sex") for person in self.people if person["ref"] == head.key)
            return {"male": "father", "female": "mother"}.get(sex or "", "")
        if role == "parent":
            self.ties.append({"parent": row.key, "child": head.key})
        elif role == "sibling":
            self.ties.append({"siblings": [head.key, row.key]})
        return ""

    def _relatives(self, row: RollRow, told_by_role: str) -> None:
        """Father, mother and spouse that a row names, as people of their own, unless the head of the household is that one."""
        refs: dict[str, str] = {}
        for relative in _RELATIVES:
            cell = row.cells.get(self.mapping.column_of(relative), "")
            if not cell or (relative == told_by_role and self._is_head(cell)):
                continue
            refs[relative] = f"{row.key}/{relative}"
            sex = {"father": "male", "mother": "female"}.get(relative)
            self._add(
                row.line,
                {
                    "ref": refs[relative],
                    "name": _whole_name(cell, self.mapping.language),
                    **({"sex": sex} if sex else {}),
                },
            )
            tie = (
                {"couple": [row.key, refs[relative]]}
                if relative == "spouse"
                else {"parent": refs[relative], "child": row.key}
            )
            self.ties.append(tie)
        if "father" in refs and "mother" in refs:
            self.ties.append({"couple": [refs["father"], refs["mother"]]})

    def _is_head(self, cell: str) -> bool:
        """Whether a name in a cell is (or is part of) the name of the head: then it is the same person, told once."""
        head = next(person for person in self.people if person["ref"] == self.heads[0].key)
        of_head = {
            word for text in (head.get("name") or {}).values() for word in str(text).casefold().split()
        }
        return set(cell.casefold().split()) <= of_head


def _whole_name(cell: str, language: str) -> dict[str, str]:
    """One word is a given name; more are kept as they were written."""
    return {("as_written" if " " in cell else "given"): cell, **({"language": language} if language else {})}


def _meaning(cell: str, column: Column, kind: str) -> str | None:
    word = cell.strip().strip(".").casefold()
    return dict(column.values).get(cell.strip().casefold()) or roll_words()[kind].get(word)


def _date(line: int, header: str, cell: str, column: Column) -> str:
    """A cell as EDTF, by the format of its column; a cell in another form goes on as it stands, and must be EDTF then."""
    if not column.format:
        return cell
    try:
        day = datetime.datetime.strptime(cell, column.format)  # noqa: DTZ007  (a day has no time zone)
    except ValueError:
        if (len(cell) == 4 and cell.isdigit()) or "-" in cell:
            return cell
        raise BadCellError(line, header) from None
    if "%d" in column.format or "%x" in column.format or "%j" in column.format:
        return day.date().isoformat()
    with_month = any(sign in column.format for sign in ("%m", "%b", "%B"))
    return f"{day.year:04d}-{day.month:02d}" if with_month else f"{day.year:04d}"
