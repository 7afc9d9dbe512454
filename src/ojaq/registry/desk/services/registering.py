"""From a family being told to a registration: once, however often it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Viewer
from ojaq.registry.desk.advice import too_long
from ojaq.registry.desk.errors import NameTooLong, NothingAgreed
from ojaq.registry.desk.models import Draft, Receipt
from ojaq.registry.desk.reading import reading_of
from ojaq.registry.desk.services.drafts import form_kept, own
from ojaq.registry.desk.services.receiving import Received, numbers_of, place, store
from ojaq.registry.desk.services.recognising import recognise
from ojaq.registry.desk.writing_down import Words, written_down
from ojaq.registry.registration.models import Registration


def register_family(*, draft: UUID, words: Words, by: Viewer) -> Received:
    """Register the family of a draft, resolve its people, make its receipt. Sent twice, the second answers with the first.

    `words`: the words of consent by purpose, as they were read aloud. The draft is shredded in the same transaction.
    Raises NothingAgreed, NameTooLong, NoSuchDraft, RegistrationRefused, NotPermitted.
    """
    chosen: Mapping[str, str] = {}
    with transaction.atomic():
        row = own(draft, by, lock=True)
        if row.sent_at is not None:
            return _stands(row)
        form = form_kept(row)
        if form["consent"].get("register") != "yes":
            raise NothingAgreed
        if too_long(form):
            raise NameTooLong
        reading = reading_of(office=row.office.code, words=words)
        testimony = written_down(form, registration=str(row.registration), reading=reading)
        at_once = bool(form.get("supersedes")) and form.get("correction") != "other"
        registration, receipt = store(testimony=testimony, by=by, same_registrant=at_once)
        vault.shred(registration=row.uuid, at_once=False)
        row.sealed, row.sent_at = None, timezone.now()
        row.save(update_fields=["sealed", "sent_at"])
        chosen = {each["ref"]: each["same_as"] for each in form["people"] if each.get("same_as")}
        if row.continues:
            chosen = {form["people"][0]["ref"]: str(row.continues), **chosen}
    numbers = place(registration)
    if chosen and recognise(registration=registration.uuid, chosen=chosen, by=by):
        numbers = numbers_of(registration.uuid)
    return Received(registration, numbers, receipt.number)


def _stands(row: Draft) -> Received:
    registration = Registration.objects.get(uuid=row.registration)
    receipt = Receipt.objects.get(registration=row.registration)
    return Received(registration, numbers_of(row.registration), receipt.number)
