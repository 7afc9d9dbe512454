"""The tables of clients: who may ask, where they are told of what happened, and what waits to be told."""

from __future__ import annotations

from django.db import models


class Client(models.Model):
    """A program that asks through the API, for an account and never beyond it.

    `digest` is the SHA-256 of its token, which is kept nowhere. `reaches` are words of `reach.Reach`.
    """

    uuid = models.UUIDField(unique=True)
    name = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey("ojaq.Account", on_delete=models.PROTECT, related_name="clients")
    digest = models.BinaryField(max_length=32, unique=True)
    reaches = models.JSONField(default=list)
    made_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "client"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Webhook(models.Model):
    """Where one client is told of what happened. Its secret is kept nowhere: it follows from the registry's keys and `uuid`.

    `failures` since it last answered; `rests_until`: not before then; `stopped_at`: not any more, until somebody wakes it.
    """

    uuid = models.UUIDField(unique=True)
    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="webhook")
    address = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    fault = models.CharField(max_length=40, blank=True)
    rests_until = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "webhook"

    def __str__(self) -> str:
        return str(self.uuid)


class Announcement(models.Model):
    """One event that a webhook has not been told of yet. `number`: the id of a registration or the number of a person."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(unique=True)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="waiting")
    event = models.CharField(max_length=40)
    number = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "webhook_announcement"

    def __str__(self) -> str:
        return f"{self.event} {self.uuid}"
