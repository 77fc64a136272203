"""What came from another site, so that a second import knows what the first one made."""

from django.db import models
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

from privacy.rules import INTERNAL


class ImportedPage(models.Model):
    """
    A page that was brought in (*overgenomen pagina*), by its number on the site where it stood.

    Without ``page`` somebody deleted it here, and it is not made again.
    """

    privacy = {"site": INTERNAL, "digest": INTERNAL}

    site = models.CharField("oude site", max_length=200)
    number = models.PositiveBigIntegerField("nummer daar")
    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, related_name="+", verbose_name="pagina"
    )
    # How the import left the page: when it is otherwise now, somebody edited it.
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, related_name="+", verbose_name="versie"
    )
    was_live = models.BooleanField("stond online", default=False)
    digest = models.CharField("controlegetal", max_length=64, blank=True)

    class Meta:
        verbose_name = "overgenomen pagina"
        verbose_name_plural = "overgenomen pagina's"
        constraints = [models.UniqueConstraint(fields=["site", "number"], name="imported_page_once")]

    def __str__(self):
        return f"Page {self.number} of {self.site}"


class ImportedFile(models.Model):
    """A document or image that was brought in (*overgenomen bestand*), by its path among the uploads."""

    privacy = {"site": INTERNAL, "path": INTERNAL}

    site = models.CharField("oude site", max_length=200)
    path = models.CharField("pad daar", max_length=500)
    document = models.ForeignKey(
        get_document_model_string(), models.CASCADE, null=True, related_name="+", verbose_name="document"
    )
    image = models.ForeignKey(
        get_image_model_string(), models.CASCADE, null=True, related_name="+", verbose_name="afbeelding"
    )

    class Meta:
        verbose_name = "overgenomen bestand"
        verbose_name_plural = "overgenomen bestanden"
        constraints = [models.UniqueConstraint(fields=["site", "path"], name="imported_file_once")]

    def __str__(self):
        return f"{self.path} of {self.site}"
