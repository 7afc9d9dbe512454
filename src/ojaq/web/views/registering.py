"""Registering a family: begin, tell, register. One address takes every step of one family, by POST.

How to post a registration without a browser (a test, a load): log in, take the token of `GET /register`, then

1. `POST /register` with `name` (and `csrfmiddlewaretoken`): answers 302 to `/register/<draft>`;
2. `POST /register/<draft>` with `act=send`, `who=p1`, `name=...`, `consent.register=yes`: answers 302 to `/receipts/<number>`.
   Sent again, also after the service was killed in between, it answers with the same receipt and doubles nothing.
   `act=add:son` (or father, mother, spouse, daughter, brother, sister) adds a relative, who is shown next: its fields go
   with `who=p2` and so on.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ojaq.errors import OjaqError
from ojaq.registry.access.errors import TooManyQuestions
from ojaq.registry.desk.errors import AlreadyRegistered, NoSuchDraft, OpenElsewhere
from ojaq.registry.desk.form import Form, Posted, fresh, merged, person
from ojaq.registry.desk.selectors import (
    draft_lines,
    draft_of,
    near,
    receipt_number_of,
    registered_as,
    understood,
)
from ojaq.registry.desk.services import begin, keep, register_family, throw_away
from ojaq.registry.desk.services.drafts import DraftKept
from ojaq.registry.desk.steps import changed
from ojaq.registry.places.selectors import search
from ojaq.registry.registration import codes
from ojaq.registry.registration.consent_words import read_aloud
from ojaq.registry.registration.waves import waves
from ojaq.web.door import Visit, is_part
from ojaq.web.shown.counter import card_shown
from ojaq.web.shown.family_form import family_form, places_shown, reader_language
from ojaq.web.views.language import language_of_places

LONGEST = 4000


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Visit) -> HttpResponse:
    """The families this clerk has open; on POST a new one, with what the counter heard already in it."""
    if request.method != "POST":
        return render(request, "ojaq/register.html", {"drafts": draft_lines(viewer=request.viewer)})
    said = {field: request.POST.get(field, "")[:LONGEST].strip() for field in ("name", "born", "origin")}
    continues = request.POST.get("continues", "")
    made = begin(
        form=fresh(language=reader_language(), **said),
        by=request.viewer,
        continues=int(continues) if continues.isdigit() and len(continues) == 9 else 0,
    )
    return HttpResponseRedirect(reverse("family", args=[made.uuid]))


@require_http_methods(["GET", "HEAD", "POST"])
def family(request: Visit, draft: UUID) -> HttpResponse:
    """The form of one family. A family that is registered leads to its receipt, however one came here."""
    if (already := registered_as(draft=draft, viewer=request.viewer)) is not None:
        return _to_receipt(request, already, doubled=True)
    if request.method != "POST":
        return _page(request, draft_of(draft=draft, viewer=request.viewer), "ojaq/family.html")
    # Scripts name the button that has the focus with whatever they keep; only one that was pressed is meant.
    act = request.POST.get("act", "") if not is_part(request) or "pressed" in request.POST else ""
    try:
        kept, before = _kept(request, draft, act)
    except AlreadyRegistered:
        return _to_receipt(request, registered_as(draft=draft, viewer=request.viewer), doubled=True)
    except OpenElsewhere as conflict:
        return _conflict(request, conflict)
    if act == "send":
        return _send(request, kept)
    if not is_part(request):
        return HttpResponseRedirect(reverse("family", args=[draft]))
    if act:
        answer = _page(request, kept, "ojaq/parts/family_form.html", focus=act.partition(":")[0])
        answer["HX-Retarget"], answer["HX-Reswap"] = "#family", "innerHTML"
        return answer
    return _parts(request, kept, before)


@require_POST
def nearby(request: Visit, draft: UUID) -> HttpResponse:
    """Who of those already known the person shown may be: a part of the page, asked for when a name was told."""
    try:
        kept = draft_of(draft=draft, viewer=request.viewer)
    except NoSuchDraft:
        # The page asks a moment after a name is told; by then the family may be registered or put away.
        return HttpResponse(status=204)
    told = understood(kept=kept, words={})
    now = person(kept.form, kept.form["now"])
    try:
        cards = near(told=told, ref=now["ref"], viewer=request.viewer)
    except TooManyQuestions as refusal:
        # Only this help falls silent, and says why; the family goes on being told.
        problem = _(refusal.sentence) % refusal.parameters
        return render(request, "ojaq/parts/family_near.html", {"problem": problem})
    own = str(kept.continues)
    shown = [card_shown(place, card) for place, card in enumerate(cards, start=1) if str(card.number) != own]
    return render(request, "ojaq/parts/family_near.html", {"cards": shown, "now": now})


@require_POST
def away(request: Visit, draft: UUID) -> HttpResponse:
    """Forget a family that was not registered."""
    throw_away(draft=draft, by=request.viewer)
    return HttpResponseRedirect(reverse("register"))


def _kept(request: Visit, draft: UUID, act: str) -> tuple[DraftKept, Form]:
    """The draft as it is kept now, and the form as it stood before."""
    posted: Posted = {key: [str(value) for value in values] for key, values in request.POST.lists()}
    seen, before = request.POST.get("seen", "0"), Form()

    def change(form: Form) -> Form:
        before.update(form)
        return changed(merged(form, posted), act, of=request.POST.get("of", ""))

    kept = keep(
        draft=draft, change=change, hand=request.POST.get("hand", "")[:36], seen=int(seen) if seen.isdigit() else 0,
        by=request.viewer, anyway=act == "anyway",
    )  # fmt: skip
    return kept, before


def _parts(request: Visit, kept: DraftKept, before: Form) -> HttpResponse:
    """What changed on the page by typing. Nothing that has the focus is put in anew."""
    was, now = person(before, kept.form["now"]), person(kept.form, kept.form["now"])
    anew = {
        "places_anew": was.get("origin") != now.get("origin"),
        "consent_anew": before["language"] != kept.form["language"],
    }
    answer = _page(request, kept, "ojaq/parts/family_kept.html", **anew)
    if any(
        was.get(field) != now.get(field)
        for field in ("name", "given", "family", "born", "origin", "origin_id")
    ):
        answer["HX-Trigger"] = "near"
    return answer


def _page(
    request: Visit, kept: DraftKept, template: str, *, focus: str = "", problem: str = "", **anew: bool
) -> HttpResponse:
    told = understood(kept=kept, words=read_aloud(kept.form["language"]))
    now = person(kept.form, kept.form["now"])
    found = ()
    if now.get("origin"):
        found = search(
            text=now["origin"][:200], viewer=request.viewer, languages=[language_of_places(request)]
        )
    shown = {
        "draft": kept, "form": kept.form, "now": now, "shown": family_form(told, places_shown(found)), "focus": focus,
        "hand": request.POST.get("hand") or uuid4(), "problem": problem, "waves": waves(), **_codes(),
        **anew,
    }  # fmt: skip
    return render(request, template, shown)


def _codes() -> dict[str, codes.Codes]:
    return {
        "loss_kinds": codes.loss_kinds(), "tenures": codes.tenures(), "wishes": codes.wishes(),
        "destinations": codes.destinations(), "conditions": codes.conditions(), "paper_kinds": codes.paper_kinds(),
    }  # fmt: skip


def _send(request: Visit, kept: DraftKept) -> HttpResponse:
    try:
        received = register_family(
            draft=kept.uuid, words=read_aloud(kept.form["language"]), by=request.viewer
        )
    except NoSuchDraft:
        raise
    except OjaqError as refusal:
        problem = _(refusal.sentence) % refusal.parameters
        page = "ojaq/parts/family_form.html" if is_part(request) else "ojaq/family.html"
        answer = _page(request, kept, page, focus="problem", problem=problem)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#family", "innerHTML"
        return answer
    return _elsewhere(request, f"{reverse('receipt', args=[received.receipt])}?new")


def _to_receipt(request: Visit, registration: UUID | None, *, doubled: bool) -> HttpResponse:
    number = receipt_number_of(registration=registration) if registration else ""
    if not number:
        raise NoSuchDraft
    return _elsewhere(request, reverse("receipt", args=[number]) + ("?again" if doubled else ""))


def _elsewhere(request: Visit, address: str) -> HttpResponse:
    if is_part(request):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = address
        return answer
    return HttpResponseRedirect(address)


def _conflict(request: Visit, conflict: OpenElsewhere) -> HttpResponse:
    if not is_part(request):
        raise conflict
    answer = render(request, "ojaq/parts/family_conflict.html", {"problem": _(conflict.sentence)})
    answer["HX-Retarget"], answer["HX-Reswap"] = "#trouble", "innerHTML"
    return answer
