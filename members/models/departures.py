"""Who leaves, and who left."""

from datetime import timedelta

from django.db import models

from members.models.accounts import Member
from privacy.rules import ACTOR, HERS

COMES_BACK_WITHIN = timedelta(days=14)


class Departure(models.Model):
    """
    That a member leaves (*vertrek*): how, since when, and when she was erased; never deleted.

    It holds numbers and days only, so it is also the list of who must be erased again after an
    older backup was put back. Until ``erase_at`` she may come back.
    """

    class Way(models.TextChoices):
        FORMER = "former", "als oud-lid"
        SILENT = "silent", "ook mijn berichten"

    privacy = {"member": HERS, "started_by": ACTOR}

    member = models.ForeignKey(Member, models.CASCADE, related_name="departures", verbose_name="lid")
    way = models.CharField("hoe", max_length=8, choices=Way)
    # Somebody of the programme team, when the member asked for it by telephone.
    started_by = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="+", verbose_name="begonnen door"
    )
    asked_at = models.DateTimeField("gevraagd op")
    erase_at = models.DateTimeField("wissen vanaf")
    returned_at = models.DateTimeField("teruggekomen op", null=True, blank=True)
    erased_at = models.DateTimeField("gewist op", null=True, blank=True)

    class Meta:
        verbose_name = "vertrek"
        verbose_name_plural = "vertrekken"
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(returned_at=None, erased_at=None),
                name="departure_one_open",
            ),
            models.CheckConstraint(condition=models.Q(way__in=["former", "silent"]), name="departure_way"),
        ]

    def __str__(self):
        return f"Departure {self.pk} of {self.member_id} ({self.way})"
