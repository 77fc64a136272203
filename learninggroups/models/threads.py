"""Threads, and how far each reader is in them."""

import functools

from django.conf import settings
from django.db import models
from django.urls import reverse

from learninggroups.models.groups import LearningGroup
from learninggroups.querysets import ThreadQuerySet
from members.models import Level
from privacy.rules import HERS, HERS_AND_GOES, PLAIN

POSTS_PER_PAGE = 20


class Thread(models.Model):
    """One subject within a group (*gesprek*)."""

    privacy = {"author": HERS, "title": PLAIN}

    class Form(models.TextChoices):
        FREE = "free", "vrij"
        CASE = "case", "casus"
        QUESTION = "question", "vraag"
        REVIEW = "review", "terugblik"
        ANNOUNCEMENT = "announcement", "mededeling"

    group = models.ForeignKey(LearningGroup, models.CASCADE, related_name="threads", verbose_name="leergroep")
    form = models.CharField("vorm", max_length=12, choices=Form, default=Form.FREE)
    title = models.CharField("titel", max_length=160)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="threads",
        verbose_name="gestart door",
    )
    started_at = models.DateTimeField("gestart op")
    # How wide its starter agreed to be read; see Post.openness.
    openness = models.CharField(
        "hoe open", max_length=10, choices=LearningGroup.Openness, default=LearningGroup.Openness.CLOSED
    )
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    pinned_at = models.DateTimeField("vastgezet op", null=True, blank=True)
    # What was said here stands in another thread now; this address leads there.
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name="samengevoegd met"
    )
    # The last position given out; written by every post, so that a list of threads needs
    # neither a join nor a count. A deleted post keeps its place.
    post_count = models.PositiveIntegerField("aantal berichten", default=0)
    last_post_at = models.DateTimeField("laatste bericht op")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(form__in=["free", "case", "question", "review", "announcement"]),
                name="thread_form",
            ),
            models.CheckConstraint(
                condition=models.Q(openness__in=["open", "members", "closed"]), name="thread_openness"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "-last_post_at", "-id"], name="thread_group_latest"),
            models.Index(
                fields=["group"], condition=models.Q(pinned_at__isnull=False), name="thread_group_pinned"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return thread_url(self.pk)

    @property
    def is_closed(self):
        """Readable, no replies."""
        return self.closed_at is not None


def thread_url(thread_id: int) -> str:
    """Return the address of a thread."""
    return _thread_pattern().format(thread_id)


@functools.cache
def _thread_pattern() -> str:
    # A page has forty of them, and looking up each takes longer than drawing its line.
    return reverse("learninggroups:thread", args=[0]).replace("/0/", "/{}/")


def place_url(thread_id: int, position: int) -> str:
    """Return the address of one post: its page in the thread, and its place on that page."""
    page = (position - 1) // POSTS_PER_PAGE + 1
    query = f"?pagina={page}" if page > 1 else ""
    return f"{thread_url(thread_id)}{query}#bericht-{position}"


class ReadMark(models.Model):
    """How far a member has read in a thread (*gelezen tot*), and what she wants to hear of it."""

    privacy = {"member": HERS_AND_GOES}

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="read_marks", verbose_name="gesprek")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="read_marks", verbose_name="lid"
    )
    position = models.PositiveIntegerField("gelezen tot en met")
    read_at = models.DateTimeField("gelezen op")
    # Empty: what holds for the group holds here.
    level = models.CharField("wat wil je horen", max_length=10, choices=Level, blank=True)

    class Meta:
        verbose_name = "leesplek"
        verbose_name_plural = "leesplekken"
        constraints = [models.UniqueConstraint(fields=["member", "thread"], name="read_mark_once")]

    def __str__(self):
        return f"{self.member_id} read {self.thread_id} up to {self.position}"
