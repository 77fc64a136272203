"""Calendars of members' own."""

from django.conf import settings
from django.db import models

from privacy.rules import HERS_AND_GOES, SECRET


class CalendarFeed(models.Model):
    """
    The secret address at which a member's own calendar follows us (*agenda-adres*).

    It is made of ``secret`` and a key that stands in no database, so that whoever reads this row
    cannot follow her. With another ``secret`` the old address answers no longer.
    """

    privacy = {"member": HERS_AND_GOES, "secret": SECRET}

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed", verbose_name="lid"
    )
    secret = models.CharField("geheim", max_length=32)
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"

    def __str__(self):
        return f"Calendar feed {self.pk}"
