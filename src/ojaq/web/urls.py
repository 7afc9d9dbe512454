"""Every address of the pages, with the act it declares. What stands here is all there is; nothing is opened elsewhere."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from ojaq.registry.access import Act
from ojaq.web.door import View, behind, in_the_open, surely
from ojaq.web.views import (
    administration,
    correcting,
    counter,
    families,
    heirs,
    helping,
    home,
    households,
    imports,
    judgements,
    language,
    own_account,
    person,
    place_names,
    receipts,
    registering,
    registrations,
    review,
    session,
    tree,
    village,
    villages,
    waiting,
    watching,
)

OPEN = "open"
ANYBODY = None

# address, view, act (OPEN: without log-in; ANYBODY: whoever is logged in), name
PAGES: tuple[tuple[str, View, Act | str | None, str], ...] = (
    ("login", session.log_in, OPEN, "login"),
    ("login/code", session.code, OPEN, "login-code"),
    ("language", language.set_language, OPEN, "language"),
    ("logout", session.log_out, ANYBODY, "logout"),
    ("language-of-places", language.set_language_of_places, ANYBODY, "language-of-places"),
    ("help", helping.show, ANYBODY, "help"),
    ("sure", session.make_sure, ANYBODY, "sure"),
    ("account", surely(own_account.show), Act.KEEP_OWN_ACCOUNT, "account"),
    ("glass", surely(watching.glass), Act.BREAK_GLASS, "glass"),
    ("watch", watching.show, Act.WATCH, "watch"),
    ("watch/alarms/<int:alarm>/seen", watching.seen, Act.WATCH, "alarm-seen"),
    ("watch/two-people", watching.approvals, Act.APPROVE, "approvals"),
    ("watch/two-people/<int:approval>", surely(watching.answer), Act.APPROVE, "approval-answer"),
    ("watch/readers", watching.readers, Act.READ_LEDGER, "readers"),
    ("watch/breach", watching.breach, Act.READ_LEDGER, "breach"),
    ("", home.show, Act.READ_FIGURES, "home"),
    ("counter", counter.ask, Act.ASK_COUNTER, "counter"),
    ("register", registering.start, Act.REGISTER, "register"),
    ("register/<uuid:draft>", registering.family, Act.REGISTER, "family"),
    ("register/<uuid:draft>/near", registering.nearby, Act.REGISTER, "family-near"),
    ("register/<uuid:draft>/away", registering.away, Act.REGISTER, "family-away"),
    ("registrations", registrations.show, Act.OPEN_REGISTRATION, "registrations"),
    ("registrations/<uuid:registration>/next", receipts.following, Act.REGISTER, "register-next"),
    ("registrations/<uuid:registration>/correct", correcting.correct, Act.REGISTER, "correct"),
    ("registrations/<uuid:registration>/withdraw", correcting.withdraw, Act.WITHDRAW, "withdraw"),
    ("people/<str:number>/held", correcting.report, Act.TELL_SUBJECT, "held"),
    ("people/<str:number>/held/<int:mention>", correcting.objection, Act.OBJECT, "objection"),
    ("receipts/<str:number>/paper", receipts.as_paper, Act.OPEN_REGISTRATION, "receipt-paper"),
    ("receipts/<str:number>", receipts.show, Act.OPEN_REGISTRATION, "receipt"),
    ("review", review.show, Act.OPEN_REVIEW, "review"),
    ("review/open", review.left_open, Act.OPEN_REVIEW, "review-open"),
    ("review/disagreements", review.disputes, Act.OPEN_REVIEW, "review-disputes"),
    ("review/disagreements/<int:opinion>", review.settle, Act.JUDGE, "review-settle"),
    ("review/plan", review.plan, Act.JUDGE, "review-plan"),
    ("review/<int:judgement>", review.show, Act.OPEN_REVIEW, "review-pair"),
    ("review/<int:judgement>/answer", review.answer, Act.JUDGE, "review-answer"),
    ("review/<int:judgement>/undo", review.undo, Act.UNDO_JUDGEMENT, "review-undo"),
    ("waiting/<slug:kind>", waiting.show, Act.OPEN_REVIEW, "waiting"),
    ("waiting/flagged/<int:row>/seen", waiting.seen, Act.SETTLE_QUARANTINE, "waiting-seen"),
    ("waiting/<slug:kind>/<int:row>", waiting.compare, Act.OPEN_REVIEW, "wordings"),
    ("waiting/<slug:kind>/<int:row>/settle", waiting.settle, Act.SETTLE_QUARANTINE, "wordings-settle"),
    ("imports", imports.show, Act.IMPORT, "imports"),
    ("imports/<int:number>", imports.page, Act.IMPORT, "import"),
    ("imports/<int:number>/take-back", imports.take_back, Act.TAKE_BACK_IMPORT, "import-take-back"),
    ("administration", administration.show, Act.MANAGE_ACCOUNTS, "administration"),
    ("administration/offices", administration.add_office, Act.MANAGE_OFFICES, "add-office"),
    ("administration/accounts", administration.add_account, Act.MANAGE_ACCOUNTS, "add-account"),
    ("administration/roles", administration.give_role, Act.MANAGE_ACCOUNTS, "give-role"),
    ("administration/roles/take", administration.take_role, Act.MANAGE_ACCOUNTS, "take-role"),
    ("administration/close", administration.close, Act.MANAGE_ACCOUNTS, "close-account"),
    ("people/<str:number>", person.show, Act.OPEN_PERSON, "person"),
    ("people/<str:number>/heirs", heirs.show, Act.OPEN_ESTATE, "heirs"),
    ("people/<str:number>/heirs.pdf", heirs.paper, Act.OPEN_ESTATE, "heirs-paper"),
    ("people/<str:number>/heirs/keep", heirs.keep, Act.KEEP_ESTATE, "heirs-keep"),
    ("people/<str:number>/heirs/look", heirs.look, Act.LOOK_AGAIN, "heirs-look"),
    ("people/<str:number>/heirs/<int:version>", heirs.settle, Act.KEEP_ESTATE, "heirs-settle"),
    ("estates", heirs.listing, Act.OPEN_ESTATE, "estates"),
    ("estates/look", heirs.look_at_all, Act.LOOK_AGAIN, "estates-look"),
    ("people/<str:number>/tree", tree.show, Act.OPEN_FAMILY, "tree"),
    ("people/<str:number>/tree.pdf", tree.pdf, Act.OPEN_FAMILY, "tree-pdf"),
    ("people/<str:number>/tree.svg", tree.svg, Act.OPEN_FAMILY, "tree-svg"),
    ("villages", villages.show, Act.LOOK_UP_PLACE, "villages"),
    ("villages/<path:place>/born/<str:decade>", village.generation, Act.OPEN_VILLAGE, "generation"),
    ("villages/<path:place>/households", households.show, Act.OPEN_VILLAGE, "households"),
    ("villages/<path:place>/households/state", households.state, Act.STATE_HOUSEHOLD, "household-state"),
    (
        "households/<int:statement>/take-back",
        households.take_back,
        Act.TAKE_BACK_HOUSEHOLD,
        "household-take-back",
    ),
    ("households/<int:statement>/put-back", households.put_back, Act.STATE_HOUSEHOLD, "household-put-back"),
    ("villages/<path:place>/names/add", place_names.add, Act.KEEP_PLACES, "add-place-name"),
    ("villages/<path:place>", village.show, Act.OPEN_VILLAGE, "village"),
    ("judgements/<int:judgement>/joining", families.joining, Act.OPEN_FAMILY, "joining"),
    ("families/impossible", families.impossible, Act.OPEN_REVIEW, "impossible"),
    ("judgements/<int:judgement>/reasons", judgements.reasons, Act.OPEN_PERSON, "reasons"),
    ("judgements/<int:judgement>/undo", judgements.undo, Act.UNDO_JUDGEMENT, "undo"),
    ("judgements/<int:judgement>/redo", judgements.redo, Act.REDO_JUDGEMENT, "redo"),
)


def _pattern(address: str, view: View, act: Act | str | None, name: str) -> URLPattern:
    if act == OPEN:
        return path(address, login_not_required(in_the_open(view)), name=name)
    return path(address, behind(Act(act) if act else None, view), name=name)


urlpatterns = [_pattern(*page) for page in PAGES]
