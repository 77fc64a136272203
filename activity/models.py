"""One row per thing that happened, and the daily batches that digests are made of."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from privacy.rules import ACTOR, INTERNAL, Kept

EVENTS_KEPT = timedelta(days=365)


class Batch(models.Model):
    """
    All events that were unsealed when the planner passed by on one day (*dagbundel*).

    ``number`` counts on from the batch before, so that batch 8 can only be written by
    somebody who saw batch 7 committed: whoever sees a batch sees every earlier one.
    Neither an id out of a sequence nor a time can promise that. A batch never gains an
    event after it was sealed.
    """

    privacy = {}

    number = models.PositiveBigIntegerField("volgnummer", primary_key=True)
    day = models.DateField("dag", unique=True)
    sealed_at = models.DateTimeField("gesloten op")

    class Meta:
        verbose_name = "dagbundel"
        verbose_name_plural = "dagbundels"

    def __str__(self):
        return f"Batch {self.number} of {self.day:%Y-%m-%d}"


class Event(models.Model):
    """
    Something happened to a subject, for one audience (*gebeurtenis*).

    The subject is named, not joined: this app knows no domain. ``subject_kind`` is the
    model's label in lower case (``learninggroups.thread``) and ``audience`` one key such
    as ``public``, ``members`` or ``group:12``. Who reads it is decided when it is read.
    Rows of batches older than a year are deleted.
    """

    privacy = {"kind": INTERNAL, "subject_kind": INTERNAL, "audience": INTERNAL, "actor": ACTOR}
    kept = (Kept(EVENTS_KEPT, since="batch__sealed_at", by="activity.sealing.prune"),)

    kind = models.CharField("soort", max_length=40)
    subject_kind = models.CharField("onderwerp", max_length=60)
    subject_id = models.PositiveBigIntegerField("nummer van het onderwerp")
    audience = models.CharField("voor wie", max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="door",
    )
    happened_at = models.DateTimeField("gebeurd op")
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, related_name="events", verbose_name="dagbundel"
    )

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes = [
            models.Index(fields=["batch", "audience"], name="event_batch_audience"),
            models.Index(fields=["subject_kind", "subject_id"], name="event_subject"),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_kind}:{self.subject_id} ({self.audience})"
