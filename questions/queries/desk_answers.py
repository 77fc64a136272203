"""
The answers on one page of the desk of a synthesis, with what was done with each.

By statements of our own: Django takes several times as long to put these together as the
database to answer them, and PostgreSQL joined all thousands of answers before it chose ten.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from django.db import connection

from learninggroups.queries.moments import in_utc
from members.models import Member
from questions.models import Answer, AnswerPart, Question
from questions.queries.draft import DraftPassage
from questions.queries.narrowing import Chosen
from questions.queries.voices import Speaker, Voice

NATURES = dict(AnswerPart.Nature.choices)

ANSWERS = """
    SELECT answer.id, answer.version, answer.organization_id IS NOT NULL, answer.is_late,
        (
            SELECT name FROM members_member WHERE id = CASE
                WHEN answer.organization_id IS NULL THEN answer.member_id ELSE answer.last_editor_id
            END
        ),
        place.name, place.kind, region.name,
        left_out.reason, left_out.decided_at,
        (SELECT name FROM members_member WHERE id = left_out.decided_by_id),
        chosen.found
    FROM ({chosen}) chosen
    JOIN questions_answer answer ON answer.id = chosen.id
    LEFT JOIN members_organization place ON place.id = COALESCE(answer.organization_id, answer.place_id)
    LEFT JOIN members_region region ON region.id = place.region_id
    LEFT JOIN questions_leftout left_out ON left_out.answer_id = answer.id
    ORDER BY answer.id
"""
PARTS = """
    SELECT part.answer_id, part.id, part.naming, asked.position, asked.text, part.held_by, part.nature,
        part.may_be_quoted, part.text, part.choice, part.has_no_experience
    FROM questions_answerpart part
    JOIN questions_subquestion asked ON asked.id = part.sub_question_id
    WHERE part.answer_id IN ({numbers})
        AND (part.text <> '' OR part.choice <> '' OR part.has_no_experience)
    ORDER BY asked.position, part.reading
"""
READS = """
    SELECT reading.answer_id, reading.version, reading.member_id, member.name
    FROM questions_answerread reading
    JOIN members_member member ON member.id = reading.member_id
    WHERE reading.answer_id IN ({numbers})
    ORDER BY member.name
"""
# What answers are narrowed to, in one statement: the labels, each with the parts here that carry
# it, and where organisations are.
CHOICES = """
    SELECT 'label', label.id, label.name, '', labelling.part_id
    FROM questions_label label
    LEFT JOIN questions_labelling labelling
        ON labelling.label_id = label.id AND labelling.part_id IN ({numbers})
    WHERE label.question_id = %s
    UNION ALL
    SELECT DISTINCT 'place', place.region_id, region.name, place.kind, 0
    FROM members_organization place
    LEFT JOIN members_region region ON region.id = place.region_id
    WHERE place.is_active
"""


@dataclass(frozen=True, slots=True)
class DeskLabel:
    """A word to sort answers by."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class DeskPart:
    """
    What an answer says to one sub-question, and what was done with it.

    ``named`` is how its writer wants to be called in the synthesis.
    """

    pk: int
    named: str
    position: int
    asked: str
    held_by: str
    nature: str
    may_be_quoted: bool
    text: str
    choice: str
    has_no_experience: bool
    labels: list[DeskLabel]
    passages: list[DraftPassage]


@dataclass(frozen=True, slots=True)
class DeskLeftOut:
    """Why an answer is in no passage."""

    reason: str
    decided_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """One answer, with who of the team read it, and why it was left out."""

    pk: int
    is_organization: bool
    is_late: bool
    writer: Voice
    parts: list[DeskPart]
    readers: list[str]
    is_read: bool
    left_out: DeskLeftOut | None

    @property
    def is_used(self) -> bool:
        """It is in a passage."""
        return any(part.passages for part in self.parts)


