"""Which answers somebody at the desk of a synthesis wants to see."""

from dataclasses import dataclass, replace

from members.models import Member
from questions.models import Question

PLACE = """EXISTS (
    SELECT 1 FROM members_organization place
    WHERE place.id = COALESCE(answer.organization_id, answer.place_id) AND place.{column} = %s
)"""
LABELLED = """answer.id IN (
    SELECT part.answer_id FROM questions_labelling labelling
    JOIN questions_answerpart part ON part.id = labelling.part_id
    WHERE labelling.label_id = %s
)"""
READ = """EXISTS (
    SELECT 1 FROM questions_answerread reading
    WHERE reading.answer_id = answer.id AND reading.version >= answer.version{by}
)"""
READ_BY = READ.format(by=" AND reading.member_id = %s")
# Each part is looked up by its number: PostgreSQL would rather read all parts there are to join
# some hundreds of them.
USED = """answer.id IN (
    SELECT (SELECT part.answer_id FROM questions_answerpart part WHERE part.id = source.part_id)
    FROM questions_synthesis synthesis
    JOIN questions_passage passage ON passage.synthesis_id = synthesis.id
    JOIN questions_passagesource source ON source.passage_id = passage.id
    WHERE synthesis.question_id = %s
)"""
LEFT_OUT = "EXISTS (SELECT 1 FROM questions_leftout left_out WHERE left_out.answer_id = answer.id)"

# One page of all answers; of how many is known already.
PAGE_OF_ALL = """
    SELECT answer.id, 0 AS found FROM questions_answer answer
    WHERE {condition} ORDER BY answer.id LIMIT %s OFFSET %s
"""
# One page of some, and how many these are: the page that is asked for, or the last there is.
PAGE_OF_SOME = """
    SELECT id, found FROM (
        SELECT answer.id, ROW_NUMBER() OVER (ORDER BY answer.id) AS place, COUNT(*) OVER () AS found
        FROM questions_answer answer WHERE {condition}
    ) numbered
    WHERE (place - 1) / %s = CASE WHEN %s < found THEN %s ELSE found - 1 END / %s
"""

VOICES = {"organization": "answer.organization_id IS NOT NULL", "member": "answer.organization_id IS NULL"}
READINGS = {"by_nobody": f"NOT {READ.format(by='')}", "by_me": READ_BY, "not_by_me": f"NOT {READ_BY}"}
USES = {
    "used": USED,
    "left_out": f"{LEFT_OUT} AND NOT {USED}",
    "open": f"NOT {LEFT_OUT} AND NOT {USED}",
}


@dataclass(frozen=True)
class Wanted:
    """Which answers somebody wants to see; empty means all."""

    voice: str = ""
    kind: str = ""
    region: str = ""
    label: str = ""
    reading: str = ""
    use: str = ""
    page: str = "1"

    @property
    def is_narrowed(self) -> bool:
        """Not all answers are shown."""
        return replace(self, page="1") != Wanted()

    @property
    def number(self) -> int:
        """Which page is asked for; what is no number asks for the first."""
        return max(int(self.page), 1) if self.page.isdecimal() and len(self.page) < 10 else 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement that gives the ``id`` of each answer on a page, and how many were ``found`` in all."""

    sql: str
    parameters: list[int | str]


def page_of_all(question: Question, start: int, count: int) -> Chosen:
    """Choose a page of all answers that were handed in; ``found`` stays zero."""
    condition, parameters = _condition(question, None, Wanted())
    return Chosen(PAGE_OF_ALL.format(condition=condition), [*parameters, count, start])


def page_of_some(question: Question, reader: Member, wanted: Wanted, count: int) -> Chosen:
    """Choose a page of the answers that this reader wants to see."""
    condition, parameters = _condition(question, reader, wanted)
    start = (wanted.number - 1) * count
    return Chosen(PAGE_OF_SOME.format(condition=condition), [*parameters, count, start, start, count])


def _condition(question: Question, reader: Member | None, wanted: Wanted) -> tuple[str, list[int | str]]:
    # SECURITY: what somebody asked for only chooses among constants, or fills a placeholder.
    conditions = [("answer.question_id = %s AND answer.submitted_at IS NOT NULL", [question.pk])]
    if wanted.voice:
        conditions.append((VOICES[wanted.voice], []))
    if wanted.kind:
        conditions.append((PLACE.format(column="kind"), [wanted.kind]))
    if wanted.region:
        conditions.append((PLACE.format(column="region_id"), [int(wanted.region)]))
    if wanted.label:
        conditions.append((LABELLED, [int(wanted.label)]))
    if wanted.reading:
        by_whom = [] if wanted.reading == "by_nobody" else [reader.pk]
        conditions.append((READINGS[wanted.reading], by_whom))
    if wanted.use:
        conditions.append((USES[wanted.use], [question.pk]))
    return " AND ".join(sql for sql, _ in conditions), [value for _, values in conditions for value in values]
