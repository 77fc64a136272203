"""What happened between two batches, loaded once for a run and cut to measure for each reader."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import F, Q, QuerySet
from wagtail.models import Page

from activity.asked import Asked, asked_of
from activity.models import Event
from digests.queries import leftovers, words
from digests.queries.leftovers import Start
from digests.queries.lines import Block, Line
from learninggroups.models import Announcement, Mention, Post, ReadMark, Recognition, Thread
from learninggroups.permissions import Roles, admits, is_inside, may_see_thread
from learninggroups.querysets import narrowest
from meetings.models import Meeting
from meetings.permissions import may_see_meeting
from questions.models import Answer, Outcome, Question
from questions.permissions import may_see_question
from questions.queries.site import Waiting
from questions.queries.versions import anchors_of
from ui import prose

PAGE_BLOCKS = {
    "development_published": Block.NATIONAL,
    "lesson_published": Block.LESSONS,
    "news_published": Block.NEWS,
}
# The newest state of a question is the last of these that happened.
QUESTION_STATES = ["question_opened", "synthesis_shared", "outcome_recorded"]
# Whatever batch the unsealed will get, it lies after every batch there is.
UNSEALED = sys.maxsize


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


@dataclass(frozen=True)
class Contribution:
    """One post that is news: where it stands, who wrote it, in which batch it was sealed, and for whom."""

    position: int
    author_id: int | None
    batch: int
    openness: str


@dataclass(frozen=True)
class Recognised:
    """That somebody knows what a post tells, for who wrote that post."""

    author_id: int
    # Where it is known: an organisation, or a person of none.
    place: str
    batch: int
    openness: str


@dataclass(frozen=True)
class Announced:
    """A post that was brought to everybody of its group."""

    position: int
    author_id: int | None
    words: str
    path: str
    batch: int
    openness: str


@dataclass(frozen=True)
class TalkedThread:
    """A thread with what was said in it, and what of it others recognised."""

    thread: Thread
    contributions: tuple[Contribution, ...]
    recognised: tuple[Recognised, ...] = ()
    announced: tuple[Announced, ...] = ()

    @cached_property
    def subject(self) -> str:
        """The name under which it waits for readers in whose digest it did not fit."""
        return leftovers.name("thread", self.thread.pk)


@dataclass
class News:
    """
    Everything that was sealed after one batch, up to and including another.

    What does not exist any more, or is not published now, is not in it. Lines that are
    the same for several readers are made once.
    """

    threads: dict[int, list[TalkedThread]]
    authors: dict[int | None, words.Author]
    pages: list[tuple[int, Line]]
    meetings: list[tuple[int, Meeting]]
    questions: list[tuple[Question, dict[str, int]]]
    outcomes: dict[int, Outcome]
    # By member and thread: at which places somebody calls her by name.
    called: dict[int, dict[int, set[int]]]
    _lines: dict[tuple, Line] = field(default_factory=dict)

    def __post_init__(self):
        self._group_order = {group_id: place for place, group_id in enumerate(self.threads)}
        # Who wrote in an open group without taking part in it hears what became of that as well.
        self._recognised_in: dict[int, set[int]] = defaultdict(set)
        for group_id, threads in self.threads.items():
            for recognised in (one for talked in threads for one in talked.recognised):
                self._recognised_in[recognised.author_id].add(group_id)
        self._group_of = {
            talked.thread.pk: group_id for group_id, threads in self.threads.items() for talked in threads
        }

    @property
    def thread_ids(self) -> list[int]:
        """The threads in which something was said."""
        return [talked.thread.pk for threads in self.threads.values() for talked in threads]

    @property
    def outcome_ids(self) -> list[int]:
        """The questions of which a reader wants to know whether she answered."""
        return [question.pk for question, states in self.questions if set(states) - {"question_opened"}]

    def lines_for(self, reader: Reader) -> list[Line]:
        """
        Return what this reader is told, in order; nothing when nothing is new for her.

        What waits for her is repeated as long as it waits, but is no reason to write: for
        that there are reminders, three at most.
        """
        opened = {
            question.pk
            for question, states in self.questions
            if states.get("question_opened", 0) > reader.start.of(_name_of(question))
        }
        told = [*self._of_groups(reader)]
        # A guest hears of what she was asked into, and of nothing else.
        if reader.roles.is_member:
            told = [
                *self._of_questions(reader),
                *told,
                *self._of_pages(reader),
                *self._of_meetings(reader),
            ]
        if not told and not any(waiting.question_id in opened for waiting in reader.waiting):
            return []
        waiting = map(self._of_waiting, reader.waiting)
        return [*waiting, *map(self._of_asked, reader.asked), *told]

    def _of_waiting(self, waiting: Waiting) -> Line:
        key = ("waiting", waiting.recipient_id, waiting.has_draft)
        return self._line(key, words.of_waiting, waiting)

    def _of_asked(self, asked: Asked) -> Line:
        return self._line(("asked", asked.path, asked.title, asked.above), words.of_asked, asked)

    def _of_questions(self, reader: Reader) -> Iterable[Line]:
        waits = {waiting.question_id for waiting in reader.waiting}
        for question, states in self.questions:
            after = reader.start.of(_name_of(question))
            newest = next(
                (state for state in reversed(QUESTION_STATES) if states.get(state, 0) > after), None
            )
            if newest is None or (newest == "question_opened" and question.pk in waits):
                continue
            if may_see_question(reader.roles, question):
                took_part = newest != "question_opened" and question.pk in reader.answered
                anchor = reader.answered.get(question.pk, "") if took_part else ""
                key = ("question", question.pk, newest, took_part, anchor)
                outcome = self.outcomes.get(question.pk)
                yield self._line(key, words.of_question, question, newest, outcome, took_part, anchor)

    def _of_groups(self, reader: Reader) -> Iterable[Line]:
        roles = reader.roles
        mine = (roles.participates | roles.follows) & self.threads.keys()
        if roles.guest_in:
            mine |= {
                talked.thread.group_id
                for threads in self.threads.values()
                for talked in threads
                if talked.thread.pk in roles.guest_in
            }
        called = self.called.get(reader.member_id, {})
        elsewhere = self._recognised_in.get(reader.member_id, set()) | {
            self._group_of[thread_id] for thread_id in called if thread_id in self._group_of
        }
        for group_id in sorted(mine | elsewhere, key=self._group_order.__getitem__):
            news = [
                (
                    talked.thread,
                    *_said(talked, reader, called, is_mine=group_id in mine),
                    _known(talked, reader),
                    _announced(talked, reader) if group_id in mine else None,
                )
                for talked in self.threads[group_id]
            ]
            group = self.threads[group_id][0].thread.group
            if group.is_confidential:
                new = tuple(
                    thread.pk for thread, unread, _, known, announced in news if unread or known or announced
                )
                if new:
                    takes_part = group_id in roles.participates
                    is_called = any(calling for _thread, _unread, calling, *_ in news)
                    key = ("confidential", group_id, takes_part, new, is_called)
                    yield self._line(key, words.of_confidential_group, group, takes_part, new, is_called)
                continue
            # What was brought to everybody stands first.
            for thread, unread, calling, known, announced in sorted(news, key=lambda one: one[-1] is None):
                if unread or known or announced:
                    key = ("thread", thread.pk, unread, known, calling, announced)
                    facts = (thread, unread, self.authors, known, calling, announced)
                    yield self._line(key, words.of_thread, *facts)

    def _of_pages(self, reader: Reader) -> Iterable[Line]:
        return (line for batch, line in self.pages if batch > reader.start.of(*line.subjects))

    def _of_meetings(self, reader: Reader) -> Iterable[Line]:
        for batch, meeting in self.meetings:
            after = reader.start.of(leftovers.name("meeting", meeting.pk))
            if batch > after and may_see_meeting(reader.roles, meeting):
                yield self._line(("meeting", meeting.pk), words.of_meeting, meeting)

    def _line(self, key: tuple, make, *facts) -> Line:
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = make(*facts)
        return line


def _name_of(question: Question) -> str:
    return leftovers.name("question", question.pk)


def _said(
    talked: TalkedThread, reader: Reader, called: Mapping[int, set[int]], *, is_mine: bool
) -> tuple[tuple[Contribution, ...], tuple[Contribution, ...]]:
    """Return what is news to this reader, and what of it calls her; outside her groups only that."""
    places = called.get(talked.thread.pk)
    if not (is_mine or places):
        return (), ()
    unread = _unread(talked, reader)
    calling = tuple(said for said in unread if said.position in places) if places else ()
    return (unread if is_mine else calling), calling


def _unread(talked: TalkedThread, reader: Reader) -> tuple[Contribution, ...]:
    """Return what others said in a thread that is news to this reader, and that she may read."""
    if not may_see_thread(reader.roles, talked.thread):
        return ()
    sees_all = is_inside(reader.roles, talked.thread)
    after = reader.start.of(talked.subject)
    read = reader.read_up_to.get(talked.thread.pk, 0)
    return tuple(
        said
        for said in talked.contributions
        if said.batch > after
        and said.position > read
        and said.author_id != reader.member_id
        and (sees_all or admits(reader.roles, said.openness))
    )


def _known(talked: TalkedThread, reader: Reader) -> tuple[str, ...]:
    """
    Return where what she wrote in a thread is known, each place once.

    How far she read does not matter: she may have been at the thread's end, and not at her post.
    """
    if not talked.recognised or not may_see_thread(reader.roles, talked.thread):
        return ()
    sees_all = is_inside(reader.roles, talked.thread)
    after = reader.start.of(talked.subject)
    places = (
        one.place
        for one in talked.recognised
        if one.author_id == reader.member_id
        and one.batch > after
        and (sees_all or admits(reader.roles, one.openness))
    )
    return tuple(dict.fromkeys(places))


def _announced(talked: TalkedThread, reader: Reader) -> Announced | None:
    """Return what was brought to everybody and this reader has not read, the newest if there are more."""
    if not (talked.announced and may_see_thread(reader.roles, talked.thread)):
        return None
    sees_all = is_inside(reader.roles, talked.thread)
    after = reader.start.of(talked.subject)
    read = reader.read_up_to.get(talked.thread.pk, 0)
    news = (
        one
        for one in talked.announced
        if one.batch > after
        and one.position > read
        and one.author_id != reader.member_id
        and (sees_all or admits(reader.roles, one.openness))
    )
    return max(news, key=lambda one: one.batch, default=None)


def load(start: Start, *, up_to: int, now: datetime) -> News:
    """
    Load what was sealed since a start, up to a batch, as it is now.

    For many readers it is the earliest start of any of them.
    """
    return _load(Event.objects.filter(_since(start), batch__lte=up_to), now)


def load_until_now(start: Start, now: datetime) -> News:
    """Load what came since a start, what was not sealed yet included."""
    return _load(Event.objects.filter(_since(start) | Q(batch=None)), now)


def _since(start: Start) -> Q:
    """Everything after a batch, and of what is left over from before only that."""
    news = Q(batch__gt=start.after)
    if not start.leftovers:
        return news
    threads = leftovers.numbers("thread", start.leftovers)
    posts = Post.objects.filter(thread__in=threads)
    about = (
        Q(subject_kind="learninggroups.thread", subject_id__in=threads)
        | Q(subject_kind="learninggroups.post", subject_id__in=posts.values("pk"))
        | Q(
            subject_kind="learninggroups.recognition",
            subject_id__in=Recognition.objects.filter(post__in=posts).values("pk"),
        )
        | Q(
            subject_kind="learninggroups.announcement",
            subject_id__in=Announcement.objects.filter(post__in=posts).values("pk"),
        )
        | Q(subject_kind="questions.question", subject_id__in=leftovers.numbers("question", start.leftovers))
        | Q(subject_kind="meetings.meeting", subject_id__in=leftovers.numbers("meeting", start.leftovers))
        | Q(kind__in=PAGE_BLOCKS, subject_id__in=leftovers.numbers("page", start.leftovers))
    )
    return news | Q(about, batch__gt=min(start.leftovers.values()))


def _load(events: QuerySet[Event], now: datetime) -> News:
    by_subject: dict[str, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for kind, subject_kind, subject_id, batch in events.order_by(F("batch").asc(nulls_last=True)).values_list(
        "kind", "subject_kind", "subject_id", "batch"
    ):
        by_subject[subject_kind][subject_id][kind] = UNSEALED if batch is None else batch
    threads, authors = _threads(
        by_subject["learninggroups.thread"],
        by_subject["learninggroups.post"],
        _recognitions(by_subject["learninggroups.recognition"]),
        _announcements(by_subject["learninggroups.announcement"]),
    )
    called = _calls(by_subject["learninggroups.thread"], by_subject["learninggroups.post"])
    questions = _questions(by_subject["questions.question"])
    return News(
        threads=threads,
        authors=authors,
        pages=_pages(by_subject),
        meetings=_meetings(by_subject["meetings.meeting"], now),
        questions=questions,
        outcomes=_outcomes(questions),
        called=called,
    )


def readers(
    news: News,
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
    return [
        Reader(
            member_id=member_id,
            roles=roles[member_id],
            start=start,
            read_up_to=read[member_id],
            answered=answered[member_id],
            waiting=tuple(waiting[member_id]),
            asked=tuple(asked[member_id]),
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


def _threads(
    started: dict[int, dict[str, int]],
    written: dict[int, dict[str, int]],
    recognised: Mapping[int, list[Recognised]],
    announcements: Iterable[tuple[Announcement, Announced]],
) -> tuple[dict[int, list[TalkedThread]], dict[int | None, words.Author]]:
    """Return what was said, by group and the newest thread first, and who said it."""
    posts = Post.objects.standing().filter(
        Q(pk__in=written) | Q(position=1, thread__in=started), thread__group__archived_at=None
    )
    said: dict[int, list[Contribution]] = defaultdict(list)
    authors: dict[int | None, words.Author] = {}
    for pk, thread_id, position, openness, author_id, name, organization_id, team, kind in posts.order_by(
        "thread_id", "position"
    ).values_list(
        "pk",
        "thread_id",
        "position",
        "openness",
        "author_id",
        "author__name",
        "organization_id",
        "organization__name",
        "organization__kind",
    ):
        batches = written[pk].values() if pk in written else started[thread_id].values()
        said[thread_id].append(Contribution(position, author_id, max(batches), openness))
        authors[author_id] = words.Author(name or "", organization_id, kind or team or "")
    announced: dict[int, list[Announced]] = defaultdict(list)
    for announcement, one in announcements:
        post = announcement.post
        announced[post.thread_id].append(one)
        name, place = post.author.name if post.author else "", post.organization
        kind = place.kind or place.name if place else ""
        authors.setdefault(one.author_id, words.Author(name, post.organization_id, kind))
    talked_of = said.keys() | recognised.keys() | announced.keys()
    threads = Thread.objects.filter(pk__in=talked_of).select_related("group")
    by_group: dict[int, list[TalkedThread]] = defaultdict(list)
    for thread in threads.order_by("group__name", "-last_post_at", "-pk"):
        facts = (said.get(thread.pk, ()), recognised.get(thread.pk, ()), announced.get(thread.pk, ()))
        by_group[thread.group_id].append(TalkedThread(thread, *map(tuple, facts)))
    return dict(by_group), authors


def _calls(
    started: dict[int, dict[str, int]], written: dict[int, dict[str, int]]
) -> dict[int, dict[int, set[int]]]:
    """Return whom these posts call by name: by member and thread, at which places."""
    called: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    mentions = Mention.objects.filter(Q(post__in=written) | Q(post__position=1, post__thread__in=started))
    for member_id, thread_id, position in mentions.values_list("member", "post__thread", "post__position"):
        called[member_id][thread_id].add(position)
    return called


def _recognitions(happened: dict[int, dict[str, int]]) -> dict[int, list[Recognised]]:
    """Return what others recognised of posts that stand, by thread and the oldest first."""
    found: dict[int, list[Recognised]] = defaultdict(list)
    recognitions = Recognition.objects.filter(
        pk__in=happened,
        post__author__isnull=False,
        post__deleted_at=None,
        post__hidden_at=None,
        post__thread__group__archived_at=None,
    ).select_related("post", "member", "organization")
    for one in recognitions.order_by("recognised_at", "pk"):
        found[one.post.thread_id].append(
            Recognised(
                author_id=one.post.author_id,
                place=one.organization.name if one.organization else one.member.name,
                batch=max(happened[one.pk].values()),
                openness=narrowest(one.openness, one.post.openness),
            )
        )
    return found


def _announcements(happened: dict[int, dict[str, int]]) -> list[tuple[Announcement, Announced]]:
    """Return what was brought to everybody of a group, and stands there still."""
    announcements = Announcement.objects.filter(
        pk__in=happened,
        post__deleted_at=None,
        post__hidden_at=None,
        post__thread__group__archived_at=None,
    ).select_related("post__author", "post__organization", "post__thread__group")
    return [
        (
            one,
            Announced(
                position=one.post.position,
                author_id=one.post.author_id,
                words=prose.plain(one.post.body),
                path=one.post.get_absolute_url(),
                batch=max(happened[one.pk].values()),
                openness=one.post.openness,
            ),
        )
        for one in announcements.order_by("announced_at", "pk")
    ]


def _pages(by_subject: dict[str, dict[int, dict[str, int]]]) -> list[tuple[int, Line]]:
    """Return the lines of the articles that are published now, the newest first, with their batch."""
    announced = {
        page_id: (kind, batch)
        for label, subjects in by_subject.items()
        for page_id, kinds in subjects.items()
        for kind, batch in kinds.items()
        if kind in PAGE_BLOCKS
    }
    pages = Page.objects.live().public().filter(pk__in=announced)
    lines = []
    for page in pages.order_by("-first_published_at", "-pk").specific():
        kind, batch = announced[page.pk]
        lines.append((batch, words.of_page(page, PAGE_BLOCKS[kind])))
    return lines


def _meetings(planned: dict[int, dict[str, int]], now: datetime) -> list[tuple[int, Meeting]]:
    """Return the meetings that one can still come to, the first one first, with their batch."""
    still_to_come = Meeting.objects.filter(pk__in=planned).upcoming(now).filter(cancelled_at=None)
    return [(max(planned[meeting.pk].values()), meeting) for meeting in still_to_come]


def _questions(happened: dict[int, dict[str, int]]) -> list[tuple[Question, dict[str, int]]]:
    found = Question.objects.filter(pk__in=happened).order_by("-opened_at", "-pk")
    return [(question, happened[question.pk]) for question in found]


def _outcomes(questions: list[tuple[Question, dict[str, int]]]) -> dict[int, Outcome]:
    """Return the newest outcome of each question."""
    concluded = [question.pk for question, states in questions if "outcome_recorded" in states]
    return {
        outcome.question_id: outcome
        for outcome in Outcome.objects.filter(question__in=concluded).order_by("recorded_at", "pk")
    }
