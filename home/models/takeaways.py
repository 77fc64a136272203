"""What readers have of a lesson, in a sentence or two; no likes, and no counting."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from privacy.rules import HER_ADDRESS, HERS, PERSONAL, WORDS, Kept

# So long we wait for the yes of an address.
UNCONFIRMED_KEPT = timedelta(days=7)
# After somebody decided, the reader's address is kept so long, for her link to be found; then it goes.
ADDRESS_KEPT = timedelta(days=30)
# What nobody looked at for so long is deleted: its writer will not wait any more.
WAITING_KEPT = timedelta(days=90)


class TakeawayQuerySet(QuerySet):
    def visible_to(self, roles):
        """What is online with a lesson that one may read, what waits for one's look, and one's own."""
        seen = Q(lesson__live=True) & (Q() if roles.is_member else Q(lesson__closed_reason=""))
        return self.filter(seen & (Q(state=Takeaway.State.SHOWN) | self._own(roles)) | self._judged_by(roles))

    def to_judge(self, roles):
        """What waits until this person has looked, the longest waiting first."""
        return self.filter(self._judged_by(roles)).order_by("confirmed_at", "pk")

    @staticmethod
    def _own(roles) -> Q:
        return Q(member__isnull=False, member=roles.member_id)

    @staticmethod
    def _judged_by(roles) -> Q:
        waiting = Q(state=Takeaway.State.WAITING)
        if roles.is_programme_team or roles.is_editor:
            return waiting
        return waiting & Q(lesson__group__in=roles.facilitates)

    def shown(self):
        """What everybody reads who reads the lesson, the newest first."""
        return self.filter(state=Takeaway.State.SHOWN).order_by("-shown_at", "-pk")


class Takeaway(models.Model):
    """
    *Hier heb ik iets aan, want …*: of a reader, with or without an account.

    A visitor's words stand apart until her address said yes and somebody has looked; her
    address goes a month after that. A member's words are online at once.
    """

    privacy = {"member": HERS, "email": HER_ADDRESS, "name": PERSONAL, "words": WORDS}
    kept = (
        Kept(
            UNCONFIRMED_KEPT,
            since="written_at",
            by="home.actions.takeaways.forget_readers",
            where=models.Q(state="asked"),
        ),
        Kept(
            WAITING_KEPT,
            since="confirmed_at",
            by="home.actions.takeaways.forget_readers",
            where=models.Q(state="waiting"),
        ),
        Kept(ADDRESS_KEPT, since="decided_at", fields=("email",), by="home.actions.takeaways.forget_readers"),
    )

    class State(models.TextChoices):
        ASKED = "asked", "wacht op jouw bevestiging"
        WAITING = "waiting", "wordt nog gelezen"
        SHOWN = "shown", "staat bij de les"
        DECLINED = "declined", "staat niet bij de les"

    lesson = models.ForeignKey(
        "home.LessonPage", models.CASCADE, related_name="takeaways", verbose_name="les"
    )
    words = models.TextField("hier heb ik iets aan, want", max_length=400)
    name = models.CharField("naam", max_length=120, blank=True)
    # Empty for a member, and once it is forgotten.
    email = models.EmailField("e-mailadres", blank=True, db_index=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="takeaways",
        verbose_name="lid",
    )
    state = models.CharField("stand", max_length=8, choices=State, default=State.ASKED)
    written_at = models.DateTimeField("geschreven op")
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    # When it came online, or when somebody said that it does not.
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    shown_at = models.DateTimeField("online sinds", null=True, blank=True)
    # When the people of the lesson heard of it.
    told_at = models.DateTimeField("gemeld op", null=True, blank=True)

    objects = TakeawayQuerySet.as_manager()

    class Meta:
        verbose_name = "hier heb ik iets aan"
        verbose_name_plural = "hier heb ik iets aan"
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "email"], condition=Q(state="asked"), name="takeaway_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "waiting", "shown", "declined"]), name="takeaway_state"
            ),
        ]

    def __str__(self):
        return f"Takeaway {self.pk} of lesson {self.lesson_id}"
