"""Accounts, offices, grants, consents, and the one row that says what this registry is."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.base_user import BaseUserManager as _Accounts
from django.db import models
from django.db.models import Q


class Office(models.Model):
    """Where people work. `code` is what registrations and the ledger name; `parent` makes the tree."""

    id = models.BigAutoField(primary_key=True)
    code = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    class Meta:
        db_table = "office"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Account(AbstractBaseUser):
    """One person who logs in. What they may do is in `Grant`; an account alone may do nothing."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, default="en")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="accounts")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = _Accounts()

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        return str(self.uuid)


class Scope(models.TextChoices):
    """How far a grant reaches from its office."""

    OWN = "own"
    SUBTREE = "subtree"
    ALL = "all"


class Grant(models.Model):
    """One role of one account at one office. A grant that ended is deleted; the ledger remembers it."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=32)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="grants")
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.OWN)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "access_grant"
        constraints = (
            models.UniqueConstraint(fields=("account", "role", "office"), name="access_grant_once"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="access_grant_scope_known"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.scope}"


class Purpose(models.TextChoices):
    """What a registrant may agree to (design section 6)."""

    REGISTER = "register"
    CONTACT = "contact"
    TRACE_FAMILY = "trace_family"
    STATISTICS = "statistics"
    PUBLISH = "publish"
    SHARE_WITH_COURT = "share_with_court"
    SHARE_WITH_PARTNER = "share_with_partner"
    RESEARCH = "research"


class Consent(models.Model):
    """One answer about one purpose, with the words it was given to. The latest row of a purpose counts."""

    id = models.BigAutoField(primary_key=True)
    registration = models.UUIDField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=32, choices=Purpose.choices)
    given = models.BooleanField()
    on = models.CharField(max_length=32, blank=True)
    words = models.TextField(blank=True)
    version = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=12, blank=True)
    by = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=32, blank=True)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "consent"
        indexes = (models.Index(fields=("registration", "purpose"), name="consent_by_registration"),)

    def __str__(self) -> str:
        return f"{self.purpose} {self.given}"


class Registry(models.Model):
    """What this registry is: one row."""

    class State(models.TextChoices):
        """Everything is trial until go-live."""

        REHEARSAL = "rehearsal"
        LIVE = "live"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    state = models.CharField(max_length=16, choices=State.choices, default=State.REHEARSAL)
    fictional = models.BooleanField(default=False)
    programme = models.CharField(max_length=64, blank=True)
    founded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "registry"
        constraints = (
            models.CheckConstraint(condition=Q(id=1), name="registry_is_one"),
            models.CheckConstraint(condition=Q(state__in=("rehearsal", "live")), name="registry_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.uuid} {self.state}"
