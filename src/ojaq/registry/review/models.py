"""The tables of review: the order in which pairs are asked, second opinions, and how much a day may hold."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class WaitingPair(models.Model):
    """An unsure judgement with how much a decision would settle. Derived: can be thrown away and made again."""

    judgement = models.OneToOneField(
        "ojaq.Judgement", primary_key=True, on_delete=models.CASCADE, related_name="waiting"
    )
    settles = models.IntegerField()

    class Meta:
        db_table = "waiting_pair"
        indexes: ClassVar = [models.Index(fields=["-settles", "judgement"], name="waiting_pair_in_order")]


class SecondOpinion(models.Model):
    """What another reviewer said of a pair that was judged already, without knowing how. Changes no person.

    agrees: both said the same. settled_at: somebody looked at a disagreement and decided.
    """

    judgement = models.ForeignKey("ojaq.Judgement", on_delete=models.CASCADE, related_name="opinions")
    reviewer = models.UUIDField()
    verdict = models.CharField(max_length=9)
    agrees = models.BooleanField()
    reason = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "second_opinion"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["judgement", "reviewer"], name="second_opinion_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["at"], name="second_opinion_open", condition=Q(agrees=False, settled_at__isnull=True)
            )
        ]


class ReviewPlan(models.Model):
    """How much reviewers of this register do in a day: one row. again_in_hundred: pairs asked a second time."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    pairs_a_day = models.PositiveIntegerField(default=100)
    again_in_hundred = models.PositiveSmallIntegerField(default=5)
    set_at = models.DateTimeField(null=True)
    set_by = models.UUIDField(null=True)

    class Meta:
        db_table = "review_plan"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="review_plan_is_one")]
