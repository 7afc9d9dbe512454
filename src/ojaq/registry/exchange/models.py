"""What exchange keeps: runs, and the mappings of rolls."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models


class RunState(models.TextChoices):
    """How far a run is."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    TAKEN_BACK = "taken-back"


class Run(models.Model):
    """One import or export. `file` is the name of the file only; `figures` grow while it runs.

    What an import brought names the run by its uuid. A run that is still "running" after its process ended was cut off: all
    batches before the cut are whole, and the same file imported again goes on where it ended.
    """

    uuid = models.UUIDField(unique=True, default=uuid4)
    kind = models.CharField(max_length=40)
    file = models.CharField(max_length=300, blank=True)
    account = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    bytes_total = models.BigIntegerField(default=0)
    bytes_done = models.BigIntegerField(default=0)
    figures = models.JSONField(default=dict)
    unknown_fields = models.JSONField(default=dict)

    class Meta:
        db_table = "run"
        ordering: ClassVar = ["-pk"]


class RunRefusal(models.Model):
    """One line of an import that was not taken: where, and why as a code. What stood there is not kept."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="refusals")
    line = models.BigIntegerField()
    field = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=60)

    class Meta:
        db_table = "run_refusal"


class KeptMapping(models.Model):
    """A mapping that was used, by the roll it is for: the next edition of the roll needs no file."""

    name = models.CharField(max_length=200, unique=True)
    document = models.JSONField()
    kept_at = models.DateTimeField()
    account = models.UUIDField(null=True)

    class Meta:
        db_table = "kept_mapping"
