"""What the body of a page may contain: a handful of blocks, each with its own markup."""

from wagtail import blocks
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
