"""Letters about the steps of a question: to the party that offered it, and to whoever it was asked of."""

from dataclasses import dataclass
from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import PROGRAMME_TEAM, Member
from questions.models import Offer, Question, Recipient
from questions.notifications.about import IN_TEAM, NO_MORE
from questions.queries.people import people_behind
from questions.queries.rounds import LEFT

State = Question.State
# The steps that the party hears of that offered the question.
TOLD_TO_PARTY = {State.OPEN, State.SHARED, State.COMPLETED, State.WITHDRAWN, State.MERGED}


@dataclass(frozen=True)
class Party:
    """Whoever offered a question; she has no account."""

    name: str
    email: str
    pk: None = None


def question_withdrawn(question: Question, now: datetime) -> int:
    """Tell whoever got the question that it was withdrawn, except who had left it already."""
    got_it = {
        letter.member_id
        for letter in outbox.letters_about(f"question:{question.pk}")
        if letter.letter == OPENED and letter.sent_at
    }
    asked = question.recipients.exclude(reaction__in=LEFT).select_related("organization", "member")
    return outbox.queue(
        [
            Letter(
                kind=WITHDRAWN,
                to=person.member,
                key=f"question:{question.pk}:withdrawn:member:{person.member.pk}",
                about=f"question:{question.pk}",
                context={"question": question, "has_answered": _has_answered(person.recipients)},
            )
            for person in people_behind(asked.order_by("pk"))
            if person.member.pk in got_it
        ],
        now=now,
    )


def offer_received(offer: Offer, key: str, now: datetime) -> int:
    """Confirm an offer to who made it, with the key to what becomes of it; and tell the programme team."""
    team = Member.objects.active().filter(groups__name=PROGRAMME_TEAM).order_by("pk")
    about = f"question:{offer.question_id}"
    letters = [
        Letter(
            kind=ARRIVED,
            to=member,
            key=f"offer:{offer.pk}:arrived:member:{member.pk}",
            about=about,
            context={"offer": offer},
        )
        for member in team
    ]
    return outbox.queue([*letters, *_with_key(RECEIVED, offer, key, now)], now=now)


def offer_text(offer: Offer, key: str, now: datetime) -> int:
    """Ask who offered a question to read along and say whether the text is hers."""
    return outbox.queue(_with_key(TEXT, offer, key, now), now=now)


def offer_moved(question: Question, now: datetime) -> int:
    """Tell who offered a question of a step that she waits for."""
    offer = Offer.objects.filter(question=question).exclude(email="").first()
    if offer is None or question.state not in TOLD_TO_PARTY:
        return 0
    letter = Letter(
        kind=MOVED,
        to=Party(offer.name, offer.email),
        key=f"offer:{offer.pk}:moved:{question.state}",
        about=f"question:{question.pk}",
        context={"offer": offer, "question": question},
    )
    return outbox.queue([letter], now=now)


def _with_key(kind: str, offer: Offer, key: str, now: datetime) -> list[Letter]:
    if not offer.email:
        return []
    return [
        Letter(
            kind=kind,
            to=Party(offer.name, offer.email),
            key=f"offer:{offer.pk}:{kind}:{now:%Y-%m-%dT%H:%M:%S}",
            about=f"question:{offer.question_id}",
            context={"offer": offer, "question": offer.question, "key": key},
        )
    ]


def _has_answered(recipients: list[Recipient]) -> bool:
    return any(recipient.reaction == Recipient.Reaction.ANSWERED for recipient in recipients)


OPENED = "question_opened"
WITHDRAWN, ARRIVED = "question_withdrawn", "offer_arrived"
RECEIVED, TEXT, MOVED = "offer_received", "offer_text", "offer_moved"
OFFERED = "je namens je organisatie een vraag aanbood"
KINDS = [
    LetterKind(WITHDRAWN, reason="je deze vraag kreeg", list_name="landelijke-vragen", stop_words=NO_MORE),
    LetterKind(ARRIVED, reason=IN_TEAM, stop_words=NO_MORE),
    LetterKind(RECEIVED, reason=OFFERED, has_secret=True, stop_words=NO_MORE),
    LetterKind(TEXT, reason=OFFERED, has_secret=True, stop_words=NO_MORE),
    LetterKind(MOVED, reason=OFFERED, stop_words=NO_MORE),
]
