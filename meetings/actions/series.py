"""Meetings that were planned together: putting them on the agenda, and coming to all that follow."""

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from activity import journal
from learninggroups.permissions import Roles
from meetings.actions.details import Details, audience, columns
from meetings.actions.registering import TooLate, take_down
from meetings.models import Meeting, Registration, Series
from meetings.notifications import series as notifications
from meetings.permissions import may_plan, may_register
from members.models import Member
from members.permissions import require


@transaction.atomic(durable=True)
def plan_series(*, details: Details, days: Collection[date], actor: Member, now: datetime) -> Meeting:
    """
    Plan the same meeting on its own day and on these days too, and return the first of them.

    The first stands in the next digest and leads to the others: one line tells of the whole series.
    """
    require(may_plan(Roles.of(actor), details.group))
    series = Series.objects.create(planned_at=now)
    begins = sorted({details.starts_at, *(_at_the_same_hour(details.starts_at, day) for day in days)})
    first, *_ = Meeting.objects.bulk_create(
        Meeting(
            **columns(details)
            | {"starts_at": starts_at, "ends_at": starts_at + (details.ends_at - details.starts_at)},
            series=series,
            planned_by=actor,
            planned_at=now,
            changed_at=now,
        )
        for starts_at in begins
    )
    journal.record("meeting_planned", first, audience=audience(first), actor=actor, now=now)
    return first


@transaction.atomic(durable=True)
def register_for_following(
    *, meeting: Meeting, name: str, email: str, actor: Member | AnonymousUser, now: datetime
) -> list[Registration]:
    """
    Give somebody a seat at a meeting and at all that follow in its series, with one letter about them.

    :raises TooLate: when none of them can be come to any more.
    """
    roles = Roles.of(actor)
    row = [meeting.pk, *Meeting.objects.following(meeting).values_list("pk", flat=True)]
    # RACE: each row is held, so that of two people at once one gets the last seat.
    held = Meeting.objects.select_for_update().filter(pk__in=row).order_by("starts_at", "pk")
    open_to_her = [one for one in held if may_register(roles, one, now)]
    if not open_to_her:
        raise TooLate
    registrations = [take_down(one, name, email, actor, now) for one in open_to_her]
    notifications.registered(registrations, now=now)
    return registrations


def _at_the_same_hour(moment: datetime, day: date) -> datetime:
    """Return the hour of this moment on another day, as a clock in the Netherlands shows it."""
    return timezone.make_aware(datetime.combine(day, timezone.localtime(moment).time()))
