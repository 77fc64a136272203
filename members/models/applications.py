"""Who asks to become a member."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models.organizations import Organization
from members.querysets import ApplicationQuerySet
from privacy.rules import ACTOR, HER_ADDRESS_AND_GOES, OTHERS, PERSONAL, WORDS, Kept

# So long we wait for the yes of an address.
UNCONFIRMED_KEPT = timedelta(days=7)
# So long whoever asked finds our answer at her link, and somebody who comes back is known.
DECIDED_KEPT = timedelta(weeks=4)
LONGEST_WORDS = 1500


class Application(models.Model):
    """
    That somebody asks to become a member, for her organisation or as a person (*aanvraag*).

    The programme team sees it once the address said yes. A week without that and it is gone; four
    weeks after the decision too, whatever was decided.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "wacht op bevestiging van het adres"
        WAITING = "waiting", "wacht op het programmateam"
        ASKED = "asked", "wacht op antwoord van de aanvrager"
        ACCEPTED = "accepted", "aangenomen"
        DECLINED = "declined", "niet aangenomen"

    privacy = {
        "name": PERSONAL,
        "email": HER_ADDRESS_AND_GOES,
        "organization": PERSONAL,
        "municipalities": PERSONAL,
        "words": WORDS,
        "question": OTHERS,
        "answer": WORDS,
        "decided_by": ACTOR,
        "reason": OTHERS,
    }
    kept = (
        Kept(UNCONFIRMED_KEPT, since="unconfirmed_since", by="members.actions.applications.forget"),
        Kept(DECIDED_KEPT, since="decided_at", by="members.actions.applications.forget"),
    )

    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", max_length=254, db_index=True)
    # Empty when she asks for herself.
    organization = models.CharField("organisatie of team", max_length=160, blank=True)
    municipalities = models.CharField("gemeente", max_length=400, blank=True)
    words = models.TextField("wat wil je erover kwijt", max_length=LONGEST_WORDS, blank=True)
    state = models.CharField("stand", max_length=12, choices=State, default=State.UNCONFIRMED)
    applied_at = models.DateTimeField("gevraagd op")
    # Empty once the address said yes.
    unconfirmed_since = models.DateTimeField("nog niet bevestigd sinds", null=True, blank=True)
    # Since when it waits on who has to act now.
    waiting_since = models.DateTimeField("wacht sinds", null=True, blank=True)
    question = models.TextField("wat wij vroegen", max_length=LONGEST_WORDS, blank=True)
    answer = models.TextField("antwoord daarop", max_length=LONGEST_WORDS, blank=True)
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="besloten door",
    )
    reason = models.TextField("waarom niet", max_length=LONGEST_WORDS, blank=True)
    # Where whoever was accepted was invited to.
    placed_at = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="uitgenodigd bij"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organization"],
                condition=Q(state="unconfirmed"),
                name="application_unconfirmed_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unconfirmed", "waiting", "asked", "accepted", "declined"]),
                name="application_state",
            ),
        ]

    def __str__(self):
        return f"Application {self.pk}"

    def get_absolute_url(self):
        return reverse("members_office:application", args=[self.pk])

    @property
    def called(self) -> str:
        """Whose application it is, in a list: the organisation, or the person."""
        return self.organization or self.name
