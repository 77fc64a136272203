"""Themes and national programmes."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from privacy.rules import EDITORIAL, HERS_AND_GOES, TITLE


class Theme(models.Model):
    """A subject that members work on (*thema*), such as safety or access to help."""

    privacy = {"name": TITLE, "slug": EDITORIAL, "description": EDITORIAL}

    name = models.CharField("naam", max_length=80, unique=True)
    slug = models.SlugField("adres", max_length=80, unique=True)
    description = models.TextField("omschrijving", blank=True)

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"

    def __str__(self):
        return self.name


class Programme(models.Model):
    """
    A national programme (*landelijk programma*), such as the Hervormingsagenda Jeugd.

    Its page tells what it is and what it asks of local teams, and gathers everything that was made of it.
    """

    privacy = {
        "name": TITLE,
        "short_name": EDITORIAL,
        "slug": EDITORIAL,
        "description": EDITORIAL,
        "ask": EDITORIAL,
        "contact_line": EDITORIAL,
        "official_url": EDITORIAL,
    }

    name = models.CharField("naam", max_length=120, unique=True)
    short_name = models.CharField(
        "korte naam", max_length=40, blank=True, help_text="Zoals IZA. Leeg betekent: de hele naam."
    )
    slug = models.SlugField("adres", max_length=120, unique=True)
    description = models.TextField("wat is het, in een paar zinnen", blank=True)
    ask = models.TextField("wat vraagt het van lokale teams", blank=True)
    contact_line = models.CharField(
        "wie kun je erover bellen of mailen",
        max_length=200,
        blank=True,
        help_text="Iemand van het programmateam. Dit is voor iedereen te zien.",
    )
    official_url = models.URLField("officieel adres", max_length=500, blank=True)
    starts_on = models.DateField("geldt sinds", null=True, blank=True)
    ends_on = models.DateField("geldt tot", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="opgevolgd door",
    )
    position = models.PositiveSmallIntegerField(
        "plaats in de rij", default=0, help_text="Een lager getal staat eerder."
    )

    class Meta:
        verbose_name = "landelijk programma"
        verbose_name_plural = "landelijke programma's"
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("home:programme", args=[self.slug])

    def clean(self):
        """Refuse a programme that would follow itself, or end before it began."""
        super().clean()
        if self.pk and self.successor_id == self.pk:
            raise ValidationError({"successor": "Een programma kan zichzelf niet opvolgen."})
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Dit is voor de dag waarop het programma begon."})

    @property
    def called(self) -> str:
        """How it is called in a line: short, where that is known."""
        return self.short_name or self.name


class Following(models.Model):
    """
    That a member follows a programme or a theme (*volgen*).

    What is national of it stands first in her overview; what she hears by letter of the groups of a
    theme is another choice.
    """

    privacy = {"member": HERS_AND_GOES}

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="followings", verbose_name="lid"
    )
    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="followings",
        verbose_name="programma",
    )
    theme = models.ForeignKey(
        Theme, models.CASCADE, null=True, blank=True, related_name="followings", verbose_name="thema"
    )
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "volgen"
        verbose_name_plural = "volgen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(programme__isnull=True) ^ models.Q(theme__isnull=True),
                name="following_one_thing",
            ),
            models.UniqueConstraint(fields=["member", "programme"], name="following_programme_once"),
            models.UniqueConstraint(fields=["member", "theme"], name="following_theme_once"),
        ]

    def __str__(self):
        return f"{self.member_id} follows programme {self.programme_id} or theme {self.theme_id}"
