"""What members write to each other without telling an address."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse

from members.querysets import MessageQuerySet
from privacy.rules import ACTOR, HERS_AND_GOES, INTERNAL, PERSONAL, WORDS, Kept


class Message(models.Model):
    """
    One message of one member to another (*bericht aan een lid*), or the wish to be called (*bel mij*).

    The two of them read it and nobody else, until who got it reports it: then the programme team
    gets it by letter. Kept for ninety days.
    """

    class Kind(models.TextChoices):
        WORDS = "words", "bericht"
        CALL = "call", "bel mij"

    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sent_messages", verbose_name="van"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="received_messages", verbose_name="aan"
    )
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="answers", verbose_name="antwoord op"
    )
    kind = models.CharField("soort", max_length=5, choices=Kind, default=Kind.WORDS)
    text = models.TextField("bericht", max_length=4000)
    # Of who wants to be called: at which number, and when.
    call_number = models.CharField("bel mij op", max_length=30, blank=True)
    call_when = models.CharField("wanneer", max_length=120, blank=True)
    sent_at = models.DateTimeField("verstuurd op")
    reported_at = models.DateTimeField("gemeld op", null=True, blank=True)
    # Of the mail in which it came, so that the same mail never becomes two messages.
    mail_key = models.CharField(max_length=120, unique=True, null=True, blank=True)

    privacy = {
        "sender": HERS_AND_GOES,
        "recipient": ACTOR,
        "text": WORDS,
        "call_number": PERSONAL,
        "call_when": PERSONAL,
        "mail_key": INTERNAL,
    }
    kept = (Kept(timedelta(days=90), since="sent_at"),)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht aan een lid"
        verbose_name_plural = "berichten aan leden"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["words", "call"]), name="message_kind"),
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("recipient")), name="message_to_another"
            ),
        ]
        indexes = [models.Index(fields=["sender", "sent_at"], name="message_sent")]

    def __str__(self):
        return f"Message {self.pk} from {self.sender_id} to {self.recipient_id}"

    def get_absolute_url(self):
        return reverse("members:message", args=[self.pk])


class MessageRefusal(models.Model):
    """A member wants no messages of somebody (*geen berichten meer*), or of nobody at all."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="message_refusals", verbose_name="wie"
    )
    # Empty for everybody.
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="van wie",
    )
    since = models.DateTimeField("sinds")

    privacy = {"member": HERS_AND_GOES, "sender": ACTOR}

    class Meta:
        verbose_name = "geen berichten meer"
        verbose_name_plural = "geen berichten meer"
        constraints = [
            models.UniqueConstraint(fields=["member", "sender"], name="message_refusal_once"),
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(sender=None), name="message_refusal_of_all_once"
            ),
        ]

    def __str__(self):
        return f"{self.member_id} refuses {self.sender_id or 'everybody'}"
