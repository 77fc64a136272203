"""The rows of the log."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from audit import acts
from privacy.rules import HERS, INTERNAL, OTHERS, PLAIN, Kept

ENTRY_KEPT = timedelta(days=365)


class Seal(models.Model):
    """
    That the entries up to some moment were closed off (*zegel*), once a day, each with the one before.

    Its digest is made of all its entries and of the digest before it, so that a line that is
    changed, added or taken out later no longer fits (``chain.py``). Kept for good: without a gap.
    """

    privacy = {"digest": INTERNAL}

    number = models.PositiveIntegerField("nummer", unique=True)
    day = models.DateField("dag", unique=True)
    sealed_at = models.DateTimeField("gesloten op")
    count = models.PositiveIntegerField("aantal regels", default=0)
    digest = models.CharField("kenmerk", max_length=64, blank=True)

    class Meta:
        verbose_name = "zegel van het logboek"
        verbose_name_plural = "zegels van het logboek"

    def __str__(self):
        return f"Seal {self.number} of {self.day}"


class Entry(models.Model):
    """
    One act of one person, written in the transaction of the act itself; never changed.

    It names people by their number only, so that who leaves is a stranger here too. Kept
    for a year.
    """

    privacy = {
        "actor": HERS,
        "subject_kind": OTHERS,
        "subject_id": OTHERS,
        "reason": OTHERS,
        "facts": PLAIN,
        "network": PLAIN,
        "browser": PLAIN,
    }
    kept = (Kept(ENTRY_KEPT, since="at"),)

    at = models.DateTimeField("wanneer")
    act = models.CharField("wat", max_length=40, choices=acts.choices)
    # Nobody, when a task did it.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie",
    )
    # What it was done to: the label of a model, as in "members.member", and a number.
    subject_kind = models.CharField("waaraan", max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField("waarom", max_length=400, blank=True)
    # Numbers and words that we chose, as in {"role": "contact"}; nothing that somebody typed.
    facts = models.JSONField("bijzonderheden", default=dict, blank=True)
    # Where it was asked: the network of the address (/24 or /48), and the kind of browser.
    network = models.CharField("vanaf", max_length=50, blank=True)
    browser = models.CharField("met", max_length=40, blank=True)
    # None until the day is closed off.
    seal = models.ForeignKey(
        Seal, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="zegel"
    )

    class Meta:
        verbose_name = "regel in het logboek"
        verbose_name_plural = "logboek"
        indexes = [
            models.Index(fields=["at"], name="audit_entry_at"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_entry_subject"),
        ]

    def __str__(self):
        return f"{self.act} #{self.pk}"