@dataclass(frozen=True, slots=True)
class Choices:
    """What answers can be narrowed to."""

    kinds: list[str]
    regions: list[tuple[int, str]]
    labels: list[DeskLabel]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of answers, and to what they can be narrowed; ``found`` counts those on all pages."""

    answers: list[DeskAnswer]
    choices: Choices
    found: int


def page_of(
    question: Question, reader: Member, chosen: Chosen, passages: Mapping[int, list[DraftPassage]]
) -> DeskPage:
    """Return the answers that were chosen, in four queries; ``passages`` are those made of each part."""
    rows = _rows(ANSWERS.format(chosen=chosen.sql), chosen.parameters)
    numbers = [row[0] for row in rows]
    parts = _rows_at(PARTS, numbers)
    reads = _by_first(_rows_at(READS, numbers))
    choices, put = _choices(question, [part[1] for part in parts])
    said = _by_first(parts)
    answers = []
    for pk, version, is_organization, is_late, name, place, kind, region, *left_out, _ in rows:
        speaker = Speaker(bool(is_organization), name or "", place or "", kind or "", region or "")
        readers = [row for row in reads[pk] if row[1] >= version]
        answers.append(
            DeskAnswer(
                pk=pk,
                is_organization=speaker.is_organization,
                is_late=bool(is_late),
                writer=speaker.voice(Answer.Naming.NAMED),
                parts=[_part(row, speaker, put, passages) for row in said[pk]],
                readers=[who for *_, who in readers],
                is_read=any(member == reader.pk for _, _, member, _ in readers),
                left_out=_left_out(*left_out),
            )
        )
    return DeskPage(answers, choices, found=rows[0][-1] if rows else 0)


def _rows(statement: str, parameters: Sequence[int | str]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _rows_at(statement: str, numbers: Sequence[int], *parameters: int) -> list[tuple]:
    """Return the rows that stand at these numbers; nothing does at zero."""
    numbers = numbers or [0]
    return _rows(statement.format(numbers=", ".join(["%s"] * len(numbers))), [*numbers, *parameters])


def _by_first(rows: Iterable[tuple]) -> dict[int, list[tuple]]:
    found = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _choices(question: Question, parts: Sequence[int]) -> tuple[Choices, Mapping[int, list[DeskLabel]]]:
    """Return what answers can be narrowed to, and which labels each of these parts carries."""
    rows = _rows_at(CHOICES, parts, question.pk)
    places = [row for row in rows if row[0] == "place"]
    labels, put = {}, defaultdict(list)
    for what, pk, name, _, part in sorted(rows, key=lambda row: (str(row[2]).casefold(), row[1] or 0)):
        if what == "label":
            label = labels.setdefault(pk, DeskLabel(pk, name))
            put[part].append(label)
    choices = Choices(
        kinds=sorted({kind for *_, kind, _ in places if kind}),
        regions=sorted({(pk, name) for _, pk, name, *_ in places if pk}, key=itemgetter(1)),
        labels=list(labels.values()),
    )
    return choices, put


def _part(
    row: tuple,
    speaker: Speaker,
    labels: Mapping[int, list[DeskLabel]],
    passages: Mapping[int, list[DraftPassage]],
) -> DeskPart:
    _, pk, naming, position, asked, held_by, nature, may_be_quoted, text, choice, has_no_experience = row
    return DeskPart(
        pk=pk,
        named=speaker.voice(naming).label,
        position=position,
        asked=asked,
        held_by=held_by,
        nature=NATURES.get(nature, ""),
        may_be_quoted=bool(may_be_quoted),
        text=text,
        choice=choice,
        has_no_experience=bool(has_no_experience),
        labels=labels.get(pk, []),
        passages=passages.get(pk, []),
    )


def _left_out(reason: str | None, decided_at: datetime | None, decided_by: str | None) -> DeskLeftOut | None:
    return DeskLeftOut(reason, in_utc(decided_at), decided_by or "") if reason else None
