"""Mail as it came in."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from inbound.querysets import InboundMailQuerySet
from privacy.rules import HER_ADDRESS_AND_GOES, HERS_AND_GOES, HIDDEN, INTERNAL, Kept

RAW_KEPT = timedelta(days=30)
ROWS_KEPT = timedelta(days=365)


class InboundMail(models.Model):
    """
    A mail that came in (*binnengekomen mail*), kept before anybody reads it.

    Whatever goes wrong afterwards, nothing is lost: it is read again until it is settled, and
    after five times it waits for a person. The same mail counts once. One of which nobody knows
    for sure who wrote it waits until the member it seems to come from says so. What it said is
    emptied after 30 days, the row deleted after a year.
    """

    privacy = {
        "member": HERS_AND_GOES,
        "sender": HER_ADDRESS_AND_GOES,
        "recipient": INTERNAL,
        "fingerprint": INTERNAL,
        "raw": HIDDEN,
    }
    kept = (
        Kept(
            RAW_KEPT,
            since="received_at",
            fields=("raw",),
            by="inbound.actions.keeping.forget_mail",
            where=~models.Q(state="received"),
        ),
        Kept(
            ROWS_KEPT,
            since="received_at",
            by="inbound.actions.keeping.forget_mail",
            where=~models.Q(state="received"),
        ),
    )

    class State(models.TextChoices):
        RECEIVED = "received", "nog niet gelezen"
        TAKEN = "taken", "verwerkt"
        AUTOMATIC = "automatic", "automatisch bericht"
        BOUNCE = "bounce", "niet bezorgd"
        UNKNOWN = "unknown", "hoort nergens bij"
        REFUSED = "refused", "teruggestuurd"
        HELD = "held", "wacht op het lid"
        DISOWNED = "disowned", "niet van het lid"
        STUCK = "stuck", "vastgelopen"

    fingerprint = models.CharField("kenmerk", max_length=64, unique=True)
    recipient = models.CharField("aan", max_length=320)
    sender = models.CharField("van adres", max_length=320, blank=True)
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
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    # When the member it seemed to come from said that it was hers.
    owned_at = models.DateTimeField("erkend op", null=True, blank=True)

    objects = InboundMailQuerySet.as_manager()

    class Meta:
        verbose_name = "binnengekomen mail"
        verbose_name_plural = "binnengekomen mail"
        indexes = [
            models.Index(fields=["id"], name="inbound_due", condition=models.Q(state="received")),
            models.Index(fields=["received_at"], name="inbound_received"),
            models.Index(fields=["sender", "answered_at"], name="inbound_answered"),
            models.Index(
                fields=["settled_at"],
                name="inbound_waiting",
                condition=models.Q(state__in=["held", "stuck"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "received",
                        "taken",
                        "automatic",
                        "bounce",
                        "unknown",
                        "refused",
                        "held",
                        "disowned",
                        "stuck",
                    ]
                ),
                name="inbound_state",
            )
        ]

    def __str__(self):
        return f"Inbound mail {self.pk} ({self.state})"


class MailboxVisit(models.Model):
    """When the mailbox was last emptied (*bezoek aan de postbus*), and what was in the way; one row."""

    privacy = {"trouble": INTERNAL}

    visited_at = models.DateTimeField("laatst geprobeerd op")
    emptied_at = models.DateTimeField("laatst gelezen op", null=True, blank=True)
    trouble = models.CharField("wat er mis is", max_length=300, blank=True)

    class Meta:
        verbose_name = "bezoek aan de postbus"
        verbose_name_plural = "bezoeken aan de postbus"

    def __str__(self):
        return f"Mailbox visited at {self.visited_at}"
