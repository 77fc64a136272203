"""What was done with the answers, and the reminder to tell it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import Member
from questions.models import Outcome, Question
from questions.notifications.about import ANSWERED, IN_TEAM, NO_MORE, OWNING, question_id, respondents_of
from questions.queries.versions import passages_fed_by, shared_text


def outcome_recorded(outcome: Outcome, now: datetime) -> int:
    """Tell everyone who answered what was done with it."""
    question = outcome.question
    published = shared_text(question)
    return outbox.queue(
        [
            Letter(
                kind="outcome_recorded",
                to=respondent.member,
                key=f"outcome:{outcome.pk}:recorded:member:{respondent.member.pk}",
                about=f"question:{question.pk}",
                context={
                    "question": question,
                    "outcome": outcome,
                    "fed": passages_fed_by(published, respondent.answers),
                    "why": respondent.reason,
                },
            )
            for respondent in respondents_of(question)
        ],
        now=now,
    )


def outcome_reminder(question: Question, owners: Iterable[Member], now: datetime) -> int:
    """Remind the programme team that nothing was told back yet; once per person per day at most."""
    today = timezone.localdate(now)
    return outbox.queue(
        [
            Letter(
                kind="outcome_reminder",
                to=member,
                key=f"question:{question.pk}:outcome:{today:%Y-%m-%d}:member:{member.pk}",
                about=f"question:{question.pk}",
                context={
                    "question": question,
                    "days": (now - question.closed_at).days,
                    "why": OWNING if member == question.owner else IN_TEAM,
                },
            )
            for member in owners
        ],
        now=now,
    )


def still_untold(rows: Sequence) -> set[int]:
    """Return the reminders for questions about which still nothing was told back."""
    told = set(
        Outcome.objects.filter(question__in={question_id(row) for row in rows}).values_list(
            "question_id", flat=True
        )
    )
    return {row.pk for row in rows if question_id(row) not in told}


KINDS = [
    LetterKind("outcome_recorded", reason=ANSWERED, list_name="landelijke-vragen", stop_words=NO_MORE),
    LetterKind(
        "outcome_reminder",
        reason=OWNING,
        list_name="landelijke-vragen",
        wanted=still_untold,
        by_day=True,
        stop_words=NO_MORE,
    ),
]
