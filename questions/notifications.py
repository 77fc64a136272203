"""Who hears of a national question, and which of those letters may still go."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import Affiliation, Member
from questions.models import Answer, Outcome, Question, Recipient
from questions.queries.people import Asked, people_behind, waiting_people


def question_opened(question: Question, now: datetime) -> int:
    """Write one letter to each person who is asked, whatever number of voices she has."""
    recipients = question.recipients.select_related("organization", "member").order_by("pk")
    return _ask("question_opened", question, people_behind(recipients), "opened", now)


def question_reminder(question: Question, moment: str, now: datetime) -> int:
    """
    Write one letter to each person with a voice that has not reacted.

    ``moment`` is ``halfway`` or ``last``; each gives at most one letter per person.
    """
    return _ask("question_reminder", question, waiting_people(question.pk), moment, now)


def outcome_recorded(outcome: Outcome, now: datetime) -> int:
    """Tell everyone who answered what was done with it."""
    question = outcome.question
    return outbox.queue(
        [
            Letter(
                kind="outcome_recorded",
                to=member,
                key=f"outcome:{outcome.pk}:recorded:member:{member.pk}",
                about=f"question:{question.pk}",
                context={"question": question, "outcome": outcome},
            )
            for member in _respondents(question)
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
                context={"question": question, "days": (now - question.closed_at).days},
            )
            for member in owners
        ],
        now=now,
    )


def _ask(kind: str, question: Question, people: Sequence[Asked], moment: str, now: datetime) -> int:
    drafts = set(
        Answer.objects.filter(question=question, submitted_at=None).values_list(
            "organization_id", "member_id"
        )
    )
    return outbox.queue(
        [
            Letter(
                kind=kind,
                to=asked.member,
                key=f"question:{question.pk}:{moment}:member:{asked.member.pk}",
                about=f"question:{question.pk}",
                context={
                    "question": question,
                    "moment": moment,
                    "voices": [
                        {
                            "recipient": recipient,
                            "has_draft": (recipient.organization_id, recipient.member_id) in drafts,
                        }
                        for recipient in asked.recipients
                    ],
                },
            )
            for asked in people
        ],
        now=now,
    )


def _respondents(question: Question) -> list[Member]:
    """Who handed in an answer: the member herself, or the organisation's contact persons."""
    answers = Answer.objects.submitted().filter(question=question)
    organizations = answers.exclude(organization=None).values("organization")
    contacts = Affiliation.objects.contacts().filter(organization__in=organizations).values("member")
    personal = answers.exclude(member=None).values("member")
    members = Member.objects.active()
    return list((members.filter(pk__in=personal) | members.filter(pk__in=contacts)).order_by("pk"))


def still_asked(rows: Sequence) -> set[int]:
    """Return the letters that still ask something: question open, and a voice that has not reacted."""
    question_ids = {_question_id(row) for row in rows}
    waiting = (
        Recipient.objects.waiting()
        .filter(question__in=question_ids, question__state=Question.State.OPEN)
        .select_related("organization", "member")
    )
    asked = {
        (recipient.question_id, person.member.pk)
        for person in people_behind(waiting)
        for recipient in person.recipients
    }
    return {row.pk for row in rows if (_question_id(row), row.member_id) in asked}


def still_untold(rows: Sequence) -> set[int]:
    """Return the reminders for questions about which still nothing was told back."""
    told = set(
        Outcome.objects.filter(question__in={_question_id(row) for row in rows}).values_list(
            "question_id", flat=True
        )
    )
    return {row.pk for row in rows if _question_id(row) not in told}


def _question_id(row) -> int:
    return int(row.about.removeprefix("question:"))


ASKED = "je contactpersoon bent van een organisatie die deze vraag krijgt, of omdat je met naam gevraagd bent"
KINDS = [
    LetterKind("question_opened", reason=ASKED, list_name="landelijke-vragen", wanted=still_asked),
    LetterKind(
        "question_reminder", reason=ASKED, list_name="landelijke-vragen", wanted=still_asked, by_day=True
    ),
    LetterKind(
        "outcome_recorded",
        reason="jij of je organisatie deze vraag beantwoordde",
        list_name="landelijke-vragen",
    ),
    LetterKind(
        "outcome_reminder",
        reason="je deze vraag beheert in het programmateam",
        list_name="landelijke-vragen",
        wanted=still_untold,
        by_day=True,
    ),
]
