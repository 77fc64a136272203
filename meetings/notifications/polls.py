"""Letters about finding a day; the link in each is its reader's own."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.signing import BadSignature, Signer

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from meetings.models import Availability, DatePoll, Meeting, PollAnswer, ProposedMoment
from meetings.notifications import Visitor, words_for

SALT = "meetings.poll"


def token_of(answer: PollAnswer) -> str:
    """Return the token with which somebody says when she can, without signing in."""
    return Signer(salt=SALT).sign(str(answer.pk))


def answer_of_token(token: str) -> int | None:
    """Return whose answer this is, or None when the token is not ours."""
    try:
        return int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def poll_asked(poll: DatePoll, answers: Iterable[PollAnswer], *, now: datetime) -> int:
    """Ask everyone who takes part in the group when she can."""
    moments = list(poll.moments.all())
    letters = [_letter(ASKED, poll, answer, "", {"moments": moments}) for answer in answers]
    return outbox.queue(letters, now=now)


def link_asked(poll: DatePoll, answer: PollAnswer, *, now: datetime) -> None:
    """Send somebody the link with which she says when she can."""
    moments = list(poll.moments.all())
    letter = _letter(LINK, poll, answer, f":{now:%Y%m%d%H%M}", {"moments": moments})
    outbox.queue([letter], now=now)


def poll_settled(meeting: Meeting, moment: ProposedMoment, *, now: datetime) -> int:
    """Tell who said when she can which day it became, and ask who could then whether she comes."""
    poll = moment.poll
    can = set(moment.availabilities.filter(word=Availability.Word.CAN).values_list("answer", flat=True))
    answers = poll.answers.answered().select_related("member").order_by("pk")
    return outbox.queue(
        [
            _letter(SETTLED, poll, answer, "", {"meeting": meeting, "can": answer.pk in can})
            for answer in answers
        ],
        now=now,
    )


def still_open(rows: Sequence) -> set[int]:
    """Return which letters still go: those about a poll in which no moment was chosen."""
    numbers = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    still = set(DatePoll.objects.filter(pk__in=numbers.values(), closed_at=None).values_list("pk", flat=True))
    return {pk for pk, number in numbers.items() if number in still}


def _letter(kind: LetterKind, poll: DatePoll, answer: PollAnswer, occasion: str, more: dict) -> Letter:
    return Letter(
        kind.name,
        to=answer.member or Visitor(answer.email, answer.name),
        key=f"{kind.name}:{answer.pk}{occasion}",
        about=f"date_poll:{poll.pk}",
        context={"poll": poll, "token": token_of(answer)} | words_for(poll) | more,
        thread_key=f"date_poll:{poll.pk}:{answer.pk}",
        path=poll.get_absolute_url(),
    )


NO_MORE = "Geen brieven meer over deze datumprikker"
ASKED = LetterKind("poll_asked", "je meedoet met deze leergroep", wanted=still_open, stop_words=NO_MORE)
LINK = LetterKind(
    "poll_link",
    "iemand met dit adres wil zeggen wanneer zij kan",
    priority=Priority.DIRECT,
    wanted=still_open,
    stop_words=NO_MORE,
)
SETTLED = LetterKind("poll_settled", "je zei wanneer je kunt", stop_words=NO_MORE)
KINDS = [ASKED, LINK, SETTLED]
