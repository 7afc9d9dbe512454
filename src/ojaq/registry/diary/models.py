"""What an office keeps of its day: who is due (sealed), who waits (a number alone), and which screens show it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Appointment(models.Model):
    """Somebody is expected at an office on a day at an hour of its own clock.

    `uuid` owns the key of its seal; `sealed` holds the name told, a phone number and a note, and is empty once cancelled.
    `person`: the register number they came with, 0 where only a name was told.
    """

    class State(models.TextChoices):
        """Where an appointment stands. One that is still expected after its day was missed."""

        EXPECTED = "expected"
        CAME = "came"
        CANCELLED = "cancelled"

    uuid = models.UUIDField(unique=True)
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    at = models.TimeField()
    person = models.BigIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State.choices, default=State.EXPECTED)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        db_table = "appointment"
        indexes: ClassVar = [models.Index(fields=["office", "day", "at"], name="appointment_by_day")]


class Ticket(models.Model):
    """A number given to somebody who waits, counted from one for each office and day. It says nothing about anybody.

    `uuid` names the page that asked for it, so that asking twice gives one. `due_at` is the hour of its appointment.
    `ending`: how it ended, empty while it waits or is at a window. `calls` counts how often it was called.
    """

    class Ending(models.TextChoices):
        """How a visit ended."""

        SERVED = "served"
        NOT_THERE = "not-there"

    uuid = models.UUIDField(unique=True)
    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    appointment = models.OneToOneField(
        Appointment, null=True, on_delete=models.SET_NULL, related_name="ticket"
    )
    given_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    window = models.CharField(max_length=8, blank=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=9, choices=Ending.choices, blank=True)

    class Meta:
        db_table = "ticket"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "day", "number"], name="ticket_once_a_day")
        ]


class Screen(models.Model):
    """A second screen of an office. Whoever has its link reads the numbers called there, and nothing else.

    `digest` is the SHA-256 of the token in the link, which is kept nowhere.
    """

    office = models.ForeignKey("ojaq.Office", on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    name = models.CharField(max_length=60, blank=True)
    hung_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "screen"
