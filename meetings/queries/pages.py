"""What the pages of meetings show: the list, a month, one meeting, and who comes."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils import timezone

from learninggroups.permissions import Roles
from meetings.models import DatePoll, Meeting, Registration
from meetings.permissions import may_look_after_meeting, may_plan_anything, may_register
from meetings.queries.afterwards import LookBack, MaterialEntry, looked_back, materials_of
from meetings.queries.narrowing import Narrowing
from meetings.queries.polls import open_polls
from themes.models import Theme

PAST_ON_PAGE = 10
FURTHEST_YEARS = 3


@dataclass(frozen=True)
class Entry:
    """A meeting in a list, with how many seats are left; None when there is no end to them."""

    meeting: Meeting
    seats_left: int | None
    is_coming: bool


@dataclass(frozen=True)
class MonthPart:
    """The meetings of one month in the list."""

    first_day: date
    entries: Sequence[Entry]


@dataclass(frozen=True)
class MeetingList:
    """What comes, by month, and a page of what was."""

    today: date
    months: Sequence[MonthPart]
    polls: Sequence[DatePoll]
    narrowing: Narrowing
    past: Page
    may_plan: bool


@dataclass(frozen=True)
class Day:
    """One square of a month."""

    date: date
    is_in_month: bool
    is_today: bool
    meetings: Sequence[Meeting]


@dataclass(frozen=True)
class MonthPage:
    """A month in weeks, with the ways to the months around it; None where nobody looks any more."""

    first_day: date
    weeks: Sequence[Sequence[Day]]
    before: date | None
    after: date | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens in these weeks that she may see."""
        return not any(day.meetings for week in self.weeks for day in week)


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as one person sees it."""

    meeting: Meeting
    seats_left: int | None
    own: Registration | None
    may_register: bool
    may_look_after: bool
    is_over: bool
    # What follows in the same series, as far as this person may see it.
    following: Sequence[Meeting]
    materials: Sequence[MaterialEntry]
    # What guests wrote afterwards, for who looks after the meeting.
    looked_back: Sequence[LookBack]

    @property
    def may_tell(self) -> bool:
        """Whether who came can be told that all is there to read; that happens once."""
        is_there = bool(self.meeting.notes or self.materials)
        return self.may_look_after and self.is_over and is_there and self.meeting.told_at is None

    @property
    def shows_link(self) -> bool:
        """The link to join is for who comes, and for who looks after the meeting."""
        is_coming = self.own is not None and self.own.state == Registration.State.COMING
        return bool(self.meeting.online_url) and (is_coming or self.may_look_after)


@dataclass(frozen=True)
class AttendancePage:
    """Who comes, who waits, and who does not come after all."""

    meeting: Meeting
    coming: Sequence[Registration]
    waiting: Sequence[Registration]
    cancelled: int


def meeting_list(roles: Roles, now: datetime, choices: Mapping[str, str]) -> MeetingList:
    """Return what the list shows; ``choices`` are the words of the address."""
    narrowing = Narrowing.asked(choices)
    visible = _with_seats(narrowing.of(Meeting.objects.visible_to(roles)))
    entries = _entries(visible.upcoming(now).select_related("group", "programme"), roles)
    past = narrowing.of_past(Meeting.objects.visible_to(roles).past(now)).select_related("group")
    return MeetingList(
        today=timezone.localdate(now),
        months=[
            MonthPart(first_day, list(of_month))
            for first_day, of_month in groupby(entries, key=lambda entry: _month_of(entry.meeting))
        ],
        polls=[] if narrowing.is_narrowed else open_polls(roles, now),
        narrowing=narrowing,
        past=Paginator(past, PAST_ON_PAGE).get_page(choices.get("pagina")),
        may_plan=may_plan_anything(roles),
    )


def month_page(roles: Roles, first_day: date, today: date) -> MonthPage:
    """Return a month in whole weeks, Monday first."""
    weeks = calendar.Calendar().monthdatescalendar(first_day.year, first_day.month)
    begin, end = _midnight(weeks[0][0]), _midnight(weeks[-1][-1] + timedelta(days=1))
    found = Meeting.objects.visible_to(roles).filter(starts_at__gte=begin, starts_at__lt=end)
    by_day: dict[date, list[Meeting]] = {}
    for meeting in found.order_by("starts_at", "pk"):
        by_day.setdefault(timezone.localdate(meeting.starts_at), []).append(meeting)
    return MonthPage(
        first_day=first_day,
        weeks=[
            [Day(day, day.month == first_day.month, day == today, by_day.get(day, ())) for day in week]
            for week in weeks
        ],
        before=_if_near((first_day - timedelta(days=1)).replace(day=1), today),
        after=_if_near((first_day + timedelta(days=31)).replace(day=1), today),
    )


def meeting_page(meeting: Meeting, roles: Roles, now: datetime) -> MeetingPage:
    """Return one meeting as somebody sees it."""
    own = None
    if roles.member_id is not None:
        own = meeting.registrations.standing().filter(member=roles.member_id).first()
    looks_after = may_look_after_meeting(roles, meeting)
    taken = meeting.registrations.coming().count() if meeting.capacity is not None else 0
    return MeetingPage(
        meeting=meeting,
        seats_left=None if meeting.capacity is None else max(meeting.capacity - taken, 0),
        own=own,
        may_register=may_register(roles, meeting, now) and own is None,
        may_look_after=looks_after,
        is_over=meeting.ends_at <= now,
        following=following(meeting, roles),
        materials=materials_of(meeting),
        looked_back=looked_back(meeting) if looks_after else (),
    )


def following(meeting: Meeting, roles: Roles) -> list[Meeting]:
    """Return what follows a meeting in its series; no statement for one that stands alone."""
    if meeting.series_id is None:
        return []
    return list(Meeting.objects.visible_to(roles).following(meeting))


def attendance_page(meeting: Meeting) -> AttendancePage:
    """Return everybody on the list of a meeting."""
    everybody = list(meeting.registrations.order_by("pk"))
    states = Registration.State
    return AttendancePage(
        meeting=meeting,
        coming=sorted((one for one in everybody if one.state == states.COMING), key=lambda one: one.name),
        waiting=[one for one in everybody if one.state == states.WAITING],
        cancelled=sum(one.state == states.CANCELLED for one in everybody),
    )


def next_meetings(roles: Roles, now: datetime, count: int, theme: Theme | None = None) -> list[Meeting]:
    """
    Return the first meetings that somebody could come to, of one theme or of all; one statement.

    A meeting without a theme of its own is about that of its group.
    """
    soon = Meeting.objects.visible_to(roles).upcoming(now).filter(cancelled_at=None)
    if theme is not None:
        soon = soon.filter(Q(theme=theme) | Q(theme=None, group__theme=theme))
    return list(soon.only("title", "place", "starts_at", "ends_at")[:count])


def _with_seats(meetings):
    return meetings.annotate(taken=Count("registrations", filter=Q(registrations__state="coming")))


def _entries(meetings, roles: Roles) -> list[Entry]:
    found = list(meetings)
    mine = set()
    if roles.member_id is not None:
        own = Registration.objects.standing().filter(member=roles.member_id, meeting__in=found)
        mine = set(own.values_list("meeting_id", flat=True))
    return [
        Entry(
            meeting=meeting,
            seats_left=None if meeting.capacity is None else max(meeting.capacity - meeting.taken, 0),
            is_coming=meeting.pk in mine,
        )
        for meeting in found
    ]


def _month_of(meeting: Meeting) -> date:
    return timezone.localdate(meeting.starts_at).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _if_near(first_day: date, today: date) -> date | None:
    return first_day if abs(first_day.year - today.year) <= FURTHEST_YEARS else None
