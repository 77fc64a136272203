"""The readers of digests: what each is, how far she was told, and what she read and answered."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from activity.asked import Asked, asked_of
from digests.queries.leftovers import Start
from learninggroups.models import ReadMark
from learninggroups.permissions import Roles
from learninggroups.queries.following import NOTHING, Followed, followed_by
from questions.models import Answer
from questions.queries.site import Waiting
from questions.queries.versions import anchors_of

if TYPE_CHECKING:
    from digests.queries.news import News


@dataclass(frozen=True)
class Reader:
    """One member as a digest sees her: what she is, how far she was told, what she read and answered."""

    member_id: int
    roles: Roles
    start: Start
    read_up_to: Mapping[int, int] = field(default_factory=dict)
    # Which questions she answered, and where the passage stands that her answer fed.
    answered: Mapping[int, str] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()
    asked: tuple[Asked, ...] = ()
    followed: Followed = NOTHING


def of(
    news: "News",
    starts: Mapping[int, Start],
    roles: Mapping[int, Roles],
    waiting: Mapping[int, list[Waiting]],
    now: datetime,
) -> list[Reader]:
    """
    Return how many members stand towards this news, in a constant number of queries.

    ``starts`` says where each member's digest begins.
    """
    read: dict[int, dict[int, int]] = {member_id: {} for member_id in starts}
    marks = ReadMark.objects.filter(member__in=starts, thread__in=news.thread_ids)
    for member_id, thread_id, position in marks.values_list("member_id", "thread_id", "position"):
        read[member_id][thread_id] = position
    answered = _answered(news.outcome_ids, roles)
    asked = asked_of(starts.keys(), now)
    followed = followed_by(starts.keys())
    return [
        Reader(
            member_id=member_id,
            roles=roles[member_id],
            start=start,
            read_up_to=read[member_id],
            answered=answered[member_id],
            waiting=tuple(waiting[member_id]),
            asked=tuple(asked[member_id]),
            followed=followed.get(member_id, NOTHING),
        )
        for member_id, start in starts.items()
    ]


def _answered(question_ids: list[int], roles: Mapping[int, Roles]) -> dict[int, dict[int, str]]:
    """Return which of these questions each member answered, and where her answer led; her own comes first."""
    organization_ids = {pk for own in roles.values() for pk in own.organization_ids}
    answers = list(
        Answer.objects.submitted()
        .filter(Q(member__in=roles) | Q(organization__in=organization_ids), question__in=question_ids)
        .only("question", "member", "organization")
        .order_by("pk")
    )
    anchors = anchors_of(answers)
    by_member, by_organization = defaultdict(dict), defaultdict(dict)
    for answer in answers:
        led = (
            by_organization[answer.organization_id] if answer.organization_id else by_member[answer.member_id]
        )
        led[answer.question_id] = anchors.get(answer.pk, "")
    found = {}
    for member_id, own in roles.items():
        places = [by_organization[pk] for pk in sorted(own.organization_ids)]
        found[member_id] = {pk: anchor for place in places for pk, anchor in place.items()}
        found[member_id] |= by_member[member_id]
    return found
