"""Letters with what a member wrote to another, and about what was reported."""

from collections.abc import Sequence
from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import PROGRAMME_TEAM, Member, Message
from members.notifications import to_who_is_still_there
from members.queries.messages import still_wanted


def message_in(about: str) -> int | None:
    """Return which message such words are about, or None when it is none."""
    kind, _, number = about.partition(":")
    return int(number) if kind == "message" and number.isdigit() else None


def message_sent(message: Message, *, now: datetime) -> None:
    """Bring a message to whom it is for; a reply to the letter goes to its writer."""
    first, second = sorted([message.sender_id, message.recipient_id])
    letter = Letter(
        MEMBER_MESSAGE.name,
        to=message.recipient,
        key=f"message:{message.pk}",
        about=f"message:{message.pk}",
        thread_key=f"messages:{first}:{second}",
        reply_about=f"message:{message.pk}",
        context={"message": message, "is_call": message.kind == Message.Kind.CALL},
        path=message.get_absolute_url(),
    )
    outbox.queue([letter], now=now)


def message_reported(message: Message, *, now: datetime) -> None:
    """Give a reported message to the programme team to read."""
    team = Member.objects.active().filter(groups__name=PROGRAMME_TEAM).distinct().order_by("pk")
    outbox.queue(
        [
            Letter(
                MESSAGE_REPORTED.name,
                to=member,
                key=f"message:{message.pk}:reported:member:{member.pk}",
                about=f"message:{message.pk}",
                context={"message": message},
                path=message.sender.get_absolute_url(),
            )
            for member in team
        ],
        now=now,
    )


def wanted_messages(rows: Sequence) -> set[int]:
    """Return the letters whose message its reader still wants to get."""
    by_row = {row.pk: message_in(row.about) for row in rows}
    wanted = still_wanted([number for number in by_row.values() if number is not None])
    return {pk for pk, number in by_row.items() if number in wanted}


MEMBER_MESSAGE = LetterKind(
    name="member_message",
    reason="een lid je via het portaal schrijft",
    priority=Priority.DIRECT,
    wanted=wanted_messages,
    stop_words="Geen berichten meer van dit lid",
)
MESSAGE_REPORTED = LetterKind(
    name="message_reported",
    reason="je in het programmateam zit",
    wanted=to_who_is_still_there,
    stop_words="Geen brieven meer over dit bericht",
)
KINDS = [MEMBER_MESSAGE, MESSAGE_REPORTED]
