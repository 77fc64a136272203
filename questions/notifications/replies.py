"""Letters to who answered a question by mail: what became of her words, which go along in each."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from inbound.notifications import NO_MORE, all_mailed
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
    NOT_HERS = "not_hers"
    CLOSED = "closed"
    HANDED_IN = "handed_in"
    NO_TEXT_ASKED = "no_text_asked"
    TOO_LONG = "too_long"


class Kept(StrEnum):
    """What became of a reply: the answer, or a draft and why it was not handed in."""

    ANSWER = "answer"
    UNPROVEN = "unproven"
    SEVERAL = "several"
    GOES_ON = "goes_on"
    WHICH_PLACE = "which_place"
    SHORT = "short"


def reply_answered(
    member: Member, recipient: Recipient, place: SubQuestion, reply: Reply, now: datetime
) -> None:
    """Tell her that her mail is the answer now, under which conditions, and how she changes it."""
    context = {"question": recipient.question, "recipient": recipient, "sub_question": place}
    _queue("reply_answered", member, reply, context, now)


def reply_kept(
    member: Member, recipient: Recipient, place: SubQuestion, kept: Kept, reply: Reply, now: datetime
) -> None:
    """Show her the draft that her mail became, why it waits, and where she hands it in."""
    question = recipient.question
    context = {"question": question, "recipient": recipient, "sub_question": place, "kept": kept.value}
    _queue("reply_kept", member, reply, context, now)


def reply_reaction(
    member: Member, recipient: Recipient, said: dict[str, str], reply: Reply, now: datetime
) -> None:
    """Tell her what her mail says now instead of an answer, and how she takes it back."""
    context = {"question": recipient.question, "recipient": recipient, "said": said}
    _queue("reply_reaction", member, reply, context, now)


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
    LetterKind(kind, reason=REASON, priority=Priority.DIRECT, stop_words=NO_MORE, topics=all_mailed)
    for kind in ("reply_answered", "reply_kept", "reply_not_kept", "reply_reaction")
]
