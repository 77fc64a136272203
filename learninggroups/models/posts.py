"""Posts, what was said before them, and who is called in them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django_prose_editor.fields import ProseEditorField

from learninggroups.models.groups import LearningGroup
from learninggroups.models.threads import Thread, place_url
from learninggroups.querysets import (
    PostQuerySet,
    PostRevisionQuerySet,
    RecognitionQuerySet,
)
from privacy.rules import ACTOR, AS_PARENT, HERS, HERS_AND_GOES, INTERNAL, WORDS, Kept
from ui import prose

# Until then its writer may put back what she deleted.
RESTORABLE = timedelta(days=30)

# Of its HTML.
LONGEST_POST = 60_000


class Post(models.Model):
    """
    One contribution to a thread (*bericht*).

    ``position`` counts from 1 within the thread and is never used twice, so that
    page N is a range on an index however long the thread is.
    """

    privacy = {"author": HERS, "body": WORDS}

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts", verbose_name="gesprek")
    position = models.PositiveIntegerField("plaats in het gesprek")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="posts", verbose_name="schrijver"
    )
    organization = models.ForeignKey(
        "members.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisatie van de schrijver",
        help_text="Waar de schrijver toen werkte.",
    )
    # How wide its writer agreed to be read: the group's openness when she wrote, or wider once
    # she said so. Who may read it outside the group is the narrower of this and the group's own.
    openness = models.CharField(
        "hoe open", max_length=10, choices=LearningGroup.Openness, default=LearningGroup.Openness.CLOSED
    )
    reply_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies", verbose_name="antwoord op"
    )
    # Always through ui.prose.clean, so what is stored may be shown as it is.
    body = ProseEditorField("bericht", extensions=prose.EXTENSIONS, sanitize=prose.clean)
    posted_at = models.DateTimeField("geplaatst op")
    edited_at = models.DateTimeField("gewijzigd op", null=True, blank=True)
    deleted_at = models.DateTimeField("verwijderd op", null=True, blank=True)
    # Taken out of sight by a facilitator or the programme team; its writer knows why.
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True)
    # Search has not been told of it yet; the worker does, so that no writer waits for it.
    awaits_search = models.BooleanField("nog te vinden", default=False, db_default=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes = [
            # What changed in a thread since somebody was there.
            models.Index(
                fields=["thread", "edited_at"],
                condition=models.Q(edited_at__isnull=False),
                name="post_changed",
            ),
            models.Index(fields=["id"], condition=models.Q(awaits_search=True), name="post_awaits_search"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["thread", "position"], name="post_position_once"),
            models.CheckConstraint(
                condition=models.Q(openness__in=["open", "members", "closed"]), name="post_openness"
            ),
        ]

    def __str__(self):
        return f"Post {self.position} in thread {self.thread_id}"

    def get_absolute_url(self):
        return place_url(self.thread_id, self.position)


class PostRevision(models.Model):
    """
    What a post said before it was changed or taken away (*eerdere versie*).

    The words of a post that was deleted or hidden stand in its last revision alone, so that
    nothing can show them by mistake; thirty days after its writer deleted it they are gone.
    """

    privacy = {"post": AS_PARENT, "editor": ACTOR, "body": WORDS}
    kept = (
        Kept(RESTORABLE, since="post__deleted_at", by="learninggroups.actions.posts.forget_deleted_posts"),
    )

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions", verbose_name="bericht")
    number = models.PositiveIntegerField("volgnummer")
    body = models.TextField("tekst")
    replaced_at = models.DateTimeField("vervangen op")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    # Nobody is told of such a change.
    is_minor = models.BooleanField("kleine wijziging", default=False)

    objects = PostRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "eerdere versie"
        verbose_name_plural = "eerdere versies"
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="post_revision_number_once")]

    def __str__(self):
        return f"Revision {self.number} of post {self.post_id}"


class MailedPost(models.Model):
    """
    That a post came in as a mail (*gemaild bericht*), written in the transaction of the post.

    ``key`` is the mail's own, so that it becomes one post however often it is read.
    """

    privacy = {"key": INTERNAL}

    key = models.CharField("kenmerk van de mail", max_length=32, unique=True)
    post = models.OneToOneField(Post, models.CASCADE, related_name="mail", verbose_name="bericht")

    class Meta:
        verbose_name = "gemaild bericht"
        verbose_name_plural = "gemailde berichten"

    def __str__(self):
        return f"Post {self.post_id} came by mail"


class MovedPost(models.Model):
    """That a post which stood here stands elsewhere now; its old place leads there (*verplaatst bericht*)."""

    privacy = {}

    thread = models.ForeignKey(
        Thread, models.CASCADE, related_name="moved_posts", verbose_name="uit het gesprek"
    )
    position = models.PositiveIntegerField("oude plaats")
    post = models.ForeignKey(Post, models.CASCADE, related_name="former_places", verbose_name="bericht")

    class Meta:
        verbose_name = "verplaatst bericht"
        verbose_name_plural = "verplaatste berichten"
        constraints = [models.UniqueConstraint(fields=["thread", "position"], name="moved_post_place_once")]

    def __str__(self):
        return f"Post {self.post_id} moved from {self.position} in thread {self.thread_id}"


class Mention(models.Model):
    """That a post calls somebody by name (*@-vermelding*)."""

    privacy = {"member": HERS_AND_GOES}

    post = models.ForeignKey(Post, models.CASCADE, related_name="mentions", verbose_name="bericht")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions", verbose_name="lid"
    )

    class Meta:
        verbose_name = "vermelding"
        verbose_name_plural = "vermeldingen"
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="mention_once")]

    def __str__(self):
        return f"Post {self.post_id} calls {self.member_id}"


class Recognition(models.Model):
    """*Herkenbaar bij ons*: that somebody knows what a post tells, and how it is at her place."""

    privacy = {"member": HERS, "context": WORDS}

    post = models.ForeignKey(Post, models.CASCADE, related_name="recognitions", verbose_name="bericht")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recognitions", verbose_name="lid"
    )
    organization = models.ForeignKey(
        "members.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisatie",
    )
    context = models.CharField("hoe is dat bij jullie", max_length=280)
    openness = models.CharField(
        "hoe open", max_length=10, choices=LearningGroup.Openness, default=LearningGroup.Openness.CLOSED
    )
    recognised_at = models.DateTimeField("gezegd op")

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = "herkenning"
        verbose_name_plural = "herkenningen"
        constraints = [
            models.UniqueConstraint(fields=["post", "member"], name="recognition_once"),
            models.CheckConstraint(
                condition=models.Q(openness__in=["open", "members", "closed"]), name="recognition_openness"
            ),
        ]

    def __str__(self):
        return f"{self.member_id} recognises post {self.post_id}"


class Announcement(models.Model):
    """
    That a post reaches everybody of its group in the next digest (*mededeling aan iedereen*).

    Once a month for each group, in nobody's letters, and whatever level somebody chose.
    """

    privacy = {"announced_by": ACTOR}

    group = models.ForeignKey(
        LearningGroup, models.CASCADE, related_name="announcements", verbose_name="leergroep"
    )
    post = models.OneToOneField(Post, models.CASCADE, related_name="announcement", verbose_name="bericht")
    # The first day of the month in which it was made, by the clock in the Netherlands.
    month = models.DateField("maand")
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    announced_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "mededeling aan iedereen"
        verbose_name_plural = "mededelingen aan iedereen"
        constraints = [
            models.UniqueConstraint(fields=["group", "month"], name="announcement_once_a_month"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="announcement_month"),
        ]

    def __str__(self):
        return f"Announcement of post {self.post_id}"


class PostNotice(models.Model):
    """
    That people may still have to hear of a post by letter (*bericht te melden*).

    One row per post, not one per reader; the worker deletes it in the transaction that
    queues the letters.
    """

    privacy = {}

    post = models.OneToOneField(Post, models.CASCADE, related_name="notice", verbose_name="bericht")
    due_at = models.DateTimeField("te melden vanaf", db_index=True)

    class Meta:
        verbose_name = "te melden bericht"
        verbose_name_plural = "te melden berichten"

    def __str__(self):
        return f"Notice of post {self.post_id}"
