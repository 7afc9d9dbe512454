"""A GEDCOM file as people and families in the words of registration/1. Pure: records in, values out.

The file's own identities are respected: one INDI is one person. Nothing is guessed: a place stays a text, a name the parts
that the file gives, and a child whom nobody described stays a child without a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ged4py.detail.name import split_name

from ojaq.registry.exchange.gedcom_dates import date_of
from ojaq.registry.exchange.gedcom_lines import Node, NotATree, records

MOST_CHILDREN = 300
HOME = "Home before displacement"
"""The TYPE of the RESI line that Ojaq writes for the place of origin, and understands when it reads."""
_SEXES = {"M": "male", "F": "female"}
_NATURES = {
    "birth": "birth", "natural": "birth", "biological": "birth", "adopted": "adoptive", "adoptive": "adoptive",
    "foster": "foster", "step": "step",
}  # fmt: skip
_DEATHS = ("DEAT", "BURI", "CREM")
_MARRIED = frozenset({"married", "_marnm", "marriage"})
_UNNAMED = frozenset({"unknown", "nn", "n.n.", "?", "unnamed"})


@dataclass(frozen=True, slots=True)
class TreePerson:
    """One INDI: its line, and the person of registration/1 (`ref` is its id without the marks)."""

    line: int
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TreeFamily:
    """One FAM: its line, everybody in it (partners first), and its ties."""

    line: int
    refs: tuple[str, ...]
    ties: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole file. `recorded_on` is the day of its header, None where that is no day."""

    title: str
    recorded_on: str | None
    people: dict[str, TreePerson] = field(default_factory=dict)
    families: list[TreeFamily] = field(default_factory=list)


def read_tree(data: bytes, *, name: str) -> Tree:
    """The tree of a file called `name`. Raises NotATree."""
    found = records(data)
    head = found[0]
    said = date_of(head.text("DATE"))
    day = said if isinstance(said, str) and len(said) == 10 and not said.startswith("0") else None
    tree = Tree(title=_title(head, name), recorded_on=day)
    described = [node for node in found if node.tag == "INDI" and node.xref]
    for node in described:
        if node.xref in tree.people:
            # Two people under one id (it happens): links mean the first; the other is kept, linked to nobody.
            node.xref = f"{node.xref}/{node.line}"
        tree.people[node.xref] = TreePerson(node.line, _person(node))
    children = _children_by_pedigree(described)
    for node in found:
        if node.tag == "FAM":
            tree.families.append(_family(node, children.get(node.xref, {}), tree))
    if not tree.people:
        raise NotATree("tree-nobody")
    return tree


def _title(head: Node, name: str) -> str:
    """What the file calls itself, without the folders of whoever made it."""
    told = head.text("FILE").replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join(told.split()) or name


def _person(node: Node) -> dict[str, Any]:
    person: dict[str, Any] = {"ref": node.xref}
    if name := _name(list(node.all("NAME"))):
        person["name"] = name
    person["sex"] = _SEXES.get(node.text("SEX")[:1].upper(), "unknown")
    for tag, when, where in (("BIRT", "born", "born_in"), ("DEAT", "died", "")):
        # The first is what the file prefers; a later one only fills what that leaves open.
        for event in node.all(tag):
            said = {when: _date(event)} | ({where: _place(event)} if where else {})
            person.update(
                {key: value for key, value in said.items() if value is not None and key not in person}
            )
    if any(event.below or event.value.strip().upper() == "Y" for event in node.all(*_DEATHS)):
        person["living"] = False
    homes = (event for event in node.all("RESI") if event.text("TYPE") == HOME)
    if home := next(homes, None):
        person["origin"] = _place(home)
    return {key: value for key, value in person.items() if value is not None}


