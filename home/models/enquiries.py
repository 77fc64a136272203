"""What members ask about a development, and what the programme team answers."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse

from home.models.developments import DevelopmentPage
from privacy.rules import ACTOR, HERS, HERS_AND_GOES, OTHERS, WORDS

LONGEST_QUESTION = 2000
LONGEST_ANSWER = 6000


class EnquiryQuerySet(models.QuerySet):
    def visible_to(self, roles):
        """
        The programme team sees all, members what is not hidden, others what was answered and made public.

        Who asked sees her own, also when it was hidden.
        """
        online = self.filter(page__live=True)
        if roles.is_programme_team:
            return online
        if roles.is_member:
            return online.filter(models.Q(hidden_at=None) | models.Q(asker=roles.member_id))
        first = models.Q(previous=None) | models.Q(previous__is_public=True, previous__hidden_at=None)
        return online.filter(first, is_public=True, hidden_at=None, answered_at__isnull=False)

    def waiting(self):
        """Those without an answer, the longest waiting first."""
        return self.filter(answered_at=None, hidden_at=None, page__live=True).order_by("asked_at", "pk")

    def in_turn(self):
        """Who asked first in front, and each follow-up below what it follows."""
        return self.order_by(Coalesce("previous_id", "pk"), "pk")


class Enquiry(models.Model):
    """
    A question that a member asks about a development (*vraag bij een ontwikkeling*), with its answer.

    Members read it at once. Whether anybody else may, who asked says once it is answered. She may ask
    on once: that is an enquiry of its own, with the first as its ``previous``.
    """

    privacy = {
        "asker": HERS,
        "text": WORDS,
        "answer": OTHERS,
        "answered_by": ACTOR,
        "hidden_by": ACTOR,
        "hidden_reason": OTHERS,
    }

    class Naming(models.TextChoices):
        NAMED = "named", "met mijn naam en mijn organisatie"
        ORGANIZATION = "organization", "alleen met mijn organisatie"
        UNNAMED = "unnamed", "zonder mijn naam en organisatie"

    page = models.ForeignKey(
        DevelopmentPage, models.CASCADE, related_name="enquiries", verbose_name="ontwikkeling"
    )
    previous = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="follow_up",
        verbose_name="vervolg op",
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="enquiries",
        verbose_name="gevraagd door",
    )
    # Where she works when she asks; it stays when she leaves.
    organization = models.ForeignKey(
        "members.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisatie",
    )
    naming = models.CharField("hoe noemen we je", max_length=12, choices=Naming, default=Naming.NAMED)
    text = models.TextField("vraag", max_length=LONGEST_QUESTION)
    asked_at = models.DateTimeField("gevraagd op")
    # Since when the programme team knows of it.
    told_at = models.DateTimeField("gemeld op", null=True, blank=True)
    answer = models.TextField("antwoord", max_length=LONGEST_ANSWER, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beantwoord door",
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    is_public = models.BooleanField("iedereen mag dit lezen", default=False)
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="verborgen door",
    )
    hidden_reason = models.CharField("waarom verborgen", max_length=400, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag bij een ontwikkeling"
        verbose_name_plural = "vragen bij ontwikkelingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(naming__in=["named", "organization", "unnamed"]), name="enquiry_naming"
            ),
            models.CheckConstraint(
                condition=models.Q(is_public=False) | models.Q(answered_at__isnull=False),
                name="enquiry_public_once_answered",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | ~models.Q(answer=""),
                name="enquiry_answer_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(answered_at=None, hidden_at=None),
                name="enquiry_waiting",
            )
        ]

    def __str__(self):
        return f"Enquiry {self.pk} about page {self.page_id}"

    def get_absolute_url(self):
        return reverse("home:enquiry", args=[self.pk])

    @property
    def voice(self) -> str:
        """Who asks, said no more precisely than she chose."""
        place = self.organization.name if self.organization else ""
        match self.naming:
            case self.Naming.NAMED:
                name = self.asker.name if self.asker else "iemand die er niet meer is"
                return f"{name}, {place}" if place else name
            case self.Naming.ORGANIZATION if place:
                return f"iemand van {place}"
            case _:
                return "een lid"


class EnquiryInterest(models.Model):
    """That a member wants to know the answer too (*dit wil ik ook weten*); only the team sees who."""

    privacy = {"member": HERS_AND_GOES}

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="interests", verbose_name="vraag")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="lid")
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "dit wil ik ook weten"
        verbose_name_plural = "dit wil ik ook weten"
        constraints = [models.UniqueConstraint(fields=["enquiry", "member"], name="enquiry_interest_once")]

    def __str__(self):
        return f"{self.member_id} wants to know enquiry {self.enquiry_id}"
