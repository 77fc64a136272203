"""Learning groups, who takes part, what they talk about and how far each has read."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django_prose_editor.fields import ProseEditorField

from learninggroups.querysets import (
    LearningGroupQuerySet,
    MembershipQuerySet,
    PostQuerySet,
    ThreadQuerySet,
)
from ui import prose

POSTS_PER_PAGE = 20


class LearningGroup(models.Model):
    """Members who learn together around one theme (*leergroep*)."""

    class Openness(models.TextChoices):
        OPEN = "open", "open: iedereen leest mee, leden schrijven"
        MEMBERS = "members", "voor leden: alle leden lezen mee"
        CLOSED = "closed", "besloten: alleen deelnemers lezen en schrijven"

    name = models.CharField("naam", max_length=120, unique=True)
    slug = models.SlugField("adres", max_length=120, unique=True)
    purpose = models.TextField("waarvoor is deze groep")
    welcome = models.TextField("welkom en huisregels", blank=True)
    rhythm = models.CharField(
        "ritme", max_length=120, blank=True, help_text="Bijvoorbeeld: elke tweede dinsdag van de maand."
    )
    contact_line = models.CharField(
        "wie kun je bellen of mailen",
        max_length=200,
        blank=True,
        help_text="Dit ziet iedereen, ook wie geen lid is.",
    )
    openness = models.CharField("hoe open", max_length=10, choices=Openness, default=Openness.MEMBERS)
    theme = models.ForeignKey(
        "themes.Theme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="learning_groups",
        verbose_name="thema",
    )
    created_at = models.DateTimeField("gestart op")
    archived_at = models.DateTimeField("gearchiveerd op", null=True, blank=True)

    objects = LearningGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "leergroep"
        verbose_name_plural = "leergroepen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(openness__in=["open", "members", "closed"]), name="learninggroup_openness"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("learninggroups:group", args=[self.slug])


class Membership(models.Model):
    """A member's place in a group, or her request for one (*deelname*)."""

    class Role(models.TextChoices):
        REQUESTED = "requested", "aangevraagd"
        PARTICIPANT = "participant", "deelnemer"
        FACILITATOR = "facilitator", "begeleider"

    group = models.ForeignKey(
        LearningGroup, models.CASCADE, related_name="memberships", verbose_name="leergroep"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="lid"
    )
    role = models.CharField("rol", max_length=12, choices=Role, default=Role.PARTICIPANT)
    motivation = models.CharField("waarom wil je meedoen", max_length=400, blank=True)
    joined_at = models.DateTimeField("sinds")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["requested", "participant", "facilitator"]),
                name="membership_role",
            ),
        ]

    def __str__(self):
        return f"{self.member_id} in {self.group_id} ({self.role})"


class Thread(models.Model):
    """One subject within a group (*gesprek*)."""

    group = models.ForeignKey(LearningGroup, models.CASCADE, related_name="threads", verbose_name="leergroep")
    title = models.CharField("titel", max_length=160)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="threads",
        verbose_name="gestart door",
    )
    started_at = models.DateTimeField("gestart op")
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    # The last position given out; written by every post, so that a list of threads needs
    # neither a join nor a count. A deleted post keeps its place.
    post_count = models.PositiveIntegerField("aantal berichten", default=0)
    last_post_at = models.DateTimeField("laatste bericht op")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        indexes = [models.Index(fields=["group", "-last_post_at", "-id"], name="thread_group_latest")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("learninggroups:thread", args=[self.pk])

    @property
    def is_closed(self):
        """Readable, no replies."""
        return self.closed_at is not None


def place_url(thread_id: int, position: int) -> str:
    """Return the address of one post: its page in the thread, and its place on that page."""
    page = (position - 1) // POSTS_PER_PAGE + 1
    query = f"?pagina={page}" if page > 1 else ""
    return f"{reverse('learninggroups:thread', args=[thread_id])}{query}#bericht-{position}"


class Post(models.Model):
    """
    One contribution to a thread (*bericht*).

    ``position`` counts from 1 within the thread and is never used twice, so that
    page N is a range on an index however long the thread is.
    """

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
    # Always through ui.prose.clean, so what is stored may be shown as it is.
    body = ProseEditorField("bericht", extensions=prose.EXTENSIONS, sanitize=prose.clean)
    posted_at = models.DateTimeField("geplaatst op")
    edited_at = models.DateTimeField("gewijzigd op", null=True, blank=True)
    deleted_at = models.DateTimeField("verwijderd op", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints = [models.UniqueConstraint(fields=["thread", "position"], name="post_position_once")]

    def __str__(self):
        return f"Post {self.position} in thread {self.thread_id}"

    def get_absolute_url(self):
        return place_url(self.thread_id, self.position)


class ReadMark(models.Model):
    """How far a member has read in a thread (*gelezen tot*)."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="read_marks", verbose_name="gesprek")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="read_marks", verbose_name="lid"
    )
    position = models.PositiveIntegerField("gelezen tot en met")
    read_at = models.DateTimeField("gelezen op")

    class Meta:
        verbose_name = "leesplek"
        verbose_name_plural = "leesplekken"
        constraints = [models.UniqueConstraint(fields=["member", "thread"], name="read_mark_once")]

    def __str__(self):
        return f"{self.member_id} read {self.thread_id} up to {self.position}"
