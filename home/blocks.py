"""What the body of a page may contain: a handful of blocks, each with its own markup."""

from typing import Any

from django import forms
from django.apps import apps
from django.template.loader import render_to_string
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class FigureBlock(blocks.StructBlock):
    """An image that says in words what it shows, unless it only decorates."""

    image = ImageBlock(label="afbeelding")
    caption = blocks.CharBlock(label="onderschrift", required=False, max_length=240)

    class Meta:
        label = "afbeelding"
        icon = "image"
        template = "blocks/figure.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words, with who said them."""

    text = blocks.TextBlock(label="citaat")
    speaker = blocks.CharBlock(
        label="van wie",
        max_length=160,
        help_text="Zoals diegene zelf genoemd wil worden, bijvoorbeeld: een wijkteam in een kleine gemeente.",
    )

    class Meta:
        label = "citaat"
        icon = "openquote"
        template = "blocks/quote.html"


class NoteBlock(blocks.StructBlock):
    """A short passage set apart, such as what a reader can do now."""

    title = blocks.CharBlock(label="kop", max_length=120)
    text = blocks.RichTextBlock(label="tekst", features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        label = "kader"
        icon = "info-circle"
        template = "blocks/note.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download, with what is in it."""

    document = DocumentChooserBlock(label="document")
    description = blocks.CharBlock(label="wat staat erin", required=False, max_length=240)

    class Meta:
        label = "document"
        icon = "doc-full"
        template = "blocks/document.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(
        label="tekst", icon="pilcrow", features=TEXT_FEATURES, template="blocks/text.html"
    )
    figure = FigureBlock()
    quote = QuoteBlock()
    note = NoteBlock()
    document = DocumentBlock()


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


class LessonBodyBlock(BodyBlock):
    """The body of a lesson, which may hold what was said in a thread."""

    passage = PassageBlock()
