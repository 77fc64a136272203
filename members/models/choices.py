"""What members chose about their data and their mail, as it was put to them."""

from django.conf import settings
from django.db import models

from privacy.rules import HERS_AND_GOES, PLAIN


class Choice(models.Model):
    """
    One choice of one member (*keuze*): what she was asked, in which words, and what she said.

    Only ever added to: the newest of a kind holds, the older ones show what held before. Goes
    with her when she leaves.
    """

    class Kind(models.TextChoices):
        VISIBILITY = "visibility", "wie je gegevens ziet"
        DIGEST = "digest", "hoe vaak je het overzicht krijgt"
        LEVEL = "level", "wat je per brief hoort"
        PAUSE = "pause", "of je mail wacht"
        CONTENT = "content", "wat er in je mail staat"
        NATIONAL = "national", "wat je volgt"
        OTHER = "other", "iets anders"

    class How(models.TextChoices):
        SITE = "site", "ingelogd"
        LETTER = "letter", "via een link in een brief"
        TEAM = "team", "door het programmateam, omdat je daarom vroeg"

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="choices", verbose_name="lid"
    )
    kind = models.CharField("waarover", max_length=12, choices=Kind)
    # What stood beside it on the page, and a short sum of it by which two versions are told apart.
    words = models.CharField("hoe het gevraagd werd", max_length=400)
    words_version = models.CharField("versie van die woorden", max_length=8)
    choice = models.CharField("wat gekozen is", max_length=200)
    how = models.CharField("hoe", max_length=10, choices=How)
    made_at = models.DateTimeField("wanneer")

    privacy = {"member": HERS_AND_GOES, "words": PLAIN, "words_version": PLAIN, "choice": PLAIN}

    class Meta:
        verbose_name = "keuze"
        verbose_name_plural = "keuzes"
        indexes = [models.Index(fields=["member", "-made_at"], name="choice_member_latest")]

    def __str__(self):
        return f"Choice {self.pk} of {self.member_id}: {self.kind}"
