"""What the pages of date polls show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from activity.asked import Asked
from learninggroups.permissions import Roles
from meetings.models import Availability, DatePoll, PollAnswer, ProposedMoment
from meetings.permissions import is_in_confidence, may_look_after_meeting

Word = Availability.Word


@dataclass(frozen=True)
class MomentLine:
    """One moment, with the names of who can, who rather not, and who cannot."""

    moment: ProposedMoment
    can: Sequence[str]
    rather_not: Sequence[str]
    cannot: Sequence[str]


@dataclass(frozen=True)
class PollPage:
    """A poll as one person sees it; who can when is for who looks after it."""

    poll: DatePoll
    moments: Sequence[ProposedMoment]
    own: PollAnswer | None
    may_look_after: bool
    last_moment: datetime


@dataclass(frozen=True)
class PickPage:
    """Who can when, what they said with it, and who said nothing yet."""

    lines: Sequence[MomentLine]
    remarks: Sequence[PollAnswer]
    silent: Sequence[str]


def poll_page(poll: DatePoll, roles: Roles) -> PollPage:
    """Return a poll as somebody sees it."""
    moments = list(poll.moments.all())
    own = None
    if roles.member_id is not None:
        own = poll.answers.filter(member=roles.member_id).first()
    return PollPage(
        poll=poll,
        moments=moments,
        own=own,
        may_look_after=may_look_after_meeting(roles, poll),
        last_moment=moments[-1].starts_at,
    )


def pick_page(poll: DatePoll) -> PickPage:
    """Return who can when; three statements for any number of people."""
    moments, answers = list(poll.moments.all()), list(poll.answers.order_by("name", "pk"))
    said = Availability.objects.filter(moment__in=moments).select_related("answer")
    names: dict[tuple[int, str], list[str]] = {}
    for one in said.order_by("answer__name", "answer"):
        names.setdefault((one.moment_id, one.word), []).append(one.answer.name)
    return PickPage(
        lines=[
            MomentLine(moment, *(names.get((moment.pk, word), ()) for word in Word)) for moment in moments
        ],
        remarks=[answer for answer in answers if answer.remark],
        silent=[answer.name for answer in answers if answer.answered_at is None],
    )


def words_of(answer: PollAnswer) -> dict[int, str]:
    """Return what somebody said before, by the keys of moments."""
    return dict(answer.availabilities.values_list("moment", "word"))


def open_polls(roles: Roles, now: datetime) -> list[DatePoll]:
    """Return the polls that somebody may take part in, as long as one of their moments lies ahead."""
    still = DatePoll.objects.visible_to(roles).filter(closed_at=None)
    ahead = still.annotate(last=Max("moments__starts_at")).filter(last__gt=now)
    return list(ahead.select_related("group").order_by("asked_at", "pk"))


def asked_of_members(member_ids, now: datetime) -> list[Asked]:
    """Return who of these members was asked when she can, and said nothing yet; one statement."""
    silent = PollAnswer.objects.filter(member__in=member_ids, answered_at=None, poll__closed_at=None)
    waiting = silent.annotate(last=Max("poll__moments__starts_at")).filter(last__gt=now)
    return [
        Asked(
            member_id=answer.member_id,
            title="Wanneer kun je?",
            path=answer.poll.get_absolute_url(),
            above="Datumprikker",
            below="Een bijeenkomst van je leergroep" if is_in_confidence(answer.poll) else answer.poll.title,
            noun=("datumprikker", "datumprikkers"),
            until=answer.last,
        )
        for answer in waiting.select_related("poll__group").order_by("poll", "pk")
    ]
