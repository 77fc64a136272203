"""Finding a day: proposing moments, saying when one can, and choosing one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Max

from activity import journal
from learninggroups.models import LearningGroup, Membership
from learninggroups.permissions import Roles
from meetings.actions.details import audience
from meetings.models import Availability, DatePoll, Meeting, PollAnswer, ProposedMoment
from meetings.models.registrations import ATTENDANCE_KEPT
from meetings.notifications import polls as notifications
from meetings.permissions import may_look_after_meeting, may_plan, may_see_meeting
from members.models import Member
from members.permissions import require

MOST_MOMENTS = 10


class PollClosed(Exception):
    """A moment was chosen already."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a meeting is to be, and when it could be."""

    title: str
    about: str
    openness: str
    group: LearningGroup | None
    minutes: int
    moments: Sequence[datetime]


@transaction.atomic(durable=True)
def propose_moments(*, proposal: Proposal, actor: Member, now: datetime) -> DatePoll:
    """Ask when people can come: everyone who takes part in the group gets a letter with a link of her own."""
    require(may_plan(Roles.of(actor), proposal.group))
    poll = DatePoll.objects.create(
        title=proposal.title,
        about=proposal.about,
        openness=proposal.openness,
        group=proposal.group,
        minutes=proposal.minutes,
        asked_by=actor,
        asked_at=now,
    )
    ProposedMoment.objects.bulk_create(
        ProposedMoment(poll=poll, starts_at=moment) for moment in sorted(set(proposal.moments))[:MOST_MOMENTS]
    )
    asked = PollAnswer.objects.bulk_create(
        PollAnswer(poll=poll, member=member, name=member.name, email=member.email)
        for member in _participants(proposal.group)
    )
    notifications.poll_asked(poll, asked, now=now)
    return poll


@transaction.atomic(durable=True)
def take_part(
    *, poll: DatePoll, name: str, email: str, actor: Member | AnonymousUser, now: datetime
) -> PollAnswer:
    """
    Let somebody say when she can; who is not signed in gets the link to do so by mail.

    :raises PollClosed: when a moment was chosen already.
    """
    require(may_see_meeting(Roles.of(actor), poll))
    _hold_open(poll)
    known = PollAnswer.objects.filter(poll=poll, email__iexact=email).first()
    member = actor if actor.is_authenticated and actor.email.lower() == email.lower() else None
    answer = known or PollAnswer.objects.create(poll=poll, member=member, name=name, email=email)
    if member is None:
        notifications.link_asked(poll, answer, now=now)
    return answer


@transaction.atomic(durable=True)
def answer_poll(*, answer: PollAnswer, words: Mapping[int, str], remark: str, now: datetime) -> None:
    """
    Keep when somebody can, by the keys of moments, in the place of what she said before.

    Who may do this, the link in her letter says: the view has checked it.

    :raises PollClosed: when a moment was chosen already.
    """
    _hold_open(answer.poll)
    Availability.objects.filter(answer=answer).delete()
    moments = set(answer.poll.moments.values_list("pk", flat=True))
    Availability.objects.bulk_create(
        Availability(answer=answer, moment_id=moment, word=word)
        for moment, word in words.items()
        if moment in moments
    )
    PollAnswer.objects.filter(pk=answer.pk).update(remark=remark, answered_at=now)


@transaction.atomic(durable=True)
def pick_moment(
    *, moment: ProposedMoment, place: str, online_url: str, actor: Member, now: datetime
) -> Meeting:
    """
    Make a meeting of one of the moments, and tell everybody who said when she can.

    Nobody is registered by it: who could come then is asked to say that she comes.

    :raises PollClosed: when a moment was chosen already.
    """
    poll = DatePoll.objects.select_related("group").get(pk=moment.poll_id)
    require(may_look_after_meeting(Roles.of(actor), poll))
    meeting = Meeting.objects.create(
        title=poll.title,
        about=poll.about,
        openness=poll.openness,
        group=poll.group,
        theme=poll.group.theme if poll.group else None,
        starts_at=moment.starts_at,
        ends_at=moment.starts_at + timedelta(minutes=poll.minutes),
        place=place,
        online_url=online_url,
        planned_by=actor,
        planned_at=now,
        changed_at=now,
    )
    # RACE: the update doubles as the check, so that two planners make one meeting.
    if not DatePoll.objects.filter(pk=poll.pk, closed_at=None).update(closed_at=now, meeting=meeting):
        raise PollClosed
    journal.record("meeting_planned", meeting, audience=audience(meeting), actor=actor, now=now)
    notifications.poll_settled(meeting, moment, now=now)
    return meeting


@transaction.atomic(durable=True)
def forget_polls(*, now: datetime) -> int:
    """Delete polls, with who could when, two months after their last moment; say how many."""
    old = DatePoll.objects.annotate(last=Max("moments__starts_at")).filter(last__lt=now - ATTENDANCE_KEPT)
    keys = list(old.values_list("pk", flat=True))
    DatePoll.objects.filter(pk__in=keys).delete()
    return len(keys)


def _hold_open(poll: DatePoll) -> None:
    # RACE: the row is held, so that nobody answers while a moment is chosen.
    if DatePoll.objects.select_for_update().get(pk=poll.pk).closed_at:
        raise PollClosed


def _participants(group: LearningGroup | None) -> list[Member]:
    if group is None:
        return []
    places = Membership.objects.taking_part().filter(group=group, member__is_active=True)
    return [place.member for place in places.select_related("member").order_by("pk")]
