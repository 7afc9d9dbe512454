"""Accounts, offices, grants, consents, the row that says what this registry is, and what watches over reading."""

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
    # Codes of the languages offered to readers and visitors; empty is every language there is.
    languages = models.JSONField(default=list)
    founded_at = models.DateTimeField(auto_now_add=True)
    live_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "registry"
        constraints = (
            models.CheckConstraint(condition=Q(id=1), name="registry_is_one"),
            models.CheckConstraint(condition=Q(state__in=("rehearsal", "live")), name="registry_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.uuid} {self.state}"


class Approval(models.Model):
    """One act that two people do: asked for by one account, answered by another, used once, before it goes stale.

    `digest` is the SHA-256 of exactly what was asked; `about` are ledger subjects; `..._in` are digests of the sessions.
    """

    id = models.BigAutoField(primary_key=True)
    act = models.CharField(max_length=64)
    digest = models.BinaryField(max_length=32)
    about = models.JSONField(default=list)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.UUIDField()
    asked_in = models.BinaryField(max_length=32)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    answered_in = models.BinaryField(max_length=32, null=True)
    answered_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "approval"
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("asked_by")),
                name="approval_by_somebody_else",
            ),
        )
        indexes = (models.Index(fields=("act", "asked_by"), name="approval_by_act"),)

    def __str__(self) -> str:
        return f"{self.id} {self.act}"


class Alarm(models.Model):
    """Something a steward should look at soon: a limit was reached, a glass was broken. Codes and counts only."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    account = models.UUIDField(null=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    class Meta:
        db_table = "alarm"
        indexes = (models.Index(fields=("seen_at", "at"), name="alarm_unseen"),)

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"


class BrokenGlass(models.Model):
    """For some hours one account reads the testimonies of an office that is not its own, and said why (sealed)."""

    id = models.BigAutoField(primary_key=True)
    account = models.UUIDField(db_index=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    reason = models.BinaryField()
    broken_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        db_table = "broken_glass"

    def __str__(self) -> str:
        return f"{self.id}"


class LogInTry(models.Model):
    """Wrong tries under one name, or under one name from one address. `key` is a digest: neither stands here."""

    key = models.BinaryField(max_length=32, primary_key=True)
    wrong = models.IntegerField(default=0)
    last_at = models.DateTimeField()
    wait_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "log_in_try"

    def __str__(self) -> str:
        return f"{self.wrong}"


class SecondFactor(models.Model):
    """One-time codes of an account (RFC 6238), which need no network. In use once `confirmed_at` is set.

    `secret` is sealed; `last_step` keeps a code from being used twice; `spare` are digests of codes on paper.
    """

    account = models.OneToOneField(
        Account, primary_key=True, on_delete=models.CASCADE, related_name="second_factor"
    )
    secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    spare = models.JSONField(default=list)

    class Meta:
        db_table = "second_factor"

    def __str__(self) -> str:
        return f"{self.account_id}"
