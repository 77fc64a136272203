"""How others add to an answer: colleagues with a code, and speakers who approve what was typed for them."""

from django.conf import settings
from django.db import models

from privacy.rules import ACTOR, EDITORIAL, HERS, PERSONAL, SECRET, WORDS
from questions.models.answers import Answer
from questions.models.recipients import Recipient


class ContributionCode(models.Model):
    """
    Lets colleagues without an account add to one answer of one organisation (*bijdragecode*).

    Only the hash of the code is kept. It ends by itself, or when a contact person takes it back.
    """

    privacy = {"made_by": ACTOR, "code_hash": SECRET, "note": EDITORIAL}

    recipient = models.ForeignKey(
        Recipient, models.CASCADE, related_name="contribution_codes", verbose_name="gevraagde"
    )
    code_hash = models.CharField(max_length=64, unique=True)
    note = models.CharField("voor wie", max_length=120, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gemaakt door"
    )
    made_at = models.DateTimeField("gemaakt op")
    expires_at = models.DateTimeField("geldig tot")
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "bijdragecode"
        verbose_name_plural = "bijdragecodes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="contribution_code_lasts"
            )
        ]

    def __str__(self):
        return f"Contribution code {self.pk} for recipient {self.recipient_id}"


class Contribution(models.Model):
    """
    What a colleague adds to the answer of her organisation (*bijdrage*); the contact persons use it or not.

    ``texts`` holds what was said by the number of the sub-question. Her address serves the
    receipt only and is forgotten with it.
    """

    privacy = {"name": PERSONAL, "texts": WORDS, "taken_over_by": ACTOR}

    code = models.ForeignKey(
        ContributionCode, models.CASCADE, related_name="contributions", verbose_name="bijdragecode"
    )
    name = models.CharField("naam", max_length=120)
    texts = models.JSONField("tekst per deelvraag", default=dict)
    version = models.PositiveIntegerField("versie", default=1)
    contributed_at = models.DateTimeField("bijgedragen op")
    taken_over_at = models.DateTimeField("overgenomen op", null=True, blank=True)
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="overgenomen door",
    )

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"

    def __str__(self):
        return f"Contribution {self.pk} with code {self.code_id}"


class Approval(models.Model):
    """
    The yes of somebody whose spoken answer was typed by another (*akkoord*).

    It holds for one version of the text: a later change asks again. Only the hash of the
    code is kept; wrong codes are counted per address, not per text.
    """

    privacy = {"speaker": HERS, "code_hash": SECRET, "note": WORDS}

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="approvals", verbose_name="antwoord")
    speaker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="wie het zei"
    )
    answer_version = models.PositiveIntegerField("versie van het antwoord")
    code_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField("gevraagd op")
    expires_at = models.DateTimeField("geldig tot")
    approved_at = models.DateTimeField("akkoord op", null=True, blank=True)
    refused_at = models.DateTimeField("niet akkoord op", null=True, blank=True)
    note = models.TextField("wat klopt er niet", blank=True)

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_at=None) | models.Q(refused_at=None), name="approval_one_word"
            )
        ]

    def __str__(self):
        return f"Approval {self.pk} of answer {self.answer_id}"
