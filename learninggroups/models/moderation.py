"""What members report, and a line for everything that was done about it."""

from django.conf import settings
from django.db import models

from learninggroups.models.groups import LearningGroup
from learninggroups.models.posts import Post
from learninggroups.models.threads import Thread
from learninggroups.querysets import ModerationActQuerySet, ReportQuerySet
from privacy.rules import ACTOR, EDITORIAL, HERS, WORDS


class Report(models.Model):
    """
    That a member thinks a post should not stand there as it does (*melding*).

    It goes to the facilitators, or to the programme team, who may then see that one post.
    """

    privacy = {"reporter": HERS, "reason": WORDS, "settled_by": ACTOR}

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports", verbose_name="bericht")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="reports",
        verbose_name="gemeld door",
    )
    reason = models.CharField("wat is er mee", max_length=400)
    to_programme_team = models.BooleanField("voor het programmateam", default=False)
    reported_at = models.DateTimeField("gemeld op")
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="afgehandeld door",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reporter"], condition=models.Q(settled_at=None), name="report_one_open"
            )
        ]
        indexes = [
            models.Index(
                fields=["to_programme_team"], condition=models.Q(settled_at=None), name="report_waiting"
            )
        ]

    def __str__(self):
        return f"Report {self.pk} of post {self.post_id}"


class ModerationAct(models.Model):
    """
    One thing a facilitator or the programme team did to what others wrote (*ingreep*).

    Never changed and never deleted with what it is about; ``what`` says it in words without
    repeating the text itself.
    """

    privacy = {"actor": ACTOR, "reason": EDITORIAL}

    class Kind(models.TextChoices):
        HID = "hid", "bericht verborgen"
        SHOWED = "showed", "bericht weer getoond"
        BLURRED = "blurred", "passage onleesbaar gemaakt"
        UNQUOTED = "unquoted", "citaat van die passage onleesbaar gemaakt"
        DISMISSED = "dismissed", "melding bekeken, niets gedaan"
        CLOSED = "closed", "gesprek afgesloten"
        REOPENED = "reopened", "gesprek heropend"
        PINNED = "pinned", "gesprek vastgezet"
        UNPINNED = "unpinned", "gesprek losgemaakt"
        MOVED = "moved", "gesprek verplaatst"
        SPLIT = "split", "gesprek gesplitst"
        MERGED = "merged", "gesprekken samengevoegd"

    kind = models.CharField("ingreep", max_length=10, choices=Kind)
    group = models.ForeignKey(
        LearningGroup, models.CASCADE, related_name="moderation_acts", verbose_name="leergroep"
    )
    thread = models.ForeignKey(
        Thread, models.SET_NULL, null=True, blank=True, related_name="moderation_acts", verbose_name="gesprek"
    )
    post = models.ForeignKey(
        Post, models.SET_NULL, null=True, blank=True, related_name="moderation_acts", verbose_name="bericht"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    reason = models.CharField("reden", max_length=400, blank=True)
    done_at = models.DateTimeField("gedaan op")

    objects = ModerationActQuerySet.as_manager()

    class Meta:
        verbose_name = "ingreep"
        verbose_name_plural = "ingrepen"
        indexes = [models.Index(fields=["group", "-done_at"], name="moderationact_group_latest")]

    def __str__(self):
        return f"{self.kind} in group {self.group_id}"
