"""Running text, and what stands apart from it: a figure, a note, parts that fold out."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class FigureBlock(blocks.StructBlock):
    """An image that says in words what it shows, unless it only decorates."""

    image = ImageBlock(label="afbeelding")
    caption = blocks.CharBlock(label="onderschrift", required=False, max_length=240)

    class Meta:
        label = "afbeelding"
        icon = "image"
        template = "blocks/figure.html"


class NoteBlock(blocks.StructBlock):
    """A short passage set apart, such as what a reader can do now."""

    title = blocks.CharBlock(label="kop", max_length=120)
    text = blocks.RichTextBlock(label="tekst", features=SHORT_FEATURES)

    class Meta:
        label = "kader"
        icon = "info-circle"
        template = "blocks/note.html"


class FoldBlock(blocks.StructBlock):
    """One question with its answer below it."""

    title = blocks.CharBlock(label="kop", max_length=120)
    text = blocks.RichTextBlock(label="tekst", features=SHORT_FEATURES)

    class Meta:
        label = "deel"


class AccordionBlock(blocks.StructBlock):
    """Parts of which a reader sees the headings, and opens what she wants to read."""

    folds = blocks.ListBlock(FoldBlock(), label="delen", min_num=1)

    class Meta:
        label = "uitklappers"
        icon = "collapse-down"
        template = "blocks/accordion.html"
