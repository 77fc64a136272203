"""A second round: asked anew of whoever was asked before, with what came out of the first."""

from datetime import datetime

from django.db import transaction

from members.models import Member
from questions.actions.steps import begin, take
from questions.models import Question, SubQuestion
from questions.permissions import Roles, may_run_questions, require
from questions.queries.rounds import wanting_more

COPIED = (
    "title", "asker", "wording", "context", "importance", "effort_minutes", "visibility",
    "shows_after_closing", "shows_after_answering", "is_public", "forum", "programme",
)  # fmt: skip


@transaction.atomic(durable=True)
def begin_second_round(*, question: Question, actor: Member, now: datetime) -> Question:
    """
    End the first round, and return the draft of the second with the same words, to be rewritten.

    It asks whoever was asked in the first round and did not leave it.

    :raises WrongState: when the synthesis was not shared, or a second round began before.
    """
    require(may_run_questions(Roles.of(actor)))
    take("second_round", question, actor=actor, now=now)
    second = Question.objects.create(
        previous_round=question,
        owner=actor,
        edited_by=actor,
        created_at=now,
        **{name: getattr(question, name) for name in COPIED},
    )
    begin(second, actor=actor, now=now)
    second.themes.set(question.themes.all())
    members = wanting_more(question).exclude(member=None).values_list("member", flat=True)
    second.audience_members.set(members)
    SubQuestion.objects.bulk_create(
        SubQuestion(
            question=second, position=part.position, text=part.text, kind=part.kind, choices=part.choices
        )
        for part in question.sub_questions.all()
    )
    return second
