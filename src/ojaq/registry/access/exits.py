"""Every way out of the register, on one page: what leaves, and which consent it asks or why it asks none (law 8).

An exit that is not here fails a test, and so does one that names a purpose and lets somebody out who did not agree.
"""

from __future__ import annotations

from dataclasses import dataclass

from ojaq.registry.access.models import Purpose


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out: where it is written ("module:function"), the purpose it asks consent for, or the reason it asks none."""

    name: str
    where: str
    asks: Purpose | None = None
    because: str = ""


_FILES = "ojaq.registry.exchange.services"
EXITS: tuple[Exit, ...] = (
    Exit("registrations", f"{_FILES}.exporting:export_registrations", Purpose.REGISTER),
    Exit("roll", f"{_FILES}.exporting:export_roll", Purpose.REGISTER),
    Exit("gedcom", f"{_FILES}.export_gedcom:export_gedcom", Purpose.REGISTER),
    Exit("tree", "ojaq.web.views.tree:_file", Purpose.TRACE_FAMILY),
    Exit("heirs", "ojaq.web.views.heirs:paper", Purpose.TRACE_FAMILY),
    Exit(
        "identities",
        f"{_FILES}.exporting:export_identities",
        because="ids of testimonies and register numbers only: nothing that anybody said",
    ),
    Exit(
        "gazetteer", f"{_FILES}.exporting:export_gazetteer", because="places and their names: nobody is in it"
    ),
    Exit(
        "xlsform",
        f"{_FILES}.export_xlsform:export_xlsform",
        because="the questions of the intake form: no answer is in it",
    ),
    Exit(
        "all",
        f"{_FILES}.dumping:export_all",
        because="moves a register in rehearsal to another machine; a live one refuses it",
    ),
    Exit(
        "backup",
        "ojaq.registry.vault.services.backing_up:back_up",
        because="the register itself, sealed: only its own recovery keys open it",
    ),
    Exit(
        "webhooks",
        "ojaq.registry.clients.services:announce_waiting",
        because="ids of testimonies and register numbers only: nothing that anybody said",
    ),
    Exit(
        "held",
        "ojaq.web.views.correcting:report",
        because="what is held on a person, given to that person",
    ),
    Exit(
        "receipt",
        "ojaq.web.views.receipts:as_paper",
        because="what somebody told, and its number, given to whoever told it",
    ),
    Exit(
        "day",
        "ojaq.web.views.day:paper",
        because="how many came and how long they waited at an office on a day: nobody is in it",
    ),
    Exit(
        "breach",
        "ojaq.web.views.watching:breach",
        because="numbers of those who must be told after a breach, for the steward who tells them",
    ),
)
