"""The tree of a person: on the page, and as a picture to hang on a wall."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ojaq.core.kinship.picture import TreeKind
from ojaq.registry.access.selectors import is_fictional
from ojaq.registry.families.selectors.tree import tree_of
from ojaq.registry.families.trees import TreeShown
from ojaq.registry.identity.errors import NoSuchPerson, NotANumber
from ojaq.registry.identity.number import read_number
from ojaq.web.documents.picture import set_picture
from ojaq.web.documents.setting import Sheet, set_document
from ojaq.web.door import Visit
from ojaq.web.drawing.tree import draw
from ojaq.web.shown.tree import READS, kinds, tree_shown, written_in_boxes

DEPTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12)
USUAL = 3
MOST_ON_PAPER = 2000


@require_safe
def show(request: Visit, number: str) -> HttpResponse:
    """The page, drawn by the library where scripts run and by us where they do not."""
    tree = _tree(request, number)
    values = {
        "page": tree_shown(tree, mirrored=get_language_bidi()),
        "kinds": kinds(),
        "depths": DEPTHS,
        "depth": _depth(request),
        "letters": "letters" in request.GET,
        "asked": request.GET.urlencode(),
    }
    return render(request, "ojaq/tree.html", values)


@require_safe
def pdf(request: Visit, number: str) -> HttpResponse:
    """The picture as PDF/A, as large as the tree needs."""
    tree = _tree(request, number, leaving=True)
    values, sheet = _values(tree), _sheet(tree)
    made = set_document("tree", values, sheet=sheet)
    return _file(made, "application/pdf", f"tree-{tree.asked}.pdf")


@require_safe
def svg(request: Visit, number: str) -> HttpResponse:
    """The picture as SVG; letters are drawn as outlines, so that every script looks right on every machine."""
    tree = _tree(request, number, leaving=True)
    made = set_picture("tree", _values(tree), sheet=_sheet(tree))
    return _file(made, "image/svg+xml", f"tree-{tree.asked}.svg")


def _tree(request: Visit, number: str, *, leaving: bool = False) -> TreeShown:
    try:
        asked = read_number(number)
    except NotANumber as fault:
        raise NoSuchPerson from fault
    depth = _depth(request)
    return tree_of(
        number=asked,
        viewer=request.viewer,
        kind=_kind(request),
        up=depth,
        down=depth,
        leaving=leaving,
        script=READS.get(_language()[:2], "Latn") if "letters" in request.GET else "",
    )


def _kind(request: HttpRequest) -> TreeKind:
    asked = request.GET.get("kind", "")
    return TreeKind(asked) if asked in set(TreeKind) else TreeKind.HOURGLASS


def _depth(request: HttpRequest) -> int:
    asked = request.GET.get("depth", "")
    return int(asked) if asked in {str(depth) for depth in DEPTHS} else USUAL


def _language() -> str:
    return get_language() or "en"


def _sheet(tree: TreeShown) -> Sheet:
    stamp = (_("FICTIONAL"),) if is_fictional() else ()
    return Sheet(dict(kinds())[tree.kind.value], _language(), timezone.localdate(), stamp=stamp)


def _values(tree: TreeShown) -> dict[str, object]:
    """Plain data for the template: boxes and strokes in pixels, and the words beside them."""
    drawing = draw(tree, written_in_boxes(tree), most=MOST_ON_PAPER, mirrored=get_language_bidi())
    return {
        "title": dict(kinds())[tree.kind.value],
        "width": drawing.width,
        "height": drawing.height,
        "boxes": [
            {
                "x": box.x, "y": box.y, "width": box.width, "height": box.height, "years": box.years,
                "lines": [line.text for line in box.lines], "language": box.language, "mark": box.mark, "more": box.more,
            }
            for box in drawing.boxes
        ],
        "strokes": [{"points": [list(point) for point in each.points], "kind": each.kind} for each in drawing.strokes],
        "legend": [[kind, words] for kind, words in _legend()],
        "notes": [
            _("Drawn from testimonies on the day below. It proves nothing by itself."),
            _("Of the living only those are named who agreed to be found by their family."),
        ],
    }  # fmt: skip


def _legend() -> tuple[tuple[str, str], ...]:
    return (
        ("told", _("told once: dotted")),
        ("corroborated", _("corroborated: thin")),
        ("contradicted", _("the tellings do not fit together: dashed")),
    )


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
