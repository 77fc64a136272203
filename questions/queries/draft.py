"""A synthesis as the programme team writes it: every passage, with who stands behind it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.db import connection

from questions.models import Passage, Synthesis, Verdict
from questions.queries.synthesis import counted


@dataclass(frozen=True, slots=True)
class DraftSource:
    """One part behind a passage; the team sees who wrote it."""

    part_id: int
    answer_id: int
    writer: str
    is_organization: bool
    may_be_quoted: bool
    # What its writer changed since it was used, until somebody of the team settled it.
    consent_change: str


@dataclass(frozen=True, slots=True)
class DraftVerdict:
    """What a respondent says of a passage that rests on her answer."""

    writer: str
    word: str
    text: str


@dataclass(frozen=True)
class DraftPassage:
    """One passage under its number; ``is_withheld`` when a writer came back on her consent."""

    pk: int
    number: int
    kind: str
    text: str
    sources: list[DraftSource]
    verdicts: list[DraftVerdict]

    @property
    def is_quote(self) -> bool:
        """It repeats its source word for word."""
        return self.kind == Passage.Kind.QUOTE

    @property
    def is_own(self) -> bool:
        """The programme team speaks, without a source."""
        return self.kind == Passage.Kind.OWN

    @property
    def is_withheld(self) -> bool:
        """It is shown nowhere else, because nothing that it rests on may be used."""
        return not self.is_own and not any(each.may_be_quoted or not self.is_quote for each in self.sources)

    @property
    def flagged(self) -> list[DraftSource]:
        """The sources whose writers came back on their consent, which nobody settled yet."""
        return [source for source in self.sources if source.consent_change]

    @property
    def basis(self) -> str:
        """On how many answers it rests, in words."""
        answers = {each.answer_id: each.is_organization for each in self.sources}
        organizations = sum(answers.values())
        return counted(organizations, len(answers) - organizations)

    @property
    def writers(self) -> str:
        """Who wrote what it rests on, each once."""
        return "; ".join(dict.fromkeys(each.writer for each in self.sources))


@dataclass(frozen=True)
class DraftSection:
    """One of the five fixed sections."""

    name: str
    label: str
    passages: list[DraftPassage]


# Written out: to put these statements together would take longer than to answer them.
PASSAGES = """
    SELECT passage.id, passage.section, passage.kind, passage.text,
        EXISTS (SELECT 1 FROM questions_verdict verdict WHERE verdict.passage_id = passage.id)
    FROM questions_passage passage
    WHERE passage.synthesis_id = %s
    ORDER BY passage.position, passage.id
"""
SOURCES = """
    SELECT source.passage_id, source.part_id, part.answer_id, COALESCE(organization.name, member.name),
        answer.organization_id, part.may_be_quoted,
        (
            SELECT flag.change FROM questions_consentflag flag
            WHERE flag.part_id = part.id AND flag.settled_at IS NULL
            ORDER BY flag.id DESC LIMIT 1
        )
    FROM questions_passagesource source
    JOIN questions_answerpart part ON part.id = source.part_id
    JOIN questions_answer answer ON answer.id = part.answer_id
    LEFT JOIN members_organization organization ON organization.id = answer.organization_id
    LEFT JOIN members_member member ON member.id = answer.member_id
    WHERE source.passage_id IN ({passages}) AND answer.submitted_at IS NOT NULL
    ORDER BY source.id
"""
VERDICTS = """
    SELECT verdict.passage_id, COALESCE(organization.name, member.name), verdict.word, verdict.text
    FROM questions_verdict verdict
    JOIN questions_answer answer ON answer.id = verdict.answer_id
    LEFT JOIN members_organization organization ON organization.id = answer.organization_id
    LEFT JOIN members_member member ON member.id = answer.member_id
    WHERE verdict.passage_id IN ({passages})
    ORDER BY verdict.given_at, verdict.id
"""


def draft_of(synthesis: Synthesis) -> list[DraftSection]:
    """Return the sections as they are being written, in two queries, or three once somebody reacted."""
    passages = _rows(PASSAGES, [synthesis.pk])
    sources = _sources([pk for pk, *_ in passages])
    verdicts = _verdicts([pk for pk, *_, is_judged in passages if is_judged])
    numbers = count(1)
    return [
        DraftSection(
            section.value,
            section.label,
            [
                DraftPassage(pk, next(numbers), kind, text, sources.get(pk, []), verdicts.get(pk, []))
                for pk, place, kind, text, _ in passages
                if place == section
            ],
        )
        for section in Synthesis.Section
    ]


def _rows(statement: str, numbers: Sequence[int]) -> list[tuple]:
    """Return what a statement finds at these numbers; nothing is asked when there are none."""
    if not numbers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.format(passages=", ".join(["%s"] * len(numbers))), numbers)
        return cursor.fetchall()


def _sources(passages: Sequence[int]) -> dict[int, list[DraftSource]]:
    found = defaultdict(list)
    for passage, part, answer, writer, organization, may_be_quoted, change in _rows(SOURCES, passages):
        is_organization = organization is not None
        source = DraftSource(part, answer, writer, is_organization, bool(may_be_quoted), change or "")
        found[passage].append(source)
    return found


def _verdicts(passages: Sequence[int]) -> dict[int, list[DraftVerdict]]:
    found = defaultdict(list)
    for passage, writer, word, text in _rows(VERDICTS, passages):
        found[passage].append(DraftVerdict(writer, Verdict.Word(word).label, text))
    return found
