"""What identity keeps: persons with their numbers, judgements, the weights they were made with, and stored
codes.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ojaq.registry.identity.components import Verdict


class NumberSeries(models.Model):
    """The one row that gives out register numbers: its secret key and how many were given. See number.py."""

    key = models.BinaryField()
    given = models.BigIntegerField(default=0)

    class Meta:
        db_table = "number_series"


class Person(models.Model):
    """A register number and the mention it hangs on. `given`: how many numbers were given out before it.

    A number answers with whatever person its anchor belongs to now: so an old number always answers, and a
    split gives numbers back by itself. When the anchor is withdrawn, the number moves to the oldest mention
    left of that person, which may then anchor several; the one given first is shown. Empty: nobody is left.
    """

    number = models.BigIntegerField(primary_key=True)
    given = models.BigIntegerField(unique=True)
    anchor = models.ForeignKey("ojaq.Mention", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "person"


class Belonging(models.Model):
    """Which person a mention belongs to now. Derived from the standing judgements; can be recomputed at any
    time.
    """

    mention = models.OneToOneField(
        "ojaq.Mention", primary_key=True, on_delete=models.CASCADE, related_name="belonging"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="belongings")

    class Meta:
        db_table = "belonging"


class MatchingWeights(models.Model):
    """Frozen weights: what the engine had learnt when it judged. `version` is the digest of `document`.

    learnt_from: how many mentions there were then.
    """

    version = models.CharField(max_length=64, primary_key=True)
    document = models.TextField()
    learnt_at = models.DateTimeField()
    learnt_from = models.IntegerField(default=0)
    in_use = models.BooleanField(default=False)

    class Meta:
        db_table = "matching_weights"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["in_use"], condition=Q(in_use=True), name="one_weights_in_use")
        ]


class Judgement(models.Model):
    """A decision about two mentions. Never deleted: taken back, and given again.

    by_engine: the engine judged, with `weights`; else `reviewer` did (empty: the command line).
    released: a person took the engine's joining back, so it may not say it again.
    because: the judgement in whose favour this one was taken back.
    millibits: thousandths of a bit. reasons: codes and parameters, see sentences.py.
    """

    low = models.ForeignKey("ojaq.Mention", on_delete=models.CASCADE, related_name="+")
    high = models.ForeignKey("ojaq.Mention", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=9, choices=[(v.value, v.value) for v in Verdict])
    by_engine = models.BooleanField()
    reviewer = models.UUIDField(null=True)
    weights = models.ForeignKey(MatchingWeights, null=True, on_delete=models.PROTECT, related_name="+")
    millibits = models.IntegerField(default=0)
    reasons = models.JSONField(default=list)
    office = models.ForeignKey("ojaq.Office", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=40, blank=True)
    note = models.BinaryField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)
    taken_back_reason = models.CharField(max_length=40, blank=True)
    released = models.BooleanField(default=False)
    because = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "judgement"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(low__lt=models.F("high")), name="judgement_low_before_high")
        ]
        indexes: ClassVar = [
            models.Index(fields=["taken_back_at"], name="judgement_waiting", condition=Q(verdict="unsure"))
        ]


class Protection(models.Model):
    """A person in danger, marked on one of its mentions: never in a counter answer, while `lifted_at` is empty."""

    mention = models.ForeignKey("ojaq.Mention", on_delete=models.CASCADE, related_name="protections")
    since = models.DateTimeField()
    by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "protection"


class NameToken(models.Model):
    """One sound of the token dictionary, numbered once for ever. See core.matching.Tokens."""

    number = models.IntegerField(primary_key=True)
    sound = models.TextField()
    abjad = models.BooleanField()
    variant = models.IntegerField()

    class Meta:
        db_table = "name_token"


class OwnNames(models.Model):
    """A community's own table of names (variants, endings, words; YAML), read beside those that ship while it is in use."""

    document = models.TextField()
    kept_at = models.DateTimeField()
    kept_by = models.UUIDField(null=True)
    in_use = models.BooleanField(default=False)

    class Meta:
        db_table = "own_names"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["in_use"], condition=Q(in_use=True), name="one_own_names_in_use")
        ]


class CodedMention(models.Model):
    """One mention in codes, packed by core.matching.pack. Derived: can be thrown away and made again.

    settled: the engine has judged it. Gone when its registration is no longer current.
    """

    mention = models.OneToOneField(
        "ojaq.Mention", primary_key=True, on_delete=models.CASCADE, related_name="coded"
    )
    code = models.BinaryField()
    settled = models.BooleanField(default=False)

    class Meta:
        db_table = "coded_mention"
        indexes: ClassVar = [
            models.Index(fields=["mention"], name="coded_not_settled", condition=Q(settled=False))
        ]


class MatchKey(models.Model):
    """One block: a composite key and the mentions that bear it, as packed little-endian 64-bit ids in
    order.
    """

    id = models.BigAutoField(primary_key=True)
    size = models.IntegerField()
    mentions = models.BinaryField()

    class Meta:
        db_table = "match_key"


class ResolveRun(models.Model):
    """One run of the engine: what it did, and whether it came to its end."""

    kind = models.CharField(max_length=12)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    weights = models.ForeignKey(MatchingWeights, null=True, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField(default=dict)

    class Meta:
        db_table = "resolve_run"
