"""Member organisations, where they are, and who works there."""

from django.db import models
from django.urls import reverse

from members.models.accounts import Member
from members.querysets import AffiliationQuerySet, OrganizationQuerySet
from privacy.rules import EDITORIAL, HERS, TITLE


class Region(models.Model):
    """A region in which local teams work together (*regio*)."""

    privacy = {"name": TITLE}

    name = models.CharField("naam", max_length=80, unique=True)
    # Where its dot stands on the map, in degrees (WGS 84); a region without stays off the map.
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    longitude = models.FloatField("lengtegraad", null=True, blank=True)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"

    def __str__(self):
        return self.name


class Organization(models.Model):
    """
    A member organisation (*lidorganisatie*): any form is welcome, only its name is required.

    ``kind`` is free text, because every team may say for itself what it is (S2).
    """

    privacy = {"name": TITLE, "kind": EDITORIAL, "municipalities": EDITORIAL, "about": EDITORIAL}

    name = models.CharField("naam", max_length=160, unique=True)
    kind = models.CharField("soort team", max_length=80, blank=True)
    municipalities = models.CharField(
        "gemeenten", max_length=400, blank=True, help_text="Met komma's ertussen."
    )
    region = models.ForeignKey(
        Region, models.SET_NULL, null=True, blank=True, related_name="organizations", verbose_name="regio"
    )
    themes = models.ManyToManyField(
        "themes.Theme", blank=True, related_name="organizations", verbose_name="thema's"
    )
    about = models.CharField("over ons, in één of twee zinnen", max_length=280, blank=True, db_default="")
    is_active = models.BooleanField("lid", default=True)
    # Until this day nobody asks it anything new (*nu even niet*); the day itself is the first again.
    rests_until = models.DateField("nu even niet tot", null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:organization", args=[self.pk])


class Affiliation(models.Model):
    """A member's place in an organisation, with the years (*aanstelling*); never deleted, only ended."""

    privacy = {"member": HERS}

    class Role(models.TextChoices):
        COLLEAGUE = "colleague", "lid"
        CONTACT = "contact", "contactpersoon"

    member = models.ForeignKey(Member, models.CASCADE, related_name="affiliations", verbose_name="lid")
    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="affiliations", verbose_name="organisatie"
    )
    role = models.CharField("rol", max_length=12, choices=Role, default=Role.COLLEAGUE)
    # Of several places the one that stands beside what she writes as herself.
    is_main = models.BooleanField("staat bij wat zij schrijft", default=False, db_default=False)
    since_date = models.DateField("sinds", null=True, blank=True)
    until_date = models.DateField("tot", null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanstelling"
        verbose_name_plural = "aanstellingen"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "organization"],
                condition=models.Q(until_date=None),
                name="affiliation_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["colleague", "contact"]), name="affiliation_role"
            ),
        ]

    def __str__(self):
        return f"{self.member_id} @ {self.organization_id} ({self.role})"
