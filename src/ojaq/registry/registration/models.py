"""What is kept of testimonies. Open columns are what the register searches by: names, dates, places. All else that was said
stands in the sealed document only. A withdrawal deletes every row here but the registration itself, which stays as an
empty stone: the id, the office, the days.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a registration stands. Only current ones are read by identity, families and exports."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken-back"


class Registration(models.Model):
    """One testimony: what one registrant said on one day at one office. Immutable.

    `document` is its canonical form, sealed with its own key; `digest` is the SHA-256 of that form. Both are empty once it was
    withdrawn. `run` names the import it came by.
    """

    uuid = models.UUIDField(unique=True)
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=100)
    recorded_on = models.CharField(max_length=100, blank=True)
    recorded_from = models.DateField(null=True)
    recorded_to = models.DateField(null=True)
    language = models.CharField(max_length=35, blank=True)
    registrant = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CURRENT)
    received_at = models.DateTimeField()
    run = models.UUIDField(null=True)
    superseded_by = models.UUIDField(null=True)
    # Whether identity has acted on the state it stands in: coded its people, or let them go (`standing.stands_as`).
    noticed = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    digest = models.BinaryField(max_length=32, null=True)
    # Last: a row is read from its beginning, and what stands behind thousands of sealed bytes is slow to reach.
    document = models.BinaryField(null=True)

    class Meta:
        db_table = "registration"
        indexes: ClassVar = [
            models.Index(fields=["run"], name="registration_by_run", condition=Q(run__isnull=False)),
            # With the state, so that counting by state reads this alone. An index of the state itself would lead
            # the planner to begin with nearly all rows.
            models.Index(fields=["received_at", "state"], name="registration_by_day"),
            # The few that are not read, so that leaving them out reads no row of the many that are.
            models.Index(fields=["state"], name="registration_not_current", condition=~Q(state="current")),
            # Whoever saves a testimony looks for what is new, and for what it stands in for; neither may read the register.
            models.Index(fields=["state"], name="registration_not_noticed", condition=Q(noticed=False)),
            models.Index(
                fields=["superseded_by"],
                name="registration_superseded",
                condition=Q(superseded_by__isnull=False),
            ),
        ]


class Mention(models.Model):
    """One human being as described in one registration. Never edited, never merged.

    Dates stand as EDTF with what was said beside them and the days they bound (empty is unbounded). An age bounds the birth.
    Places stand as they were said; the place is what they were read as, `chosen` when a person chose it.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="mentions")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    ref = models.TextField()
    position = models.IntegerField()
    registrant = models.BooleanField(default=False)
    given = models.TextField(blank=True)
    patronymic = models.TextField(blank=True)
    family = models.TextField(blank=True)
    birth_family = models.TextField(blank=True)
    also = models.JSONField(default=list)
    as_written = models.TextField(blank=True)
    name_language = models.CharField(max_length=35, blank=True)
    name_script = models.CharField(max_length=35, blank=True)
    sex = models.CharField(max_length=7, default="unknown")
    living = models.BooleanField(null=True)
    born = models.TextField(blank=True)
    born_said = models.TextField(blank=True)
    born_calendar = models.CharField(max_length=20, blank=True)
    born_from = models.DateField(null=True)
    born_to = models.DateField(null=True)
    age = models.FloatField(null=True)
    age_on = models.TextField(blank=True)
    died = models.TextField(blank=True)
    died_said = models.TextField(blank=True)
    died_calendar = models.CharField(max_length=20, blank=True)
    died_from = models.DateField(null=True)
    died_to = models.DateField(null=True)
    missing = models.TextField(blank=True)
    missing_said = models.TextField(blank=True)
    missing_calendar = models.CharField(max_length=20, blank=True)
    missing_from = models.DateField(null=True)
    missing_to = models.DateField(null=True)
    origin = models.TextField(blank=True)
    origin_district = models.TextField(blank=True)
    origin_place = models.ForeignKey(
        "ojaq.Place", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    origin_chosen = models.BooleanField(default=False)
    born_in = models.TextField(blank=True)
    born_in_district = models.TextField(blank=True)
    born_in_place = models.ForeignKey(
        "ojaq.Place", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    born_in_chosen = models.BooleanField(default=False)
    lives_in = models.TextField(blank=True)
    lives_in_district = models.TextField(blank=True)
    lives_in_place = models.ForeignKey(
        "ojaq.Place", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lives_in_chosen = models.BooleanField(default=False)
    flags = models.JSONField(default=list)

    class Meta:
        db_table = "mention"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "position"], name="mention_once_in_its_place")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["origin_place", "registration"],
                name="mention_by_origin",
                condition=Q(origin_place__isnull=False),
            ),
            models.Index(
                fields=["born_in_place"],
                name="mention_by_birthplace",
                condition=Q(born_in_place__isnull=False),
            ),
            models.Index(
                fields=["lives_in_place"], name="mention_by_home", condition=Q(lives_in_place__isnull=False)
            ),
            models.Index(fields=["registration"], name="mention_of_registrant", condition=Q(registrant=True)),
        ]


