"""
Where a person is asked, and what she and her organisations answered, by statements of our own.

Every look at a question asks both: to put them together Django takes several times as long as
the database to answer. Who may see what is asked of each row.
"""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

from learninggroups.queries.moments import in_utc
from members.models import Member, Organization
from questions.models import Answer, Recipient
from questions.permissions import Roles, may_see_history, may_see_recipient

M = TypeVar("M", bound=Model)

# In the order of the models; what is not here is fetched when somebody asks for it.
OF_RECIPIENT = ("id", "question_id", "organization_id", "member_id", "reasons", "reaction", "reacted_at")
OF_RECIPIENT += ("reacted_by_id", "seen_at", "passed_on_to_id", "note")
OF_ANSWER = ("id", "question_id", "organization_id", "member_id", "last_editor_id", "changed_at")
OF_ANSWER += ("consulted_at", "submitted_at", "withdrawn_at", "is_late")
HERS = "question_id IN ({questions}) AND ({what}.member_id = %s OR {what}.organization_id IN ({places}))"
RECIPIENTS = f"""
    SELECT {", ".join(f"asked.{name}" for name in OF_RECIPIENT)},
        place.name, reacted_by.name, passed_on_to.name
    FROM questions_recipient asked
    LEFT JOIN members_organization place ON place.id = asked.organization_id
    LEFT JOIN members_member reacted_by ON reacted_by.id = asked.reacted_by_id
    LEFT JOIN members_member passed_on_to ON passed_on_to.id = asked.passed_on_to_id
    WHERE asked.{HERS.replace("{what}", "asked")}
    ORDER BY place.name
"""  # noqa: S608 - made of constants  # nosec B608
ANSWERS = f"""
    SELECT {", ".join(f"answer.{name}" for name in OF_ANSWER)}, last_editor.name
    FROM questions_answer answer
    LEFT JOIN members_member last_editor ON last_editor.id = answer.last_editor_id
    WHERE answer.{HERS.replace("{what}", "answer")}
"""  # noqa: S608 - made of constants  # nosec B608


def recipients_of(roles: Roles, questions: Collection[int]) -> list[Recipient]:
    """Return where this person is asked, and her organisations are, by the names of these."""
    found = []
    for row in _rows(RECIPIENTS, roles, questions):
        recipient = _made(Recipient, OF_RECIPIENT, row)
        if isinstance(recipient.reasons, str):
            recipient.reasons = json.loads(recipient.reasons)
        place, reacted_by, passed_on_to = row[len(OF_RECIPIENT) :]
        recipient.organization = _named(Organization, recipient.organization_id, place)
        recipient.reacted_by = _named(Member, recipient.reacted_by_id, reacted_by)
        recipient.passed_on_to = _named(Member, recipient.passed_on_to_id, passed_on_to)
        if may_see_recipient(roles, recipient):
            found.append(recipient)
    return found


def answers_of(roles: Roles, questions: Collection[int]) -> list[Answer]:
    """Return what this person and her organisations answered, drafts and all."""
    found = []
    for row in _rows(ANSWERS, roles, questions):
        answer = _made(Answer, OF_ANSWER, row)
        answer.last_editor = _named(Member, answer.last_editor_id, row[-1])
        if may_see_history(roles, answer):
            found.append(answer)
    return found


def _rows(statement: str, roles: Roles, questions: Collection[int]) -> list[tuple]:
    places = roles.organization_ids or [0]
    marks = {"questions": _marks(questions), "places": _marks(places)}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**marks), [*questions, roles.member_id, *places])
        return cursor.fetchall()


def _marks(values: Collection[int]) -> str:
    return ", ".join(["%s"] * len(values))


def _made(model: type[M], names: tuple[str, ...], row: tuple) -> M:
    return model.from_db(DEFAULT_DB_ALIAS, names, [_value(value) for value in row[: len(names)]])


def _value(value: Any) -> Any:
    return in_utc(value) if isinstance(value, datetime) else value


def _named(model: type[M], pk: int | None, name: str) -> M | None:
    return model.from_db(DEFAULT_DB_ALIAS, ("id", "name"), (pk, name)) if pk else None
