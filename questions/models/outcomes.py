"""What became of the answers, and what leaves the portal as a file."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

from files.storage import private_storage
from privacy.rules import ACTOR, EDITORIAL, INTERNAL, Kept
from questions.models.questions import Question
from questions.models.synthesis import SynthesisVersion
from questions.querysets import ExportQuerySet

EXPORT_KEPT = timedelta(days=7)


class Outcome(models.Model):
    """
    What the asker did with the answers, dated (*terugkoppeling*).

    "Nothing was done with it, because …" is an outcome too.
    """

    privacy = {
        "text": EDITORIAL,
        "forum": EDITORIAL,
        "brought_by": EDITORIAL,
        "response": EDITORIAL,
        "follow_up": EDITORIAL,
        "recorded_by": ACTOR,
    }

    question = models.ForeignKey(Question, models.CASCADE, related_name="outcomes", verbose_name="vraag")
    happened_on = models.DateField("wanneer")
    text = models.TextField("wat is ermee gedaan")
    nothing_done = models.BooleanField("er is niets mee gedaan", default=False)
    forum = models.CharField("aan welke tafel", max_length=160, blank=True)
    brought_by = models.CharField("door wie", max_length=160, blank=True)
    response = models.TextField("reactie van de vrager", blank=True)
    follow_up = models.TextField("wat volgt nog", blank=True)
    review_on = models.DateField("wanneer kijken we weer", null=True, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "terugkoppeling"
        verbose_name_plural = "terugkoppelingen"

    def __str__(self):
        return f"Outcome {self.pk} of question {self.question_id}"


def export_path(export: "Export", filename: str) -> str:
    """Return a name nobody can guess."""
    return f"exports/{export.key.hex[:2]}/{export.key.hex}"


class Export(models.Model):
    """
    A file that the worker makes of a question (*uitvoer*), and the record of who asked for it.

    ``progress`` counts to 100. ``holds`` keeps a mark of each answer in the file: once one of
    them says or allows something else, nobody takes the file any more. It is thrown away after
    a week; the row stays, because who took what is kept.
    """

    privacy = {"requested_by": ACTOR, "file": EDITORIAL, "name": EDITORIAL, "holds": INTERNAL}
    kept = (
        Kept(
            EXPORT_KEPT,
            since="finished_at",
            fields=("file",),
            by="questions.actions.exporting.throw_away_exports",
        ),
    )

    class Kind(models.TextChoices):
        ANSWERS = "answers", "antwoorden (xlsx)"
        DOCUMENT = "document", "synthese (docx)"
        PDF = "pdf", "synthese (pdf)"
        PACK = "pack", "pakket voor de tafel (pdf)"

    key = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="exports", verbose_name="vraag")
    kind = models.CharField("soort", max_length=10, choices=Kind)
    version = models.ForeignKey(
        SynthesisVersion,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="exports",
        verbose_name="versie van de synthese",
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gevraagd door"
    )
    requested_at = models.DateTimeField("gevraagd op")
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    progress = models.PositiveSmallIntegerField("voortgang", default=0)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    failed_at = models.DateTimeField("mislukt op", null=True, blank=True)
    taken_at = models.DateTimeField("opgehaald op", null=True, blank=True)
    file = models.FileField(
        "bestand", upload_to=export_path, storage=private_storage, max_length=200, blank=True
    )
    name = models.CharField("naam", max_length=160, blank=True)
    holds = models.JSONField("versies van antwoorden", default=dict, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "uitvoer"
        verbose_name_plural = "uitvoer"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["answers", "document", "pdf", "pack"]), name="export_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(progress__gte=0, progress__lte=100), name="export_progress"
            ),
        ]

    def __str__(self):
        return f"Export {self.pk} of question {self.question_id}"

    @property
    def extension(self) -> str:
        """What the name of the file ends in."""
        match self.kind:
            case self.Kind.ANSWERS:
                return "xlsx"
            case self.Kind.DOCUMENT:
                return "docx"
            case _:
                return "pdf"
