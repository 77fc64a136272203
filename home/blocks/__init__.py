"""
What the body of a page may contain: a handful of blocks, each with its own markup in templates/blocks/.

By what they are for: running text, what somebody said, and where a reader can go.
"""

from wagtail import blocks

from home.blocks.pointers import DocumentBlock, PeopleBlock, QuestionBlock, SourcesBlock
from home.blocks.texts import TEXT_FEATURES, AccordionBlock, FigureBlock, NoteBlock
from home.blocks.voices import PassageBlock, QuoteBlock

__all__ = ["BodyBlock", "LessonBodyBlock"]


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(
        label="tekst", icon="pilcrow", features=TEXT_FEATURES, template="blocks/text.html"
    )
    figure = FigureBlock()
    quote = QuoteBlock()
    note = NoteBlock()
    accordion = AccordionBlock()
    document = DocumentBlock()
    sources = SourcesBlock()
    people = PeopleBlock()
    question = QuestionBlock()


class LessonBodyBlock(BodyBlock):
    """The body of a lesson, which may hold what was said in a thread."""

    passage = PassageBlock()
