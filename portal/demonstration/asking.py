"""National questions at every stage, through the actions that people use."""

from datetime import datetime, timedelta

from members.models import Member
from portal.demonstration import syntheses
from portal.demonstration.cast import Cast
from portal.demonstration.questions import BROAD_MANDATE, COMMITMENTS, WAITING
from portal.demonstration.stages import NEIGHBOURS, OFFERED, PLANNED, REACHABLE
from portal.demonstration.syntheses import write_synthesis
from questions.actions import (
    answering,
    asking,
    concluding,
    offering,
    planning,
    preparing,
    publishing,
    returning,
    rounds,
)
from questions.actions.words import PartWords, Words
from questions.models import Answer, Passage, Question, Recipient
from questions.queries.marks import mark_of
from themes.models import Programme, Theme


def ask_questions(cast: Cast, now: datetime) -> None:
    """Ask what was asked in the last months; the newest open question is asked of everyone."""
    _load_finished_question(cast, now)
    _load_question_in_two_rounds(cast, now)
    _load_question_in_interpretation(cast, now)
    _load_returned_question(cast, now)
    _load_open_question(cast, now)
    _load_planned_question(cast, now)
    offering.offer_question(offering=offering.Offering(**OFFERED), now=now - timedelta(days=2))


def _load_planned_question(cast: Cast, now: datetime) -> None:
    question = _prepare(PLANNED, cast, composed=now - timedelta(days=4), deadline=now + timedelta(days=34))
    opens_at = (now + timedelta(days=10)).replace(hour=9, minute=0)
    preparing.schedule_question(
        question=question, actor=cast.programme_team, opens_at=opens_at, now=now - timedelta(days=3)
    )


def _load_returned_question(cast: Cast, now: datetime) -> None:
    """Lay a synthesis with who answered, some of whom wrote in its margin."""
    opened, closed = now - timedelta(days=40), now - timedelta(days=19)
    question = _ask(REACHABLE, cast, opened=opened, deadline=closed)
    _react(question, REACHABLE, cast, opened + timedelta(days=3))
    _interpret(question, REACHABLE, cast, closed=closed, written=closed + timedelta(days=7))
    returned = now - timedelta(days=2)
    returning.return_synthesis(question=question, actor=cast.programme_team, now=returned)
    passages = list(Passage.objects.filter(synthesis__question=question).order_by("position", "pk"))
    answers = list(question.answers.submitted().order_by("submitted_at", "pk"))
    for place, passage, word, text in REACHABLE["verdicts"]:
        answer = answers[place]
        returning.give_verdicts(
            answer=answer,
            actor=_writer_of(answer),
            said=[returning.SaidOfPassage(passages[passage].pk, word, text)],
            now=returned + timedelta(hours=3 + place),
        )


def _load_question_in_two_rounds(cast: Cast, now: datetime) -> None:
    """Ask, share what was heard, and ask again about what divides."""
    opened, closed = now - timedelta(days=75), now - timedelta(days=54)
    first = _ask(NEIGHBOURS, cast, opened=opened, deadline=closed)
    _react(first, NEIGHBOURS, cast, opened + timedelta(days=3))
    _interpret(first, NEIGHBOURS, cast, closed=closed, written=closed + timedelta(days=8))
    shared = closed + timedelta(days=12)
    publishing.share_synthesis(question=first, actor=cast.programme_team, now=shared)
    begun = now - timedelta(days=12)
    second = rounds.begin_second_round(question=first, actor=cast.programme_team, now=begun)
    words = NEIGHBOURS["second_round"]
    deadline = now + timedelta(days=9)
    asking.revise_question(
        question=second,
        actor=cast.programme_team,
        composition=_composition(NEIGHBOURS | words, deadline),
        now=begun + timedelta(hours=1),
    )
    asking.choose_audience(
        question=second,
        actor=cast.programme_team,
        choice=asking.AudienceChoice(asks_everyone=True, members=[]),
        now=begun + timedelta(hours=1),
    )
    second.refresh_from_db()
    _approve(second, cast, begun + timedelta(days=1))
    opened = now - timedelta(days=8)
    asking.open_question(question=second, actor=cast.programme_team, now=opened)
    planning.plan_due(clock=lambda: opened, seconds=60)


def _interpret(question: Question, words: dict, cast: Cast, *, closed: datetime, written: datetime) -> None:
    asking.close_question(question=question, actor=cast.programme_team, now=closed)
    begun = closed + timedelta(days=1)
    write_synthesis(question, words["synthesis"], cast.programme_team, begun=begun, written=written)


def _writer_of(answer: Answer) -> Member:
    """Return who may say whether a passage does justice to an answer."""
    if answer.organization is None:
        return answer.member
    return answer.organization.affiliations.contacts().first().member


def _load_open_question(cast: Cast, now: datetime) -> None:
    question = _ask(COMMITMENTS, cast, opened=now - timedelta(days=6), deadline=now + timedelta(days=12))
    _react(question, COMMITMENTS, cast, now - timedelta(days=6))


