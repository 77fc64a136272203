"""What a member asked for of herself."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse

from files.storage import private_storage
from members.querysets import PersonalDataQuerySet
from privacy.rules import HERS_AND_GOES, SECRET, Kept

DATA_KEPT = timedelta(days=1)


def data_path(data: "PersonalData", filename: str) -> str:
    """Return a name nobody can guess."""
    return f"personal-data/{data.key.hex[:2]}/{data.key.hex}"


class PersonalData(models.Model):
    """
    Everything we keep of a member, in one file for herself (*mijn gegevens*).

    The worker makes it. ``key`` stands in the letter that tells her it is ready, and nowhere
    else. A day after that the file and this row are gone.
    """

    privacy = {"member": HERS_AND_GOES, "key": SECRET, "file": SECRET}
    kept = (Kept(DATA_KEPT, since="finished_at", by="members.actions.personal_data.throw_away_data"),)

    key = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="personal_data", verbose_name="lid"
    )
    requested_at = models.DateTimeField("gevraagd op")
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    failed_at = models.DateTimeField("mislukt op", null=True, blank=True)
    file = models.FileField(
        "bestand", upload_to=data_path, storage=private_storage, max_length=200, blank=True
    )
    size = models.PositiveBigIntegerField("grootte in bytes", default=0)

    objects = PersonalDataQuerySet.as_manager()

    class Meta:
        verbose_name = "opgevraagde gegevens"
        verbose_name_plural = "opgevraagde gegevens"
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(finished_at=None, failed_at=None),
                name="personal_data_one_waiting",
            )
        ]

    def __str__(self):
        return f"Personal data {self.pk} of {self.member_id}"

    def get_absolute_url(self):
        return reverse("members:take-data", args=[self.key])
