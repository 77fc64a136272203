"""Letters about what others add to an answer."""

from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import Member
from questions.models import Contribution

RECEIPT = LetterKind(
    name="contribution_received",
    reason="je een bijdrage schreef aan het antwoord van je organisatie",
    priority=Priority.ACCOUNT,
)
KINDS = [RECEIPT]


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
