"""A synthesis as it is printed, the same in every kind of document."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from files.text import holdable
from questions.models import Question, SynthesisVersion, Verdict
from questions.queries.synthesis import PassageRow, SourceRow, SynthesisText, VerdictRow, synthesis_text
from questions.queries.versions import text_of_version

NOTHING_HERE = "Hierover staat niets in de antwoorden."
GAPS = "Ontbreekt een nummer? Dan is die passage vervallen, omdat iemand terugkwam op haar toestemming."


@dataclass(frozen=True)
class PrintedPassage:
    """
    One numbered paragraph.

    ``sources`` is the footnote, ``notes`` what respondents said of it; either may be empty.
    """

    number: int
    is_quote: bool
    is_own: bool
    paragraphs: list[str]
    attribution: str
    basis: str
    sources: str
    notes: list[str]


@dataclass(frozen=True)
class PrintedSection:
    """One of the five sections under its heading."""

    name: str
    heading: str
    passages: list[PrintedPassage]


@dataclass(frozen=True)
class PrintedQuote:
    """Words of a writer who agreed to be quoted, and where they were used."""

    text: str
    who: str
    source: str
    number: int


@dataclass(frozen=True)
class Edition:
    """Everything that a printed synthesis says."""

    title: str
    subtitle: str
    made_at: datetime
    asker: str
    wording: str
    sections: list[PrintedSection]
    quotes: list[PrintedQuote]
    has_gaps: bool


def edition_of(question: Question, version: SynthesisVersion | None) -> Edition:
    """
    Return the synthesis of a question for print; ``version`` names what it is, else it is a draft.

    :raises LookupError: when no synthesis was begun.
    """
    text = text_of_version(version) if version else synthesis_text(question)
    if text is None:
        raise LookupError(f"question {question.pk} has no synthesis")
    return Edition(
        title=holdable(question.title),
        subtitle=_subtitle(text, version),
        made_at=version.made_at if version else text.changed_at,
        asker=capfirst(holdable(question.asker)),
        wording=holdable(question.wording),
        sections=[
            PrintedSection(
                name=section.name,
                heading=section.label,
                passages=[_passage(passage) for passage in section.passages],
            )
            for section in text.sections
        ],
        quotes=_quotes(text.passages),
        has_gaps=bool(text.withheld),
    )


def _subtitle(text: SynthesisText, version: SynthesisVersion | None) -> str:
    if version:
        return f"Synthese, versie {version.number}, {_day(version.made_at)}"
    return f"Synthese, concept van {_day(text.changed_at)}"


def _passage(row: PassageRow) -> PrintedPassage:
    return PrintedPassage(
        number=row.number,
        is_quote=row.is_quote,
        is_own=row.is_own,
        paragraphs=[holdable(paragraph) for paragraph in row.paragraphs],
        attribution=holdable(row.attribution),
        basis=row.basis,
        sources=_footnote(row.sources),
        notes=_notes(row.verdicts),
    )


def _footnote(sources: list[SourceRow]) -> str:
    """Return each voice once: its key, its kind and who it is."""
    voices = dict.fromkeys(
        f"{source.key} ({source.voice.type}: {holdable(source.voice.label)})" for source in sources
    )
    if not voices:
        return ""
    return f"{'Bron' if len(voices) == 1 else 'Bronnen'}: {'; '.join(voices)}."


def _notes(verdicts: list[VerdictRow]) -> list[str]:
    """Return what respondents said of the passage: who agreed in one line, each nuance in its own."""
    right = [holdable(verdict.voice.label) for verdict in verdicts if verdict.word == Verdict.Word.RIGHT]
    nuances = [
        f"{holdable(verdict.voice.label)} mist nuance: {holdable(verdict.text)}"
        for verdict in verdicts
        if verdict.word == Verdict.Word.NUANCE
    ]
    return [*([f"Dit klopt, zegt {_listed(right)}."] if right else []), *nuances]


def _quotes(passages: list[PassageRow]) -> list[PrintedQuote]:
    """Return the words behind the passages, as far as their writers want to be quoted."""
    return [
        PrintedQuote(
            text=holdable(source.excerpt),
            who=holdable(source.voice.label),
            source=source.key,
            number=passage.number,
        )
        for passage in passages
        for source in passage.sources
        if source.may_be_quoted and source.excerpt
    ]


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
