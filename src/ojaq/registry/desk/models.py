"""What one window of one office keeps: families being told, receipts given out, objections."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """A family being told, before it is a registration. Only whoever began it sees it.

    `uuid` owns the key of its seal; `registration` is the id the testimony will have, so that sending twice stores once.
    `version` counts what was kept, `hand` names the page that kept it last. `sealed` is empty once the family is registered
    (`sent_at`) and its key is shredded. `continues`: the register number of the person who is here, 0 for nobody known.
    """

    uuid = models.UUIDField(unique=True)
    registration = models.UUIDField(unique=True)
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    account = models.UUIDField(null=True)
    version = models.IntegerField(default=0)
    hand = models.CharField(max_length=36, blank=True)
    continues = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        db_table = "draft"
        indexes: ClassVar = [models.Index(fields=["account", "kept_at"], name="draft_by_account")]


class Receipt(models.Model):
    """The paper given for one registration: its number, and nothing about anybody. It stays after a withdrawal."""

    number = models.CharField(max_length=12, primary_key=True)
    registration = models.UUIDField(unique=True)
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "receipt"


class Objection(models.Model):
    """Somebody whom another testimony names says that it is wrong. The testimony stays; a reviewer looks.

    `words` are sealed with the key of that testimony, so that they go with it.
    """

    mention = models.ForeignKey("ojaq.Mention", on_delete=models.CASCADE, related_name="objections")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        db_table = "objection"
