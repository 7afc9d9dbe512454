"""Places, their many names, and the acts that named them. None of it is about a person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Gazetteer(models.Model):
    """Where places come from: a shipped pack, or what a community imported. Its attribution is shown with its names."""

    code = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=500)
    attribution = models.CharField(max_length=1000, blank=True)
    # A pack that ships is background; what a community brought itself comes first when a text fits both.
    own = models.BooleanField(default=True)

    class Meta:
        db_table = "gazetteer"

    def __str__(self) -> str:
        return self.code


class Place(models.Model):
    """One place. It has no name of its own: `name` is the gazetteer's address for it, one name among the others."""

    id = models.BigAutoField(primary_key=True)
    gazetteer_id = models.CharField(max_length=200, unique=True)
    source = models.ForeignKey(Gazetteer, on_delete=models.PROTECT, related_name="places")
    name = models.CharField(max_length=500)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    country = models.CharField(max_length=500, blank=True)
    region = models.CharField(max_length=500, blank=True)
    county = models.CharField(max_length=500, blank=True)
    placetype = models.CharField(max_length=500, blank=True)
    population = models.BigIntegerField(null=True)
    own = models.BooleanField(default=True)

    class Meta:
        db_table = "place"
        indexes: ClassVar = [
            models.Index(fields=["region"], name="place_by_region"),
            models.Index(fields=["county"], name="place_by_county"),
        ]

    def __str__(self) -> str:
        return self.gazetteer_id


class PlaceName(models.Model):
    """A name a place has or had. Names are added, never changed; `begins` and `ends` (EDTF) are empty when unknown."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=500)
    lang = models.CharField(max_length=35, blank=True)
    script = models.CharField(max_length=4, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    begins = models.CharField(max_length=100, blank=True)
    ends = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=500, blank=True)
    added_by = models.UUIDField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "place_name"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "name", "lang", "kind", "begins", "ends", "source"],
                name="place_name_said_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NamingAct(models.Model):
    """A decree or the like that put a new name in the place of an old one. Known only when a source says so."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="naming_acts")
    old_name = models.ForeignKey(PlaceName, null=True, on_delete=models.PROTECT, related_name="ended_by")
    new_name = models.ForeignKey(PlaceName, null=True, on_delete=models.PROTECT, related_name="begun_by")
    kind = models.CharField(max_length=40, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=100, blank=True)
    signed_on = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=500)
    added_by = models.UUIDField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "naming_act"

    def __str__(self) -> str:
        return self.number or self.kind


class BookCopy(models.Model):
    """The one row that says how often places changed, with the packed index of the state it was made from.

    The packed bytes are derived: they can be thrown away at any time and are made again from the tables.
    """

    version = models.BigIntegerField(default=0)
    packed_version = models.CharField(max_length=100, blank=True)
    packed = models.BinaryField(null=True)

    class Meta:
        db_table = "place_book"

    def __str__(self) -> str:
        return str(self.version)
