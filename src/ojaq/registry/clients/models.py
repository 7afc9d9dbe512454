"""The table of clients."""

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
