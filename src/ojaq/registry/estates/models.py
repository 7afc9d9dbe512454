"""What estates keep: a case, its versions with the shares as they were reckoned, and whom a case is about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class SuccessionCase(models.Model):
    """The estate of one dead person under the law of its place, or under the one regime a family chose.

    `looked_at`: when the family was last compared with the newest version.
    """

    dead = models.ForeignKey("ojaq.Person", on_delete=models.PROTECT, related_name="+")
    regime = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    looked_at = models.DateTimeField()

    class Meta:
        db_table = "succession_case"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dead", "regime"], name="succession_case_once")
        ]


class EstateVersion(models.Model):
    """One reckoning of a case. `body` (see written.py) and `digest` are never changed; it holds register numbers, no names.

    stands: None while it is proposed and nobody has decided, True when it was taken, False when it was left. `changes` tells
    what differs from the version before it: the notice to the desk.
    """

    case = models.ForeignKey(SuccessionCase, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    digest = models.BinaryField(max_length=32)
    changes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    stands = models.BooleanField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        db_table = "estate_version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="estate_version_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["made_at"], name="estate_version_open", condition=Q(stands__isnull=True))
        ]


class EstateMember(models.Model):
    """Somebody whom a case was reckoned with: what is newly told of them makes it be looked at again. Derived."""

    case = models.ForeignKey(SuccessionCase, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("ojaq.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "estate_member"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person"], name="estate_member_once")
        ]
