"""The wrapped keys of registrations. Without the master key a row opens nothing, so the table has no office."""

from __future__ import annotations

from django.db import models


class SealedKey(models.Model):
    """One registration's key, wrapped by the registry's. Deleting the row is how a registry forgets."""

    registration = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(max_length=64)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        db_table = "sealed_key"

    def __str__(self) -> str:
        return str(self.registration)
