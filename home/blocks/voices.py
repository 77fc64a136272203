"""What somebody said: her own words, as far as she agrees that they stand here."""

from datetime import date
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter


def not_in_future(day: date) -> None:
    """
    Refuse a consent of a day that is still to come.

    :raises ValidationError: when it is.
    """
    if day > timezone.localdate():
        raise ValidationError("Deze dag moet nog komen. Vraag eerst om toestemming.")


class ConsentDateBlock(blocks.DateBlock):
    """The day on which somebody agreed to what stands beside it."""

    def __init__(self, **options):
        super().__init__(validators=[not_in_future], **options)


class ConfidantBlock(blocks.CharBlock):
    """
    A name that editors write down for each other.

    PRIVACY: no page shows it, and search does not know it.
    """

    def get_searchable_content(self, value: str) -> list[str]:
        """Return nothing."""
        return []


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words, how she wants to be named, and that she agreed."""

    text = blocks.TextBlock(label="citaat")
    speaker = blocks.CharBlock(
        label="zo wil diegene genoemd worden",
        max_length=160,
        help_text="Dit lezen bezoekers, bijvoorbeeld: een wijkteam in een kleine gemeente.",
    )
    agreed_by = ConfidantBlock(
        label="van wie is het",
        max_length=160,
        help_text="Wie dit zei en ervoor tekent. Alleen redacteuren zien dit.",
    )
    agreed_on = ConsentDateBlock(
        label="toestemming gekregen op",
        help_text="Laat het citaat lezen voor je toestemming vraagt. Zonder toestemming geen citaat.",
    )

    class Meta:
        label = "citaat"
        icon = "openquote"
        template = "blocks/quote.html"


class PassageInput(forms.HiddenInput):
    """Keeps the number of a passage; what it says stands beside it, to be read and not changed."""

    class Media:
        js = ["js/office-passage.js"]


class PassageInputAdapter(WidgetAdapter):
    """Tells the editor in the browser how to draw a passage: static/js/office-passage.js."""

    js_constructor = "portal.widgets.Passage"


register(PassageInputAdapter(), PassageInput)


class PassageBlock(blocks.FieldBlock):
    """
    A passage of a thread, kept here by its number alone.

    It can be moved and removed, not rewritten. Nothing of it is in a revision, in a comparison
    of two, or in the search index: what may be shown is decided when the lesson is.
    """

    def __init__(self, **options):
        self.field = forms.IntegerField(widget=PassageInput())
        super().__init__(**options)

    def get_form_state(self, value: int | None) -> dict[str, Any]:
        """Give the editor in the browser the passage and who said it, as far as its writer agrees."""
        passage = apps.get_model("home", "Passage").objects.with_sources().filter(pk=value).first()
        if passage is None:
            return {"number": value or "", "words": "", "note": "Dit citaat is er niet meer."}
        if passage.is_shown:
            return {"number": value, "words": passage.words, "note": passage.attribution}
        return {"number": value, "words": "", "note": f"Niet te zien: {passage.reason_unseen}."}

    def render(self, value: int, context: dict[str, Any] | None = None) -> str:
        """Show what the page that asks says may be shown, and nothing to who does not ask."""
        passage = (context or {}).get("passages", {}).get(value)
        if passage is None:
            return ""
        seen = {"passage": passage, "is_preview": context.get("is_preview", False)}
        return render_to_string("blocks/passage.html", seen)

    def render_basic(self, value: int | None, context: dict[str, Any] | None = None) -> str:
        """Say in a comparison of two versions which passage it is, and no more."""
        return f"citaat {value}" if value else ""

    class Meta:
        label = "citaat uit het gesprek"
        icon = "openquote"
