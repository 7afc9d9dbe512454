"""The tables of the ledger. Triggers in the database refuse to change or delete a row of either."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One deed. `id` is its place in the order; `body` is what counts; the other columns only make it findable."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(unique=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    role = models.CharField(max_length=64)
    act = models.CharField(max_length=64)
    office = models.CharField(max_length=64, null=True)
    reason = models.CharField(max_length=64, blank=True)
    body = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    note = models.BinaryField(null=True)

    class Meta:
        db_table = "ledger_entry"
        indexes = (
            models.Index(fields=("actor", "act", "at"), name="ledger_entry_by_actor"),
            models.Index(fields=("act", "at"), name="ledger_entry_by_act"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.act}"


class EntrySubject(models.Model):
    """One thing an entry is about, so that "who read this person" is one look-up."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=64)
    number = models.CharField(max_length=80)

    class Meta:
        db_table = "ledger_subject"
        indexes = (models.Index(fields=("number", "kind"), name="ledger_subject_by_number"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
