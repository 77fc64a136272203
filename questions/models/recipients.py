"""Whom a question asks, and how each voice reacted."""

from django.conf import settings
from django.db import models

from privacy.rules import ACTOR, HERS, HERS_AND_GOES, INTERNAL, PERSONAL, PLAIN, WORDS
from questions.models.questions import Question
from questions.querysets import RecipientQuerySet


class Recipient(models.Model):
    """
    One voice that is asked: an organisation or a member by name (*gevraagde*).

    ``reasons`` are the Dutch words for why, such as "thema Veiligheid". Letters go to
    people: an organisation's contact persons, or the member herself.
    """

    privacy = {
        "member": HERS,
        "reacted_by": HERS,
        "passed_on_to": ACTOR,
        "reasons": PLAIN,
        "note": WORDS,
        "phone": PERSONAL,
        "call_when": PERSONAL,
    }

    class Reaction(models.TextChoices):
        NONE = "none", "nog geen reactie"
        ANSWERED = "answered", "beantwoord"
        NOT_FOR_US = "not_for_us", "niet voor ons"
        NO_ROOM = "no_room", "nu geen ruimte"
        CALL_ME = "call_me", "bel mij"

    question = models.ForeignKey(Question, models.CASCADE, related_name="recipients", verbose_name="vraag")
    organization = models.ForeignKey(
        "members.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="asked",
        verbose_name="organisatie",
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="asked",
        verbose_name="lid",
    )
    reasons = models.JSONField("redenen", default=list)
    reaction = models.CharField("reactie", max_length=12, choices=Reaction, default=Reaction.NONE)
    reacted_at = models.DateTimeField("gereageerd op", null=True, blank=True)
    reacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gereageerd door",
    )
    # What is known without tracking anybody: she opened the question while signed in.
    seen_at = models.DateTimeField("gezien op", null=True, blank=True)
    passed_on_at = models.DateTimeField("doorgezet op", null=True, blank=True)
    passed_on_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="doorgezet naar",
    )
    note = models.CharField("toelichting", max_length=400, blank=True)
    # Only for who asked to be called; emptied when she reacts otherwise.
    phone = models.CharField("telefoon", max_length=30, blank=True)
    call_when = models.CharField("wanneer bellen", max_length=120, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "gevraagde"
        verbose_name_plural = "gevraagden"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=True) ^ models.Q(member__isnull=True),
                name="recipient_one_voice",
            ),
            models.UniqueConstraint(fields=["question", "organization"], name="recipient_organization_once"),
            models.UniqueConstraint(fields=["question", "member"], name="recipient_member_once"),
            models.CheckConstraint(
                condition=models.Q(reaction__in=["none", "answered", "not_for_us", "no_room", "call_me"]),
                name="recipient_reaction",
            ),
        ]

    def __str__(self):
        return f"Recipient {self.pk} of question {self.question_id}"


class Reminder(models.Model):
    """
    That a member was reminded of a question (*herinnering*), once for each of three moments.

    With the letter at the opening that makes three letters per person and question, and one
    more when the deadline moves. Several questions may share one letter, which ``letter`` names.
    """

    privacy = {"member": HERS_AND_GOES, "letter": INTERNAL}

    class Moment(models.TextChoices):
        HALFWAY = "halfway", "halverwege"
        LAST = "last", "laatste"
        EXTENDED = "extended", "na verlenging"

    question = models.ForeignKey(Question, models.CASCADE, related_name="reminders", verbose_name="vraag")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders", verbose_name="lid"
    )
    moment = models.CharField("wanneer", max_length=8, choices=Moment)
    letter = models.CharField("sleutel van de brief", max_length=160, db_index=True)
    written_at = models.DateTimeField("geschreven op")

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        constraints = [
            models.UniqueConstraint(fields=["question", "member", "moment"], name="reminder_once"),
            models.CheckConstraint(
                condition=models.Q(moment__in=["halfway", "last", "extended"]), name="reminder_moment"
            ),
        ]

    def __str__(self):
        return f"Reminder {self.moment} of question {self.question_id} to {self.member_id}"
