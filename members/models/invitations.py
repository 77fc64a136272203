"""The invitations that bring people in."""

from datetime import timedelta

from django.db import models

from members.models.accounts import Member
from members.models.organizations import Affiliation, Organization
from members.querysets import InvitationQuerySet
from privacy.rules import ACTOR, HER_ADDRESS_AND_GOES, PERSONAL, SECRET, Kept

INVITATION_KEPT = timedelta(days=365)


class Invitation(models.Model):
    """
    The way in (*uitnodiging*): one address, one token, fourteen days.

    Only the token's hash is kept. Opening the link changes nothing, because mail
    scanners open links too; accepting is a POST. Deleted a year after it expired.
    """

    privacy = {"email": HER_ADDRESS_AND_GOES, "name": PERSONAL, "token_hash": SECRET, "invited_by": ACTOR}
    kept = (Kept(INVITATION_KEPT, since="expires_at"),)

    email = models.EmailField("e-mailadres")
    name = models.CharField("naam", max_length=120, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name="organisatie",
    )
    role = models.CharField(
        "rol", max_length=12, choices=Affiliation.Role, default=Affiliation.Role.COLLEAGUE
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="+", verbose_name="uitgenodigd door"
    )
    invited_at = models.DateTimeField("uitgenodigd op")
    expires_at = models.DateTimeField("geldig tot")
    accepted_at = models.DateTimeField("aangenomen op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"

    def __str__(self):
        return f"Invitation {self.pk} for organization {self.organization_id}"
