"""What belongs to a meeting and what stays of it: files, and what guests took home and bring."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from files.storage import private_storage
from meetings.models.meetings import Meeting
from meetings.models.registrations import Registration
from meetings.querysets import MaterialQuerySet
from privacy.rules import AS_PARENT, HERS, PLAIN, WORDS


def material_path(material: "Material", filename: str) -> str:
    """Return a name nobody can guess; what its owner called the file stays in the database."""
    return f"meetings/{material.key.hex[:2]}/{material.key.hex}"


class Material(models.Model):
    """A file that belongs to a meeting, from before it or after (*stuk*); who sees the meeting reads it."""

    privacy = {"uploader": HERS, "file": PLAIN, "name": PLAIN, "content_type": PLAIN}

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="materials", verbose_name="bijeenkomst")
    key = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("bestand", storage=private_storage, upload_to=material_path, max_length=200)
    name = models.CharField("naam", max_length=160)
    content_type = models.CharField("soort", max_length=120)
    size = models.PositiveIntegerField("grootte")
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="toegevoegd door"
    )
    uploaded_at = models.DateTimeField("toegevoegd op")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("meetings:material", args=[self.key])


class Reflection(models.Model):
    """
    What a guest takes home from a meeting, and what she brings (*wat neem jij mee, en wat breng jij in*).

    Her name is that of her registration, and goes with it.
    """

    privacy = {"registration": AS_PARENT, "takes": WORDS, "brings": WORDS}

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="reflections", verbose_name="bijeenkomst"
    )
    registration = models.OneToOneField(
        Registration,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reflection",
        verbose_name="aanmelding",
    )
    takes = models.TextField("wat neem je mee", max_length=2000, blank=True)
    brings = models.TextField("wat breng je in", max_length=2000, blank=True)
    written_at = models.DateTimeField("geschreven op")

    class Meta:
        verbose_name = "terugblik van een gast"
        verbose_name_plural = "terugblikken van gasten"

    def __str__(self):
        return f"Reflection {self.pk} on meeting {self.meeting_id}"
