"""What became of the answers in a synthesis: which were used, left out with a reason, or neither."""

from dataclasses import dataclass

from django.db import connection

from questions.models import Question, Synthesis
from questions.models.synthesis import BOUND_SECTIONS


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


# Written out, because the desk counts thousands of answers at every look: every answer is looked at once.
COUNTS = """
    SELECT answer.organization_id IS NOT NULL AS of_organization, COUNT(*), COUNT(used.answer_id),
        SUM(CASE WHEN left_out.answer_id IS NOT NULL AND used.answer_id IS NULL THEN 1 ELSE 0 END)
    FROM questions_answer answer
    LEFT JOIN (
        SELECT DISTINCT part.answer_id FROM questions_synthesis synthesis
        JOIN questions_passage passage ON passage.synthesis_id = synthesis.id
        JOIN questions_passagesource source ON source.passage_id = passage.id
        JOIN questions_answerpart part ON part.id = source.part_id
        WHERE synthesis.question_id = %s
    ) used ON used.answer_id = answer.id
    LEFT JOIN questions_leftout left_out ON left_out.answer_id = answer.id
    WHERE answer.question_id = %s AND answer.submitted_at IS NOT NULL
    GROUP BY 1
"""


def coverage_of(question: Question) -> Coverage:
    """Return how many answers were used, left out or neither, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [question.pk, question.pk])
        counts = {bool(of_organization): numbers for of_organization, *numbers in cursor.fetchall()}
    none = [0, 0, 0]
    return Coverage(
        organizations=VoiceCoverage("organization", *map(int, counts.get(True, none))),
        members=VoiceCoverage("member", *map(int, counts.get(False, none))),
    )


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
