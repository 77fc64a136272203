"""What can be found: one row per thread, post, page, question, group or person."""

from django.db import models

from privacy.rules import INTERNAL


class Entry(models.Model):
    """
    Something that can be found by its words (*vindplaats*).

    The subject is named, not joined: this app knows no domain. Its text is not kept here,
    only its words, in a column or table of the database's own kind (see words.py).

    Entries are numbered as they come in, and results stand in the order of their numbers,
    newest first. An entry is therefore not deleted when its subject goes out of sight: it
    loses its words, and gets its old place back when the subject returns.
    """

    privacy = {"subject_kind": INTERNAL}

    class Openness(models.TextChoices):
        OPEN = "open", "iedereen"
        MEMBERS = "members", "leden"
        CLOSED = "closed", "alleen wie meedoet"

    subject_kind = models.CharField("soort", max_length=60)
    subject_id = models.PositiveBigIntegerField("nummer van het onderwerp")
    # The group in which it stands, and the thread; numbers, because groups live upstairs.
    place_id = models.PositiveBigIntegerField("nummer van de leergroep", null=True, blank=True)
    parent_id = models.PositiveBigIntegerField("nummer van het gesprek", null=True, blank=True)
    # As wide as its writer agreed to; the group's own openness is asked when somebody searches.
    openness = models.CharField("hoe open", max_length=10, choices=Openness, default=Openness.CLOSED)
    happened_at = models.DateTimeField("van")

    class Meta:
        verbose_name = "vindplaats"
        verbose_name_plural = "vindplaatsen"
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="search_entry_subject_once"),
            models.CheckConstraint(
                condition=models.Q(openness__in=["open", "members", "closed"]), name="search_entry_openness"
            ),
        ]

    def __str__(self):
        return f"{self.subject_kind}:{self.subject_id}"
