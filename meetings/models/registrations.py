"""Who comes to a meeting."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from meetings.models.meetings import Meeting
from meetings.querysets import RegistrationQuerySet
from privacy.rules import HER_ADDRESS, HERS, PERSONAL, Kept

# Long enough for who sends material afterwards; then names and addresses go.
ATTENDANCE_KEPT = timedelta(days=60)


class Registration(models.Model):
    """
    Somebody who comes to a meeting, or waits for a seat (*aanmelding*).

    She needs no account: a name and an address are enough. Both are forgotten when the
    attendance list has had its time.
    """

    privacy = {"member": HERS, "email": HER_ADDRESS, "name": PERSONAL}
    kept = (
        Kept(ATTENDANCE_KEPT, since="meeting__ends_at", by="meetings.actions.registering.forget_attendance"),
    )

    class State(models.TextChoices):
        COMING = "coming", "komt"
        WAITING = "waiting", "op de wachtlijst"
        CANCELLED = "cancelled", "afgemeld"

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="registrations", verbose_name="bijeenkomst"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name="lid",
    )
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", max_length=254)
    state = models.CharField("stand", max_length=10, choices=State)
    registered_at = models.DateTimeField("aangemeld op")
    seated_at = models.DateTimeField("plaats gekregen op", null=True, blank=True)
    cancelled_at = models.DateTimeField("afgemeld op", null=True, blank=True)
    # Unknown until somebody marks who was there.
    attended = models.BooleanField("was erbij", null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        constraints = [
            models.UniqueConstraint(
                "meeting",
                Lower("email"),
                condition=~models.Q(state="cancelled"),
                name="registration_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["coming", "waiting", "cancelled"]), name="registration_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="coming") | models.Q(seated_at__isnull=False),
                name="registration_seated_when_coming",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "state", "id"], name="registration_line")]

    def __str__(self):
        return f"Registration {self.pk} for meeting {self.meeting_id}"
