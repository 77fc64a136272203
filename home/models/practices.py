"""How organisations do it at their own place, beside a lesson; side by side and never ranked."""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from privacy.rules import HERS, OTHERS, PERSONAL, PLAIN, WORDS


class PracticeQuerySet(QuerySet):
    def visible_to(self, roles):
        """
        As far as its writer opened it, with a lesson that one may read.

        What the team hid is seen by itself, by who wrote it and by the contact persons.
        """
        seen = Q(lesson__live=True)
        if not roles.is_member:
            seen &= Q(lesson__closed_reason="", openness=LocalPractice.Openness.OPEN)
        if not (roles.is_programme_team or roles.is_editor):
            own = Q(author__isnull=False, author=roles.member_id) | Q(organization__in=roles.contact_of)
            seen &= Q(hidden_at=None) | own
        return self.filter(seen)

    def standing(self):
        """What the team did not hide."""
        return self.filter(hidden_at=None)

    def in_order(self):
        """By name of the organisation: there is no better or worse."""
        return self.order_by("organization__name", "pk")


class LocalPractice(models.Model):
    """What an organisation made of a lesson at its own place (*zo doen wij het hier*)."""

    privacy = {
        "author": HERS,
        "what": WORDS,
        "context": WORDS,
        "contact_line": PERSONAL,
        "team_kind": PLAIN,
        "hidden_reason": OTHERS,
    }

    class Size(models.TextChoices):
        SMALL = "small", "tot 25.000 inwoners"
        MIDDLE = "middle", "25.000 tot 100.000 inwoners"
        LARGE = "large", "meer dan 100.000 inwoners"

    class Surroundings(models.TextChoices):
        CITY = "city", "stad"
        VILLAGES = "villages", "dorpen en platteland"
        MIXED = "mixed", "stad en dorpen"

    class Openness(models.TextChoices):
        OPEN = "open", "iedereen"
        MEMBERS = "members", "alleen leden"

    lesson = models.ForeignKey(
        "home.LessonPage", models.CASCADE, related_name="practices", verbose_name="les"
    )
    organization = models.ForeignKey(
        "members.Organization", models.CASCADE, related_name="practices", verbose_name="organisatie"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="practices",
        verbose_name="geschreven door",
    )
    what = models.TextField("wat doen jullie", max_length=1500)
    context = models.CharField("voor wie, en waar", max_length=300)
    contact_line = models.CharField("wie kun je bellen of mailen", max_length=200)
    team_kind = models.CharField("soort team", max_length=80, blank=True)
    size = models.CharField("hoe groot is de gemeente", max_length=8, choices=Size, blank=True)
    surroundings = models.CharField("stad of platteland", max_length=8, choices=Surroundings, blank=True)
    openness = models.CharField("wie dit leest", max_length=8, choices=Openness, default=Openness.OPEN)
    written_at = models.DateTimeField("geschreven op")
    changed_at = models.DateTimeField("gewijzigd op")
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True)
    hidden_reason = models.CharField("verborgen, omdat", max_length=300, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = "zo doen wij het hier"
        verbose_name_plural = "zo doen wij het hier"
        constraints = [
            models.UniqueConstraint(fields=["lesson", "organization", "author"], name="practice_once"),
            models.CheckConstraint(
                condition=Q(openness__in=["open", "members"])
                & Q(size__in=["", "small", "middle", "large"])
                & Q(surroundings__in=["", "city", "villages", "mixed"]),
                name="practice_choices",
            ),
        ]

    def __str__(self):
        return f"Organization {self.organization_id} on lesson {self.lesson_id}"