def _load_question_in_interpretation(cast: Cast, now: datetime) -> None:
    opened = now - timedelta(days=32)
    question = _ask(BROAD_MANDATE, cast, opened=opened, deadline=now - timedelta(days=11))
    _react(question, BROAD_MANDATE, cast, opened + timedelta(days=4))
    closed = now - timedelta(days=11)
    asking.close_question(question=question, actor=cast.programme_team, now=closed)
    write_synthesis(
        question,
        syntheses.BROAD_MANDATE,
        cast.programme_team,
        begun=closed + timedelta(days=1),
        written=now - timedelta(days=6),
    )


def _load_finished_question(cast: Cast, now: datetime) -> None:
    opened = now - timedelta(days=100)
    closed = opened + timedelta(days=21)
    question = _ask(WAITING, cast, opened=opened, deadline=closed)
    _react(question, WAITING, cast, opened + timedelta(days=5))
    asking.close_question(question=question, actor=cast.programme_team, now=closed)
    write_synthesis(
        question,
        syntheses.WAITING,
        cast.programme_team,
        begun=closed + timedelta(days=1),
        written=closed + timedelta(days=8),
    )
    publishing.share_synthesis(question=question, actor=cast.programme_team, now=closed + timedelta(days=12))
    for days_ago, nothing_done, text, follow_up in WAITING["outcomes"]:
        moment = now - timedelta(days=days_ago)
        concluding.record_outcome(
            question=question,
            actor=cast.programme_team,
            happened_on=moment.date(),
            text=text,
            nothing_done=nothing_done,
            follow_up=follow_up,
            now=moment,
        )
    concluding.complete_question(question=question, actor=cast.programme_team, now=moment)


def _ask(words: dict, cast: Cast, *, opened: datetime, deadline: datetime) -> Question:
    question = _prepare(words, cast, composed=opened - timedelta(days=2), deadline=deadline)
    asking.open_question(question=question, actor=cast.programme_team, now=opened)
    planning.plan_due(clock=lambda: opened, seconds=60)
    question.refresh_from_db()
    return question


def _prepare(words: dict, cast: Cast, *, composed: datetime, deadline: datetime) -> Question:
    """Write a question that asks everyone, and let a second pair of eyes find it ready."""
    question = asking.compose_question(
        actor=cast.programme_team,
        composition=_composition(words, deadline),
        now=composed,
    )
    asking.choose_audience(
        question=question,
        actor=cast.programme_team,
        choice=asking.AudienceChoice(asks_everyone=True, members=[cast.participant]),
        now=composed,
    )
    _approve(question, cast, composed + timedelta(days=1))
    return question


def _composition(words: dict, deadline: datetime) -> asking.Composition:
    return asking.Composition(
        title=words["title"],
        asker=words["asker"],
        wording=words["wording"],
        context=words["context"],
        importance=words["importance"],
        use=words["use"],
        use_date=(deadline + timedelta(days=20)).date(),
        effort_minutes=words["effort_minutes"],
        deadline_at=deadline.replace(hour=16, minute=0, second=0, microsecond=0),
        visibility=words["visibility"],
        programme=Programme.objects.get(name=words["programme"]),
        themes=Theme.objects.filter(name__in=words["themes"]),
        parts=[
            asking.Part(kind=kind, text=text, choices=list(choices))
            for kind, text, choices in words["sub_questions"]
        ],
    )


def _approve(question: Question, cast: Cast, moment: datetime) -> None:
    preparing.approve_question(
        question=question, actor=cast.second_reader, seen=mark_of(question), now=moment
    )


def _react(question: Question, words: dict, cast: Cast, first: datetime) -> None:
    """Let organisations and people answer a few hours apart, and others decline."""
    parts = list(question.sub_questions.order_by("position"))
    asked = iter(
        question.recipients.exclude(organization=None).select_related("organization").order_by("pk")[1:]
    )
    people = iter(cast.everyone[80:])
    moment = first
    for voice, *texts, naming, may_be_quoted in words["answers"]:
        moment = _some_hours_later(moment)
        organization = next(asked).organization if voice == "organization" else None
        actor = organization.affiliations.contacts().first().member if organization else next(people)
        answering.save_answer(
            question=question,
            organization=organization,
            actor=actor,
            words=Words(
                parts=tuple(
                    PartWords(
                        part.pk,
                        naming=naming,
                        may_be_quoted=may_be_quoted,
                        **{"choice" if part.kind == "choice" else "text": text},
                    )
                    for part, text in zip(parts, texts, strict=True)
                ),
                place_id=None if organization else _place_of(actor),
            ),
            based_on=0,
            submitting=True,
            now=moment,
        )
    for reaction, note in words["reactions"]:
        moment = _some_hours_later(moment)
        recipient = next(asked)
        contact = recipient.organization.affiliations.contacts().first().member
        called = (
            {"phone": contact.phone, "call_when": note}
            if reaction == Recipient.Reaction.CALL_ME
            else {"note": note}
        )
        answering.react(
            recipient=recipient, actor=contact, reaction=Recipient.Reaction(reaction), now=moment, **called
        )


def _place_of(member: Member) -> int | None:
    """Return the organisation beside whose name a personal answer of this member stands."""
    place = member.affiliations.current().order_by("pk").first()
    return place.organization_id if place else None


def _some_hours_later(moment: datetime) -> datetime:
    """Return a later moment at which people are at work."""
    later = moment + timedelta(hours=4, minutes=17)
    return later if later.hour < 16 else (later + timedelta(days=1)).replace(hour=8)
