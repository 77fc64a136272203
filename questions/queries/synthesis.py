"""A synthesis as it is read: five sections of numbered passages, each with the sources it rests on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from questions.models import Answer, Passage, PassageSource, Question, Synthesis, Verdict
from questions.queries.voices import ORGANIZATION, Voice, nameless, voice_key, voice_of, with_voices

EARLIER = "miste nuance in een eerdere tekst"


@dataclass(frozen=True)
class SourceRow:
    """
    One part of an answer behind a passage; ``voice`` says who spoke, as far as she may be known.

    ``key`` is the code by which files and versions refer to the voice. The two numbers serve
    the programme team, and stand nowhere that others read.
    """

    key: str
    voice: Voice
    excerpt: str
    may_be_quoted: bool
    part_id: int
    answer_id: int


@dataclass(frozen=True)
class VerdictRow:
    """What a respondent said of a passage that rests on her answer; ``text`` is empty for *klopt*."""

    word: str
    label: str
    text: str
    voice: Voice
    answer_id: int


@dataclass(frozen=True)
class Said:
    """What one answer's writer said of a passage, before it is known how she may be named."""

    answer: Answer
    word: str
    label: str
    text: str


@dataclass(frozen=True)
class PassageRow:
    """
    One paragraph of a synthesis under its number.

    ``sources`` holds what still counts. A passage ``is_withheld`` when its writer no longer
    wants to be quoted, or took her answer back: it keeps its number and is shown nowhere.
    """

    pk: int
    number: int
    section: str
    kind: str
    text: str
    version: int
    sources: list[SourceRow]
    verdicts: list[VerdictRow]
    is_withheld: bool

    @property
    def is_quote(self) -> bool:
        """It repeats its source word for word."""
        return self.kind == Passage.Kind.QUOTE

    @property
    def is_own(self) -> bool:
        """The programme team speaks, without a source."""
        return self.kind == Passage.Kind.OWN

    @property
    def anchor(self) -> str:
        """Where on a page the passage stands."""
        return f"passage-{self.pk}"

    @property
    def attribution(self) -> str:
        """Who said it, each voice once."""
        return "; ".join(dict.fromkeys(source.voice.label for source in self.sources))

    @property
    def basis(self) -> str:
        """How many voices it rests on, in words; organisations and members are never added up."""
        return basis_of(self.sources)

    @property
    def paragraphs(self) -> list[str]:
        """The text, cut at empty lines."""
        return [paragraph.strip() for paragraph in self.text.split("\n\n") if paragraph.strip()]

    @property
    def agreed(self) -> str:
        """Who said that it is right, each voice once."""
        said = (verdict.voice.label for verdict in self.verdicts if verdict.word == Verdict.Word.RIGHT)
        return ", ".join(dict.fromkeys(said))

    @property
    def nuances(self) -> list[VerdictRow]:
        """What respondents miss in it, each in her own words."""
        return [verdict for verdict in self.verdicts if verdict.word == Verdict.Word.NUANCE]

    def rests_on(self, answers: Collection[int]) -> bool:
        """Whether one of these answers is among its sources."""
        return any(source.answer_id in answers for source in self.sources)


@dataclass(frozen=True)
class SectionText:
    """One of the five fixed sections; ``passages`` holds only what may be shown."""

    name: str
    label: str
    passages: list[PassageRow]
    withheld: list[PassageRow]

    @property
    def is_empty(self) -> bool:
        """Nothing stands here."""
        return not self.passages


@dataclass(frozen=True)
class SynthesisText:
    """The synthesis as it stands now; ``version`` counts its changes."""

    pk: int
    version: int
    changed_at: datetime
    shared_at: datetime | None
    sections: list[SectionText]

    @property
    def passages(self) -> list[PassageRow]:
        """Every passage that may be shown, in order."""
        return [passage for section in self.sections for passage in section.passages]

    @property
    def withheld(self) -> list[PassageRow]:
        """What is shown nowhere, because a writer came back on her consent."""
        return [passage for section in self.sections for passage in section.withheld]

    @property
    def is_empty(self) -> bool:
        """Nothing was written that may be shown."""
        return not self.passages


def synthesis_text(question: Question) -> SynthesisText | None:
    """Return the synthesis of a question, or None when none was begun, in a constant number of queries."""
    synthesis = Synthesis.objects.filter(question=question).first()
    if synthesis is None:
        return None
    rows = [
        passage_row(number, passage, passage.links.all(), _verdicts_on(passage))
        for number, passage in _in_order(_passages_of(synthesis))
    ]
    return SynthesisText(
        pk=synthesis.pk,
        version=synthesis.version,
        changed_at=synthesis.changed_at,
        shared_at=synthesis.shared_at,
        sections=sections_of(rows),
    )


