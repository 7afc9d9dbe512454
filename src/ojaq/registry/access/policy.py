"""Who may do what, on one page. An act that is not in the table is refused to everybody.

`over` says what the role's office scope means for the act: "office" asks about the office of the thing, "register" is
about the register as a whole and needs the role only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """What a person is in an office. `operator`, `engine` and `screen` are nobody's log-in."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    LEGAL_OFFICER = "legal_officer"
    ARCHIVIST = "archivist"
    ANALYST = "analyst"
    STEWARD = "steward"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    ENGINE = "engine"
    SCREEN = "screen"


class Act(StrEnum):
    """What can be asked for; the same words stand in the ledger."""

    # The register of testimonies.
    REGISTER = "register"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"
    FORGET_DRAFTS = "forget-drafts"
    OPEN_REGISTRATION = "open-registration"
    SETTLE_QUARANTINE = "settle-quarantine"
    # What the people who are told of may ask for.
    TELL_SUBJECT = "tell-subject"
    OBJECT = "object"
    # Who is due, who waits.
    OPEN_DIARY = "open-diary"
    KEEP_DIARY = "keep-diary"
    SERVE_QUEUE = "serve-queue"
    HANG_SCREEN = "hang-screen"
    READ_SCREEN = "read-screen"
    READ_DAY = "read-day"
    # Who is who.
    ASK_COUNTER = "ask-counter"
    OPEN_PERSON = "open-person"
    OPEN_VILLAGE = "open-village"
    OPEN_REVIEW = "open-review"
    JUDGE = "judge"
    UNDO_JUDGEMENT = "undo-judgement"
    REDO_JUDGEMENT = "redo-judgement"
    RESOLVE = "resolve"
    # Families.
    OPEN_FAMILY = "open-family"
    STATE_HOUSEHOLD = "state-household"
    TAKE_BACK_HOUSEHOLD = "take-back-household"
    # Estates.
    OPEN_ESTATE = "open-estate"
    KEEP_ESTATE = "keep-estate"
    LOOK_AGAIN = "look-again-at-estates"
    # Places.
    LOOK_UP_PLACE = "look-up-place"
    CHOOSE_PLACE = "choose-place"
    KEEP_PLACES = "keep-places"
    # In and out.
    IMPORT = "import"
    TAKE_BACK_IMPORT = "take-back-import"
    EXPORT = "export"
    # The register as a whole.
    READ_FIGURES = "read-figures"
    READ_LEDGER = "read-ledger"
    LOG_IN = "log-in"
    LOG_OUT = "log-out"
    MANAGE_OFFICES = "manage-offices"
    SET_LANGUAGES = "set-languages"
    MANAGE_ACCOUNTS = "manage-accounts"
    SET_WEBHOOK = "set-webhook"
    TELL_CLIENT = "tell-client"
    FOUND_REGISTRY = "found-registry"
    CHECK_REGISTRY = "check-registry"
    KEEP_KEYS = "keep-keys"
    BACK_UP = "back-up"
    UPGRADE = "upgrade"
    GO_LIVE = "go-live"
    # Watching over it.
    APPROVE = "approve"
    WATCH = "watch"
    BREAK_GLASS = "break-glass"
    PROTECT_PERSON = "protect-person"
    LIFT_PROTECTION = "lift-protection"
    OPEN_PROTECTED = "open-protected"
    KEEP_OWN_ACCOUNT = "keep-own-account"
    ANSWER_CONSENT = "answer-consent"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may, and whether the office of the thing is asked about."""

    roles: frozenset[Role]
    over: Literal["office", "register"]


_DESK = (Role.CLERK, Role.REVIEWER, Role.LEGAL_OFFICER, Role.ARCHIVIST, Role.STEWARD)
_EVERYBODY = (*_DESK, Role.ANALYST, Role.ADMINISTRATOR)


def _in_office(*roles: Role) -> Rule:
    return Rule(frozenset({*roles, Role.OPERATOR}), "office")


def _at_large(*roles: Role) -> Rule:
    return Rule(frozenset({*roles, Role.OPERATOR}), "register")


POLICY: dict[Act, Rule] = {
    Act.REGISTER: _in_office(Role.CLERK, Role.REVIEWER, Role.STEWARD),
    Act.SUPERSEDE: _in_office(Role.CLERK, Role.REVIEWER, Role.STEWARD),
    Act.WITHDRAW: _in_office(Role.STEWARD),
    # Families that were begun and abandoned; nobody does it, a served registry does.
    Act.FORGET_DRAFTS: _at_large(Role.ENGINE),
    Act.OPEN_REGISTRATION: _in_office(*_DESK),
    Act.SETTLE_QUARANTINE: _in_office(Role.REVIEWER, Role.STEWARD),
    # Somebody who stands at the desk asks for everything held on them, or says that another's testimony is wrong about them.
    Act.TELL_SUBJECT: _at_large(Role.CLERK, Role.REVIEWER, Role.STEWARD),
    Act.OBJECT: _at_large(Role.CLERK, Role.REVIEWER, Role.STEWARD),
    Act.OPEN_DIARY: _in_office(*_DESK),
    Act.KEEP_DIARY: _in_office(Role.CLERK, Role.REVIEWER, Role.LEGAL_OFFICER, Role.STEWARD, Role.ENGINE),
    Act.SERVE_QUEUE: _in_office(Role.CLERK, Role.REVIEWER, Role.LEGAL_OFFICER, Role.STEWARD),
    Act.HANG_SCREEN: _in_office(Role.CLERK, Role.REVIEWER, Role.STEWARD, Role.ADMINISTRATOR),
    # A screen in the waiting room logs in nowhere: its link makes it a viewer of one office that may do this alone.
    Act.READ_SCREEN: _in_office(Role.SCREEN),
    Act.READ_DAY: _in_office(*_EVERYBODY),
    # Masked cards and joined persons span all offices: identity has no office, a full registration has one.
    Act.ASK_COUNTER: _at_large(*_DESK, Role.ENGINE),
    Act.OPEN_PERSON: _at_large(*_DESK),
    Act.OPEN_VILLAGE: _at_large(*_DESK),
    Act.OPEN_REVIEW: _at_large(Role.REVIEWER, Role.STEWARD),
    Act.JUDGE: _at_large(Role.REVIEWER, Role.STEWARD, Role.ENGINE),
    Act.UNDO_JUDGEMENT: _at_large(Role.REVIEWER, Role.STEWARD),
    Act.REDO_JUDGEMENT: _at_large(Role.REVIEWER, Role.STEWARD),
    Act.RESOLVE: _at_large(Role.REVIEWER, Role.STEWARD, Role.ENGINE),
    Act.OPEN_FAMILY: _at_large(*_DESK),
    Act.STATE_HOUSEHOLD: _in_office(*_DESK),
    Act.TAKE_BACK_HOUSEHOLD: _in_office(*_DESK),
    Act.OPEN_ESTATE: _at_large(*_DESK),
    Act.KEEP_ESTATE: _at_large(Role.REVIEWER, Role.LEGAL_OFFICER, Role.STEWARD),
    Act.LOOK_AGAIN: _at_large(*_DESK, Role.ENGINE),
    Act.LOOK_UP_PLACE: _at_large(*_EVERYBODY, Role.ENGINE),
    Act.CHOOSE_PLACE: _in_office(Role.CLERK, Role.REVIEWER, Role.ARCHIVIST, Role.STEWARD),
    Act.KEEP_PLACES: _at_large(Role.ARCHIVIST, Role.STEWARD),
    Act.IMPORT: _in_office(Role.STEWARD),
    Act.TAKE_BACK_IMPORT: _in_office(Role.STEWARD),
    Act.EXPORT: _at_large(Role.STEWARD),
    Act.READ_FIGURES: _at_large(*_EVERYBODY),
    Act.READ_LEDGER: _at_large(Role.STEWARD),
    Act.LOG_IN: _at_large(*_EVERYBODY),
    Act.LOG_OUT: _at_large(*_EVERYBODY),
    Act.MANAGE_OFFICES: _at_large(Role.ADMINISTRATOR),
    Act.SET_LANGUAGES: _at_large(Role.ADMINISTRATOR),
    Act.MANAGE_ACCOUNTS: _at_large(Role.ADMINISTRATOR),
    Act.SET_WEBHOOK: _at_large(Role.ADMINISTRATOR),
    # Numbers of what happened, to clients that an administrator named.
    Act.TELL_CLIENT: _at_large(Role.ENGINE),
    Act.FOUND_REGISTRY: _at_large(),
    Act.CHECK_REGISTRY: _at_large(Role.ADMINISTRATOR, Role.STEWARD),
    Act.KEEP_KEYS: _at_large(Role.ADMINISTRATOR),
    Act.BACK_UP: _at_large(Role.ADMINISTRATOR),
    Act.UPGRADE: _at_large(Role.ADMINISTRATOR),
    Act.GO_LIVE: _at_large(Role.STEWARD),
    Act.APPROVE: _at_large(Role.REVIEWER, Role.STEWARD),
    Act.WATCH: _in_office(Role.STEWARD),
    Act.BREAK_GLASS: _at_large(*_DESK),
    Act.PROTECT_PERSON: _at_large(Role.REVIEWER, Role.STEWARD),
    Act.LIFT_PROTECTION: _at_large(Role.STEWARD),
    # To everybody else somebody in danger is as if nobody had that number.
    Act.OPEN_PROTECTED: _at_large(Role.STEWARD),
    Act.KEEP_OWN_ACCOUNT: _at_large(*_EVERYBODY),
    Act.ANSWER_CONSENT: _in_office(Role.CLERK, Role.REVIEWER, Role.STEWARD),
}

# What two people do once a registry is live, and in which role the second of them must be. In rehearsal nothing binds.
SECOND: dict[Act, frozenset[Role]] = {
    # Joining two persons who both showed a document.
    Act.JUDGE: frozenset({Role.REVIEWER, Role.STEWARD}),
    Act.EXPORT: frozenset({Role.STEWARD}),
    Act.WITHDRAW: frozenset({Role.STEWARD}),
    # Roles given or taken, programs' tokens, another's password.
    Act.MANAGE_ACCOUNTS: frozenset({Role.STEWARD}),
    # Where programs are told of what happens.
    Act.SET_WEBHOOK: frozenset({Role.STEWARD}),
    Act.LIFT_PROTECTION: frozenset({Role.STEWARD}),
    # A new passphrase by a recovery key.
    Act.KEEP_KEYS: frozenset({Role.STEWARD}),
}


def permits(act: Act, roles: frozenset[Role]) -> frozenset[Role]:
    """Those of `roles` that may do `act`; empty when none may, or when the table does not know the act."""
    rule = POLICY.get(act)
    return rule.roles & roles if rule else frozenset()
