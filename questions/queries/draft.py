"""A synthesis as the programme team writes it: every passage, with who stands behind it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef

from questions.models import Passage, Synthesis, Verdict
from questions.queries.synthesis import counted


@dataclass(frozen=True)
class DraftSource:
    """One part behind a passage; the team sees who wrote it."""

    part_id: int
    answer_id: int
    writer: str
    is_organization: bool
    may_be_quoted: bool


@dataclass(frozen=True)
class DraftPassage:
    """One passage under its number; ``is_withheld`` when a writer came back on her consent."""

    pk: int
    number: int
    kind: str
    text: str
    sources: list[DraftSource]
    verdicts: list[Verdict]

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


def draft_of(synthesis: Synthesis) -> list[DraftSection]:
    """Return the sections as they are being written, in two queries, or three once somebody reacted."""
    judged = Verdict.objects.filter(passage=OuterRef("pk"))
    passages = list(synthesis.passages.annotate(is_judged=Exists(judged)).order_by("position", "pk"))
    sources = _sources(synthesis)
    verdicts = _verdicts(synthesis) if any(passage.is_judged for passage in passages) else {}
    number = 0
    sections = []
    for section in Synthesis.Section:
        rows = []
        for passage in passages:
            if passage.section == section:
                number += 1
                rows.append(
                    DraftPassage(
                        pk=passage.pk,
                        number=number,
                        kind=passage.kind,
                        text=passage.text,
                        sources=sources.get(passage.pk, []),
                        verdicts=verdicts.get(passage.pk, []),
                    )
                )
        sections.append(DraftSection(section.value, section.label, rows))
    return sections


# Written out: with five joins the words of the query take longer to make than to answer.
SOURCES = """
    SELECT source.passage_id, source.part_id, part.answer_id, COALESCE(organization.name, member.name),
        answer.organization_id, part.may_be_quoted
    FROM questions_passage passage
    JOIN questions_passagesource source ON source.passage_id = passage.id
    JOIN questions_answerpart part ON part.id = source.part_id
    JOIN questions_answer answer ON answer.id = part.answer_id
    LEFT JOIN members_organization organization ON organization.id = answer.organization_id
    LEFT JOIN members_member member ON member.id = answer.member_id
    WHERE passage.synthesis_id = %s AND answer.submitted_at IS NOT NULL
    ORDER BY source.id
"""


def _sources(synthesis: Synthesis) -> dict[int, list[DraftSource]]:
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(SOURCES, [synthesis.pk])
        for passage_id, part_id, answer_id, writer, organization_id, may_be_quoted in cursor.fetchall():
            source = DraftSource(part_id, answer_id, writer, organization_id is not None, bool(may_be_quoted))
            found[passage_id].append(source)
    return found


def _verdicts(synthesis: Synthesis) -> dict[int, list[Verdict]]:
    found = defaultdict(list)
    verdicts = Verdict.objects.filter(passage__synthesis=synthesis).order_by("given_at", "pk")
    for verdict in verdicts.select_related("answer__organization", "answer__member"):
        found[verdict.passage_id].append(verdict)
    return found