def _name(nodes: Sequence[Node]) -> dict[str, Any]:
    if not nodes:
        return {}
    first, *others = nodes
    given, family, after = split_name(_one_line(first.value))
    given = " ".join(part for part in (given or _one_line(first.text("GIVN")), after) if part)
    family = family or _one_line(first.text("SURN"))
    patronymic = _one_line(first.text("_PATR"))
    # Where the patronymic is told apart, so is the given name; the whole name holds both.
    given = _one_line(first.text("GIVN")) if patronymic else given
    name: dict[str, Any] = {"given": given, "patronymic": patronymic, "family": family}
    name["as_written"] = _one_line(first.value.replace("/", " "))
    also = []
    for other in others:
        kind, (_, surname, _) = other.text("TYPE").lower(), split_name(_one_line(other.value))
        if kind in ("birth", "maiden") and surname and surname != family:
            name["birth_family"] = surname
        also.append(_one_line(other.value.replace("/", " ")))
    also += [_one_line(node.value.replace("/", " ")) for node in first.below if node.tag == "_MARNM"]
    if married := next((node for node in others if node.text("TYPE").lower() in _MARRIED), None):
        name["also"] = [_one_line(married.value.replace("/", " "))]
    name["also"] = list(dict.fromkeys(each for each in also if each))
    kept = {part: said for part, said in name.items() if said}
    return {} if all(str(said).lower() in _UNNAMED for said in kept.values()) else kept


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _date(event: Node) -> str | dict[str, Any] | None:
    return date_of(_one_line(event.text("DATE")), event.text("DATE", "PHRASE"))


def _place(event: Node) -> str | None:
    return _one_line(event.text("PLAC")) or None


def _children_by_pedigree(described: Sequence[Node]) -> dict[str, dict[str, str]]:
    """Family -> child -> how the child itself says it belongs there ("" when it does not say)."""
    found: dict[str, dict[str, str]] = {}
    for node in described:
        for membership in node.all("FAMC"):
            if family := membership.pointer:
                found.setdefault(family, {})[node.xref] = membership.text("PEDI").lower()
    return found


def _family(node: Node, pedigree: dict[str, str], tree: Tree) -> TreeFamily:
    partners = list(dict.fromkeys(each.pointer for each in node.all("HUSB", "WIFE") if each.pointer))
    roles = {each.pointer: each.tag for each in node.all("HUSB", "WIFE")}
    children = {each.pointer: each for each in node.all("CHIL") if each.pointer}
    if len(children) + len(pedigree) > 2 * MOST_CHILDREN or len({*children, *pedigree}) > MOST_CHILDREN:
        raise NotATree("tree-children", node.line)
    known = list(dict.fromkeys([*children, *pedigree]))
    for ref in (*partners, *known):
        # Somebody whom the file names and does not describe is kept, as somebody of whom no more is told.
        tree.people.setdefault(ref, TreePerson(node.line, {"ref": ref}))
    ties = [*_couples(node, partners)]
    for child in known:
        for parent in partners:
            if parent != child:
                told = _nature(children.get(child), roles[parent], pedigree.get(child, ""))
                ties.append({"parent": parent, "child": child} | ({"nature": told} if told else {}))
    if not partners and len(known) > 1:
        ties.append({"siblings": known})
    return TreeFamily(node.line, tuple(dict.fromkeys([*partners, *known])), tuple(ties))


def _couples(node: Node, partners: Sequence[str]) -> Iterator[dict[str, Any]]:
    for at, one in enumerate(partners):
        for other in partners[at + 1 :]:
            tie: dict[str, Any] = {"couple": [one, other]}
            married, parted = next(node.all("MARR"), None), next(node.all("DIV", "ANUL"), None)
            if married and (began := _date(married)) is not None:
                tie["from"] = began
            if parted is not None:
                tie["ended"] = "divorce"
                if (ended := _date(parted)) is not None:
                    tie["to"] = ended
            yield tie


def _nature(membership: Node | None, role: str, pedigree: str) -> str | None:
    """What the child says, else what the family says of this parent; None is not stated."""
    own = membership.text("_FREL" if role == "HUSB" else "_MREL").lower() if membership else ""
    return _NATURES.get(own) or _NATURES.get(pedigree)
