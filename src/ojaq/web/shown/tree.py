"""The page of a tree in words, and the same people as the drawing library of the page takes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ojaq.core.kinship.picture import TreeKind
from ojaq.registry.families.trees import TreePerson, TreeShown
from ojaq.web.drawing.box import name_lines
from ojaq.web.drawing.tree import TreeDrawing, Written, draw, sizes
from ojaq.web.shown.kin import years
from ojaq.web.shown.words import Said

MOST_ON_A_PAGE = 300
READS = {"ru": "Cyrl", "hy": "Armn", "ka": "Geor", "fa": "Arab", "ar": "Arab"}
"""The script a reader of a language reads; Latin else."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of the list that says the same as the drawing."""

    number: str
    name: Said
    years: str
    ours: str


@dataclass(frozen=True, slots=True)
class TreePage:
    """Everything on the page. told: for the library of the page, as JSON; rows: generations from the eldest."""

    number: str
    kind: str
    drawing: TreeDrawing
    told: str
    rows: tuple[tuple[Listed, ...], ...]
    asked: Said


def tree_shown(tree: TreeShown, *, mirrored: bool) -> TreePage:
    """The page in the reader's language."""
    written = written_in_boxes(tree)
    drawing = draw(tree, written, most=MOST_ON_A_PAGE, mirrored=mirrored)
    own = tree.people[tree.asked]
    return TreePage(
        number=str(tree.asked),
        kind=tree.kind.value,
        drawing=drawing,
        told=json.dumps(_told(tree, written, drawing), ensure_ascii=False, separators=(",", ":")),
        rows=_rows(tree, written, drawing),
        asked=Said(own.name.text, own.name.language),
    )


def kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of trees with their words."""
    words = {
        TreeKind.HOURGLASS: _("Ancestors and descendants"),
        TreeKind.ANCESTORS: _("Ancestors"),
        TreeKind.DESCENDANTS: _("Descendants"),
        TreeKind.LINE: _("The whole line"),
    }
    return tuple((kind.value, said) for kind, said in words.items())


def written_in_boxes(tree: TreeShown) -> dict[int, Written]:
    """What stands in each box."""
    return {number: _written(person) for number, person in tree.people.items()}


def _written(person: TreePerson) -> Written:
    if person.masked:
        return Written(_("living"), "", "", "living")
    return Written(person.name.text or _("not told"), person.name.language, years(person.years), "box")


def _rows(
    tree: TreeShown, written: Mapping[int, Written], drawing: TreeDrawing
) -> tuple[tuple[Listed, ...], ...]:
    rows: dict[float, list[Listed]] = {}
    for box in drawing.boxes:
        if box.mark != "again":
            person, each = tree.people[int(box.number)], written[int(box.number)]
            name = Said("" if person.masked else each.name, each.language)
            ours = each.name if person.masked else ""
            rows.setdefault(box.y, []).append(Listed(box.number, name, each.years, ours))
    return tuple(tuple(rows[y]) for y in sorted(rows))


def _told(tree: TreeShown, written: Mapping[int, Written], drawing: TreeDrawing) -> dict[str, Any]:
    """People and families as topola takes them, of those who are in the drawing."""
    shown = {int(box.number) for box in drawing.boxes}
    more = {int(box.number) for box in drawing.boxes if box.more}
    families: dict[tuple[int, ...], dict[str, Any]] = {}
    belongs: dict[int, dict[str, Any]] = {who: {"fams": []} for who in shown}
    pairs = [
        tuple(sorted((one, other)))
        for one in shown
        for other in tree.kin.partners.get(one, ())
        if other in shown
    ]
    parents = {child: tuple(p for p in tree.kin.parents.get(child, ()) if p in shown) for child in shown}
    for some in dict.fromkeys([*(tuple(sorted(some)) for some in parents.values() if some), *pairs]):
        families[some] = {"id": f"F{len(families)}", "children": []} | _roles(some, tree)
        for parent in some:
            belongs[parent]["fams"].append(families[some]["id"])
    for parent in shown:
        for child in tree.kin.children.get(parent, ()):
            if child in shown and "famc" not in belongs[child]:
                family = families[tuple(sorted(parents[child]))]
                family["children"].append(str(child))
                belongs[child]["famc"] = family["id"]
    for child, some in parents.items():
        if some and "famc" not in belongs[child]:
            family = families[tuple(sorted(some))]
            family["children"].append(str(child))
            belongs[child]["famc"] = family["id"]
    size = sizes(written)
    boxes = {
        str(who): {
            "lines": name_lines(written[who].name), "lang": written[who].language, "years": written[who].years,
            "mark": "here" if who == tree.asked else written[who].mark, "size": size[who], "more": who in more,
            "href": reverse("person", args=[who]), "tree": f"{reverse('tree', args=[who])}?kind={tree.kind}",
        }
        for who in sorted(shown)
    }  # fmt: skip
    return {
        "kind": tree.kind.value,
        "head": str(tree.head),
        "boxes": boxes,
        "indis": [{"id": str(who), **belongs[who]} for who in sorted(shown)],
        "fams": list(families.values()),
        "proof": {f"{a}-{b}": word for (a, b), word in tree.evidence.items() if a in shown and b in shown},
    }


def _roles(some: tuple[int, ...], tree: TreeShown) -> dict[str, str]:
    if len(some) == 1:
        return {"wife" if tree.people[some[0]].sex == "female" else "husb": str(some[0])}
    first, second = some
    if tree.people[first].sex == "female" or tree.people[second].sex == "male":
        first, second = second, first
    return {"husb": str(first), "wife": str(second)}
