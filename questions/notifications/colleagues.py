"""Letters about what others add to an answer, and about what they typed for somebody."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import Member
from questions.models import Approval, Contribution, Question, Recipient
from questions.notifications.about import NO_MORE, question_topics


def still_waiting(rows: Sequence) -> set[int]:
    """Return the letters whose text still waits for a yes, as it was typed."""
    approvals = {int(row.about.removeprefix("approval:")): row.pk for row in rows}
    waiting = Approval.objects.filter(
        pk__in=approvals, approved_at=None, refused_at=None, answer__version=F("answer_version")
    )
    return {approvals[pk] for pk in waiting.values_list("pk", flat=True)}


def still_refused(rows: Sequence) -> set[int]:
    """Return the letters about texts that were not changed since their speaker said no."""
    approvals = {row.pk: int(row.about.removeprefix("approval:")) for row in rows}
    refused = Approval.objects.filter(pk__in=approvals.values(), answer__version=F("answer_version"))
    found = set(refused.exclude(refused_at=None).values_list("pk", flat=True))
    return {pk for pk, approval in approvals.items() if approval in found}


def still_passed_on(rows: Sequence) -> set[int]:
    """Return the letters to whom a question still is given, while it waits for an answer."""
    waiting = Recipient.objects.waiting().filter(
        pk__in={int(row.about.removeprefix("recipient:")) for row in rows},
        question__state=Question.State.OPEN,
    )
    given = set(waiting.values_list("pk", "passed_on_to"))
    return {row.pk for row in rows if (int(row.about.removeprefix("recipient:")), row.member_id) in given}


RECEIPT = LetterKind(
    "contribution_received",
    reason="je een bijdrage schreef aan het antwoord van je organisatie",
    priority=Priority.ACCOUNT,
    stop_words="Geen kopie meer van wat ik bijdraag",
)
APPROVAL_ASKED = LetterKind(
    "approval_asked",
    reason="iemand opschreef wat jij op een landelijke vraag antwoordde",
    priority=Priority.ACCOUNT,
    has_secret=True,
    wanted=still_waiting,
    stop_words=NO_MORE,
    topics=question_topics(Approval, "answer__question"),
)
APPROVAL_REFUSED = LetterKind(
    "approval_refused",
    reason="je een antwoord voor iemand opschreef",
    list_name="landelijke-vragen",
    wanted=still_refused,
    wait=timedelta(minutes=10),
    stop_words=NO_MORE,
    topics=question_topics(Approval, "answer__question"),
)
PASSED_ON = LetterKind(
    "question_passed_on",
    reason="je contactpersoon een landelijke vraag aan je doorgaf",
    list_name="landelijke-vragen",
    wanted=still_passed_on,
    stop_words=NO_MORE,
    topics=question_topics(Recipient, "question"),
)
KINDS = [RECEIPT, APPROVAL_ASKED, APPROVAL_REFUSED, PASSED_ON]


def contribution_received(contribution: Contribution, email: str, *, now: datetime) -> None:
    """Send a colleague what she wrote; her address is kept nowhere else."""
    recipient = contribution.code.recipient
    lines = [
        (sub_question, contribution.texts.get(str(sub_question.pk), ""))
        for sub_question in recipient.question.sub_questions.order_by("position")
    ]
    outbox.queue(
        [
            Letter(
                RECEIPT.name,
                to=Member(email=email, name=contribution.name),
                key=f"contribution:{contribution.pk}:{contribution.version}",
                about=f"contribution:{contribution.pk}",
                context={
                    "question": recipient.question,
                    "organization": recipient.organization,
                    "lines": [(sub_question, text) for sub_question, text in lines if text],
                    "expires_at": contribution.code.expires_at,
                },
            )
        ],
        now=now,
    )


def approval_asked(approval: Approval, code: str, *, now: datetime) -> None:
    """Send the speaker her text with the code by which she says whether it is right."""
    answer = approval.answer
    parts = answer.parts.select_related("sub_question").order_by("sub_question__position", "reading")
    outbox.queue(
        [
            Letter(
                APPROVAL_ASKED.name,
                to=approval.speaker,
                key=f"approval:{approval.pk}:asked",
                about=f"approval:{approval.pk}",
                context={
                    "question": answer.question,
                    "organization": answer.organization,
                    "typist": answer.typed_by,
                    "parts": [part for part in parts if part.text or part.choice or part.has_no_experience],
                    "answer": answer,
                    "code": code,
                    "expires_at": approval.expires_at,
                },
            )
        ],
        now=now,
    )


def approval_refused(approval: Approval, *, now: datetime) -> None:
    """Tell whoever typed the text that it is not right, and why."""
    answer = approval.answer
    if answer.typed_by is None:
        return
    outbox.queue(
        [
            Letter(
                APPROVAL_REFUSED.name,
                to=answer.typed_by,
                key=f"approval:{approval.pk}:refused",
                about=f"approval:{approval.pk}",
                context={"question": answer.question, "speaker": approval.speaker, "note": approval.note},
            )
        ],
        now=now,
    )


def question_passed_on(
    recipient: Recipient, colleague: Member, actor: Member, note: str, *, now: datetime
) -> None:
    """Tell a colleague that she may answer for her organisation, and who asks that of her."""
    outbox.queue(
        [
            Letter(
                PASSED_ON.name,
                to=colleague,
                key=f"recipient:{recipient.pk}:passed-on:{colleague.pk}:{now:%Y%m%d%H%M%S}",
                about=f"recipient:{recipient.pk}",
                context={
                    "question": recipient.question,
                    "organization": recipient.organization,
                    "contact": actor,
                    "note": note,
                },
            )
        ],
        now=now,
    )
