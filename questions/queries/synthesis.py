"""A synthesis as it is read: five sections, and under each the quotes that still may stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from questions.models import Answer, Question, Quote, Synthesis
from questions.queries.voices import voice_of, with_voices


@dataclass(frozen=True)
class QuoteRow:
    """A passage, and who said it as far as she wanted to be known."""

    pk: int
    section: str
    passage: str
    attribution: str
    source_id: int
    answer_id: int
    is_allowed: bool


@dataclass(frozen=True)
class SectionRow:
    """One of the five fixed sections; ``quotes`` holds only what may be shown."""

    name: str
    label: str
    text: str
    quotes: list[QuoteRow]
    withdrawn: list[QuoteRow]

    @property
    def paragraphs(self) -> list[str]:
        """The text, cut at empty lines."""
        cut = self.text.replace("\r\n", "\n").split("\n\n")
        return [paragraph.strip() for paragraph in cut if paragraph.strip()]

    @property
    def is_empty(self) -> bool:
        """Nothing stands here."""
        return not (self.text.strip() or self.quotes)


@dataclass(frozen=True)
class SynthesisText:
    """The synthesis with its version, so that it can be cited."""

    version: int
    changed_at: datetime
    shared_at: datetime | None
    sections: list[SectionRow]

    @property
    def withdrawn(self) -> list[QuoteRow]:
        """Quotes whose writer no longer wants to be quoted; they are shown nowhere."""
        return [quote for section in self.sections for quote in section.withdrawn]


def synthesis_of(question: Question) -> SynthesisText | None:
    """Return the synthesis of a question, or None when none was begun, in a constant number of queries."""
    synthesis = Synthesis.objects.filter(question=question).first()
    if synthesis is None:
        return None
    answers = Prefetch("source__answer", queryset=with_voices(Answer.objects.all()))
    quotes = [
        _row(quote)
        for quote in synthesis.quotes.select_related("source")
        .prefetch_related(answers)
        .order_by("position", "pk")
    ]
    return SynthesisText(
        version=synthesis.version,
        changed_at=synthesis.changed_at,
        shared_at=synthesis.shared_at,
        sections=[
            SectionRow(
                name=section.value,
                label=section.label,
                text=getattr(synthesis, section.value),
                quotes=[quote for quote in quotes if quote.section == section and quote.is_allowed],
                withdrawn=[quote for quote in quotes if quote.section == section and not quote.is_allowed],
            )
            for section in Synthesis.Section
        ],
    )


def _row(quote: Quote) -> QuoteRow:
    answer = quote.source.answer
    return QuoteRow(
        pk=quote.pk,
        section=quote.section,
        passage=quote.passage,
        attribution=voice_of(answer).label,
        source_id=quote.source_id,
        answer_id=answer.pk,
        # PRIVACY: consent is asked again at every reading, because it may have been withdrawn.
        is_allowed=answer.may_be_quoted and answer.submitted_at is not None,
    )