def sections_of(rows: Iterable[PassageRow]) -> list[SectionText]:
    """Return the five sections, each with what of these passages may be shown and what may not."""
    rows = list(rows)
    return [_section(section, rows) for section in Synthesis.Section]


def basis_of(sources: Iterable[SourceRow]) -> str:
    """Return on how many voices something rests: "3 organisaties en 1 lid"."""
    types = {source.key: source.voice.type for source in sources}
    organizations = sum(voice_type == ORGANIZATION for voice_type in types.values())
    return counted(organizations, len(types) - organizations)


def counted(organizations: int, members: int) -> str:
    """Return the two numbers in words, each beside the other and never as one."""
    found = []
    if organizations:
        found.append("1 organisatie" if organizations == 1 else f"{organizations} organisaties")
    if members:
        found.append("1 lid" if members == 1 else f"{members} leden")
    return " en ".join(found)


def _passages_of(synthesis: Synthesis) -> list[Passage]:
    answers = Prefetch("part__answer", queryset=with_voices(Answer.objects.all()))
    return list(
        synthesis.passages.prefetch_related(
            Prefetch(
                "links",
                queryset=PassageSource.objects.select_related("part")
                .prefetch_related(answers)
                .order_by("pk"),
            ),
            Prefetch(
                "verdicts",
                queryset=Verdict.objects.select_related("answer").order_by("given_at", "pk"),
            ),
        ).order_by("position", "pk")
    )


def _in_order(passages: list[Passage]) -> list[tuple[int, Passage]]:
    """Number the passages through all sections, in the order of the sections."""
    places = {section: place for place, section in enumerate(Synthesis.Section.values)}
    return list(enumerate(sorted(passages, key=lambda passage: places[passage.section]), start=1))


def _section(section: Synthesis.Section, rows: list[PassageRow]) -> SectionText:
    here = [row for row in rows if row.section == section]
    return SectionText(
        name=section.value,
        label=section.label,
        passages=[row for row in here if not row.is_withheld],
        withheld=[row for row in here if row.is_withheld],
    )


def passage_row(
    number: int, passage: Passage, links: Iterable[PassageSource], said: Iterable[Said]
) -> PassageRow:
    """
    Return a passage as it may be read now, from its sources and what was said of it.

    PRIVACY: consent is asked again at every reading, because it may have been withdrawn.
    """
    sources = [_source_row(link) for link in links if link.part.answer.submitted_at]
    is_quote = passage.kind == Passage.Kind.QUOTE
    rests_on_something = any(source.may_be_quoted or not is_quote for source in sources)
    return PassageRow(
        pk=passage.pk,
        number=number,
        section=passage.section,
        kind=passage.kind,
        text=passage.text,
        version=passage.version,
        sources=sources,
        verdicts=[_verdict_row(each, sources) for each in said if each.answer.submitted_at],
        is_withheld=passage.kind != Passage.Kind.OWN and not rests_on_something,
    )


def _verdicts_on(passage: Passage) -> list[Said]:
    """Return what was said of a passage; that an earlier text was right says nothing of this one."""
    return [
        Said(
            answer=verdict.answer,
            word=verdict.word,
            label=EARLIER if verdict.given_at < passage.changed_at else verdict.get_word_display(),
            text=verdict.text,
        )
        for verdict in passage.verdicts.all()
        if verdict.word == Verdict.Word.NUANCE or verdict.given_at >= passage.changed_at
    ]


def _source_row(link: PassageSource) -> SourceRow:
    part = link.part
    return SourceRow(
        key=voice_key(part.answer, part.naming),
        voice=voice_of(part.answer, part.naming),
        excerpt=link.excerpt,
        may_be_quoted=part.may_be_quoted,
        part_id=part.pk,
        answer_id=part.answer_id,
    )


def _verdict_row(said: Said, sources: list[SourceRow]) -> VerdictRow:
    """Name who reacts as she is named as a source; where she is a source no more, only by her type."""
    named = next((source.voice for source in sources if source.answer_id == said.answer.pk), None)
    return VerdictRow(
        word=said.word,
        label=said.label,
        text=said.text,
        voice=named or nameless(said.answer),
        answer_id=said.answer.pk,
    )
