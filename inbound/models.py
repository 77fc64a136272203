"""Mail as it came in."""

from django.conf import settings
from django.db import models


class InboundMail(models.Model):
    """
    A mail that came in (*binnengekomen mail*), kept before anybody reads it.

    Whatever goes wrong afterwards, nothing is lost: it is read again until it is settled, and
    after five times it waits for a person. The same mail counts once. What it said is emptied
    after 60 days, the row deleted after a year.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "nog niet gelezen"
        TAKEN = "taken", "verwerkt"
        AUTOMATIC = "automatic", "automatisch bericht"
        UNKNOWN = "unknown", "hoort nergens bij"
        STUCK = "stuck", "vastgelopen"

    fingerprint = models.CharField("kenmerk", max_length=64, unique=True)
    recipient = models.CharField("aan", max_length=320)
    # Whoever was written to in the letter that this answers, or a member whose address it came from.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="inbound_mail",
        verbose_name="van lid",
    )
    raw = models.BinaryField("zoals het binnenkwam")
    size = models.PositiveIntegerField("grootte in bytes")
    state = models.CharField("stand", max_length=10, choices=State, default=State.RECEIVED)
    attempts = models.PositiveSmallIntegerField("keren gelezen", default=0)
    lease_until = models.DateTimeField("wordt gelezen tot", null=True, blank=True)
    received_at = models.DateTimeField("ontvangen op")
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)

    class Meta:
        verbose_name = "binnengekomen mail"
        verbose_name_plural = "binnengekomen mail"
        indexes = [
            models.Index(fields=["id"], name="inbound_due", condition=models.Q(state="received")),
            models.Index(fields=["received_at"], name="inbound_received"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["received", "taken", "automatic", "unknown", "stuck"]),
                name="inbound_state",
            )
        ]

    def __str__(self):
        return f"Inbound mail {self.pk} ({self.state})"
