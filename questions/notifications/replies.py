"""Letters to who answered a question by mail: what became of her words, which go along in each."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from inbound.replies import Reply
from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import Member
from questions.models import Question, Recipient, SubQuestion

REASON = "je per mail antwoordde op een landelijke vraag"


class NotKept(StrEnum):
    """Why nothing was done with a reply."""

    EMPTY = "empty"
    WHICH_VOICE = "which_voice"
    OTHER_ADDRESS = "other_address"
    NOT_HERS = "not_hers"
    CLOSED = "closed"
    HANDED_IN = "handed_in"
    NO_TEXT_ASKED = "no_text_asked"


def reply_kept(
    member: Member, recipient: Recipient, place: SubQuestion, several: bool, reply: Reply, now: datetime
) -> None:
    """Show her the draft that her mail became, and where she hands it in."""
    _queue(
        "reply_kept",
        member,
        reply,
        {"question": recipient.question, "recipient": recipient, "sub_question": place, "several": several},
        now,
    )


def reply_not_kept(
    member: Member, recipients: Sequence[Recipient], reason: NotKept, reply: Reply, now: datetime
) -> None:
    """Say why nothing was done with her mail, and what she can do; with her words, so that none are lost."""
    _queue(
        "reply_not_kept",
        member,
        reply,
        {"recipients": recipients, "question": recipients[0].question, "reason": reason.value},
        now,
    )


def _queue(kind: str, member: Member, reply: Reply, context: dict, now: datetime) -> None:
    question: Question = context["question"]
    outbox.queue(
        [
            Letter(
                kind,
                to=member,
                key=f"reply:{reply.key}",
                about=f"question:{question.pk}",
                context={"reply": reply, **context},
            )
        ],
        now=now,
    )


KINDS = [
    LetterKind("reply_kept", reason=REASON, priority=Priority.DIRECT),
    LetterKind("reply_not_kept", reason=REASON, priority=Priority.DIRECT),
]
