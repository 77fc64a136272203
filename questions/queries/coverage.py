"""What became of the answers in a synthesis: which were used, left out with a reason, or neither."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from questions.models import Question, Synthesis
from questions.models.synthesis import BOUND_SECTIONS
from questions.queries.draft import DraftSection


@dataclass(frozen=True)
class VoiceCoverage:
    """How far the team is with the answers in one of the two voices."""

    name: str
    total: int
    used: int
    left_out: int

    @property
    def accounted_for(self) -> int:
        """Answers of which it is known what became of them."""
        return self.used + self.left_out

    @property
    def open(self) -> int:
        """Answers that are in no passage, and were not left out either."""
        return self.total - self.accounted_for


@dataclass(frozen=True)
class Coverage:
    """The two voices apart; they are never added up in what is shown."""

    organizations: VoiceCoverage
    members: VoiceCoverage

    @property
    def total(self) -> int:
        """How many answers there are to go through; only to divide them into pages."""
        return self.organizations.total + self.members.total

    @property
    def voices(self) -> list[tuple[str, VoiceCoverage]]:
        """Each with what it is called."""
        return [("Namens organisaties", self.organizations), ("Persoonlijk", self.members)]

    @property
    def is_complete(self) -> bool:
        """Of every answer it is known what became of it."""
        return not (self.organizations.open or self.members.open)


# Written out, because the desk counts thousands of answers at every look. Of answers that were
# left out, and of no others, it is asked whether a passage was made of them after all.
COUNTS = """
    SELECT 'total', COUNT(*), COUNT(answer.organization_id)
    FROM questions_answer answer
    WHERE answer.question_id = %s AND answer.submitted_at IS NOT NULL
    UNION ALL
    SELECT 'left_out', COUNT(*), COUNT(answer.organization_id)
    FROM questions_leftout left_out
    JOIN questions_answer answer ON answer.id = left_out.answer_id
    WHERE answer.question_id = %s AND answer.submitted_at IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM questions_answerpart part
            JOIN questions_passagesource source ON source.part_id = part.id
            WHERE part.answer_id = answer.id
        )
"""


def coverage_of(question: Question, draft: Iterable[DraftSection]) -> Coverage:
    """Return how many answers were used, left out or neither, in one query; ``draft`` is its synthesis."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [question.pk, question.pk])
        counts = {
            what: (organizations, both - organizations) for what, both, organizations in cursor.fetchall()
        }
    used = {
        source.answer_id: source.is_organization
        for section in draft
        for passage in section.passages
        for source in passage.sources
    }
    of_organizations = sum(used.values())
    used_by = (of_organizations, len(used) - of_organizations)
    organizations, members = zip(counts["total"], used_by, counts["left_out"], strict=True)
    return Coverage(VoiceCoverage("organization", *organizations), VoiceCoverage("member", *members))


def unsaid_sections(synthesis: Synthesis) -> list[Synthesis.Section]:
    """Return the sections that cannot be left out, because answers were labelled to them, and are empty."""
    labelled = (
        synthesis.question.labels.filter(
            section__in=BOUND_SECTIONS, labellings__part__answer__submitted_at__isnull=False
        )
        .exclude(section__in=synthesis.passages.values("section"))
        .values_list("section", flat=True)
        .distinct()
    )
    found = set(labelled.order_by())
    return [section for section in BOUND_SECTIONS if section in found]
