"""What families keep: households as somebody stated them. All else here is lifted from testimonies and kept nowhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class HouseholdStatement(models.Model):
    """Somebody states who lived under one roof at a place at a time, with a source. Never edited: taken back, and put back.

    It stands beside what is reckoned and never in its place. `source` says where it is known from, sealed with the key of
    `registration`: the testimony the first of its people is told of in.
    """

    uuid = models.UUIDField(unique=True)
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("ojaq.Place", on_delete=models.PROTECT, related_name="+")
    when = models.TextField()
    when_from = models.DateField(null=True)
    when_to = models.DateField(null=True)
    source_kind = models.CharField(max_length=20)
    registration = models.ForeignKey("ojaq.Registration", on_delete=models.PROTECT, related_name="+")
    source = models.BinaryField()
    stated_by = models.UUIDField(null=True)
    stated_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)

    class Meta:
        db_table = "household_statement"


class HouseholdMember(models.Model):
    """One of the people of a stated household, by a mention: so it follows whoever that mention is judged to be."""

    statement = models.ForeignKey(HouseholdStatement, on_delete=models.CASCADE, related_name="members")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    mention = models.ForeignKey("ojaq.Mention", on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "household_member"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "mention"], name="household_member_once")
        ]