class TieKind(models.TextChoices):
    """What a tie is: of kind parent, `a` is the parent of `b`."""

    PARENT = "parent"
    COUPLE = "couple"
    SIBLINGS = "siblings"


class Tie(models.Model):
    """A stated relation between two mentions of one registration. A flagged one is kept as stated and weighs less."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="ties")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=TieKind.choices)
    a = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="ties_as_a")
    b = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="ties_as_b")
    nature = models.CharField(max_length=100, blank=True)
    began = models.JSONField(null=True)
    ended = models.JSONField(null=True)
    flagged = models.BooleanField(default=False)

    class Meta:
        db_table = "tie"


class Departure(models.Model):
    """People leaving a place in a wave, as one registration tells it."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="departures")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    people = models.ManyToManyField(Mention, db_table="departure_person", related_name="departures")
    wave = models.CharField(max_length=200, blank=True)
    when = models.TextField(blank=True)
    when_said = models.TextField(blank=True)
    when_calendar = models.CharField(max_length=20, blank=True)
    when_from = models.DateField(null=True)
    when_to = models.DateField(null=True)
    left = models.TextField(blank=True)
    left_district = models.TextField(blank=True)
    left_place = models.ForeignKey("ojaq.Place", null=True, on_delete=models.PROTECT, related_name="+")
    left_chosen = models.BooleanField(default=False)
    reached = models.TextField(blank=True)
    reached_district = models.TextField(blank=True)
    reached_place = models.ForeignKey("ojaq.Place", null=True, on_delete=models.PROTECT, related_name="+")
    reached_chosen = models.BooleanField(default=False)

    class Meta:
        db_table = "departure"


class Wish(models.Model):
    """What one person wishes about going back, as told. `conditions` are codes."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="wishes")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    mention = models.ForeignKey(Mention, null=True, on_delete=models.CASCADE, related_name="wishes")
    intention = models.CharField(max_length=200, blank=True)
    destination = models.CharField(max_length=200, blank=True)
    conditions = models.JSONField(default=list)

    class Meta:
        db_table = "wish"


class StatedLoss(models.Model):
    """A loss in brief, as one registration tells it. How it was described stands in the sealed document only.

    `holders` are [{"mention": <id or null>, "share": "1/2"}].
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="losses")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    ref = models.TextField(blank=True)
    kind = models.CharField(max_length=200, blank=True)
    tenure = models.CharField(max_length=200, blank=True)
    holders = models.JSONField(default=list)
    at = models.TextField(blank=True)
    at_district = models.TextField(blank=True)
    at_place = models.ForeignKey("ojaq.Place", null=True, on_delete=models.PROTECT, related_name="+")
    at_chosen = models.BooleanField(default=False)

    class Meta:
        db_table = "stated_loss"


class KeyedDigest(models.Model):
    """A phone or document number of a mention, as a digest that only this registry's key can make.

    It is found by, never read: the number itself stands in the sealed document. It goes with its mention.
    """

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="digests")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)
    digest = models.BinaryField(max_length=32, db_index=True)

    class Meta:
        db_table = "keyed_digest"


class Flag(models.Model):
    """Something a reviewer should look at in a registration. `fields` are paths into its document."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="flags")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    fields = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        db_table = "flag"


class Quarantined(models.Model):
    """A document that came under an id which already stands for other words. Sealed with that registration's key."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="quarantined")
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32)
    document = models.BinaryField()
    received_at = models.DateTimeField()
    run = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        db_table = "quarantined"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "digest"], name="quarantined_once")
        ]


class Supersession(models.Model):
    """One registration asks to stand in the place of another. Done at once, or waiting for a reviewer."""

    new = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="supersessions")
    old = models.UUIDField(db_index=True)
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        db_table = "supersession"
