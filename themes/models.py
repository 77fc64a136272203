"""Themes and national programmes."""

from django.db import models


class Theme(models.Model):
    """A subject that members work on (*thema*), such as safety or access to help."""

    name = models.CharField("naam", max_length=80, unique=True)
    slug = models.SlugField("adres", max_length=80, unique=True)
    description = models.TextField("omschrijving", blank=True)

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"

    def __str__(self):
        return self.name


class Programme(models.Model):
    """A national programme (*landelijk programma*), such as the Hervormingsagenda Jeugd."""

    name = models.CharField("naam", max_length=120, unique=True)
    slug = models.SlugField("adres", max_length=120, unique=True)
    description = models.TextField("omschrijving", blank=True)

    class Meta:
        verbose_name = "landelijk programma"
        verbose_name_plural = "landelijke programma's"

    def __str__(self):
        return self.name
