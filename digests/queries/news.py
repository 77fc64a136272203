"""What happened between two batches, loaded once for a run and cut to measure for each reader."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet, prefetch_related_objects
from wagtail.models import Page

from activity import told
from activity.asked import Asked
from activity.models import Event
from digests.queries import leftovers, talk, words
from digests.queries.leftovers import Start
from digests.queries.lines import Block, Line
from digests.queries.readers import Reader
from digests.queries.talk import TalkedThread
from learninggroups.models import Announcement, Post, Recognition
from learninggroups.queries.following import topics
from meetings.models import Meeting
from meetings.permissions import may_see_meeting
from questions.models import Outcome, Question
from questions.permissions import may_see_question
from questions.queries.site import Waiting

PAGE_BLOCKS = {
    "development_published": Block.NATIONAL,
    "knowledge_published": Block.LESSONS,
    "lesson_published": Block.LESSONS,
    "news_published": Block.NEWS,
}
# The newest state of a question is the last of these that happened.
QUESTION_STATES = ["question_opened", "synthesis_shared", "outcome_recorded"]
# Whatever batch the unsealed will get, it lies after every batch there is.
UNSEALED = sys.maxsize
NOWHERE: frozenset[str] = frozenset()


class Shared:
    """For whom the news of a group is the same: who takes part, and neither read nor wrote in its threads."""

    def __init__(self, threads: Iterable[TalkedThread]):
        self._threads = frozenset(talked.thread.pk for talked in threads)
        self._subjects = frozenset(talked.subject for talked in threads)
        self._group_id = next(talked.thread.group_id for talked in threads)
        self._writers = frozenset(
            one.author_id
            for talked in threads
            for one in (*talked.contributions, *talked.recognised, *talked.announced)
        )

    def is_true_for(self, reader: Reader) -> bool:
        """Say whether a reader is told what the others are; who is called by name there never is."""
        return (
            self._group_id in reader.roles.participates
            and reader.member_id not in self._writers
            and self._threads.isdisjoint(reader.read_up_to)
            and self._subjects.isdisjoint(reader.start.leftovers)
        )


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
    # What only followers of its topics are told.
    told: list[tuple[int, Line]]
    # By member and thread: at which places somebody calls her by name.
    called: dict[int, dict[int, set[int]]]
    _lines: dict[tuple, Line] = field(default_factory=dict)
    _of_many: dict[tuple, list[Line]] = field(default_factory=dict)

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
        self._shared = {group_id: Shared(threads) for group_id, threads in self.threads.items()}

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
                *_as_followed(
                    [*self._of_questions(reader), *self._of_pages(reader), *self._of_told(reader)], reader
                ),
                *told,
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
            if group_id in elsewhere or not self._shared[group_id].is_true_for(reader):
                yield from self._of_group(group_id, reader, called, is_mine=group_id in mine)
                continue
            key = ("group", group_id, reader.start.after)
            lines = self._of_many.get(key)
            if lines is None:
                lines = self._of_many[key] = list(self._of_group(group_id, reader, called, is_mine=True))
            yield from lines

    def _of_group(
        self, group_id: int, reader: Reader, called: Mapping[int, set[int]], *, is_mine: bool
    ) -> Iterable[Line]:
        news = [
            (
                talked.thread,
                *talk.said_to(talked, reader, called, is_mine=is_mine),
                talk.known_to(talked, reader),
                talk.announced_to(talked, reader) if is_mine else None,
            )
            for talked in self.threads[group_id]
        ]
        group = self.threads[group_id][0].thread.group
        if group.is_confidential:
            new = tuple(
                thread.pk for thread, unread, _, known, announced in news if unread or known or announced
            )
            if new:
                takes_part = group_id in reader.roles.participates
                is_called = any(calling for _thread, _unread, calling, *_ in news)
                key = ("confidential", group_id, takes_part, new, is_called)
                yield self._line(key, words.of_confidential_group, group, takes_part, new, is_called)
            return
        # What was brought to everybody stands first.
        for thread, unread, calling, known, announced in sorted(news, key=lambda one: one[-1] is None):
            if unread or known or announced:
                key = ("thread", thread.pk, unread, known, calling, announced)
                facts = (thread, unread, self.authors, known, calling, announced)
                yield self._line(key, words.of_thread, *facts)

    def _of_pages(self, reader: Reader) -> Iterable[Line]:
        return (line for batch, line in self.pages if batch > reader.start.of(*line.subjects))

    def _of_told(self, reader: Reader) -> Iterable[Line]:
        mine = reader.roles.participates | reader.roles.follows
        followed = reader.followed.topics | {f"group:{group_id}" for group_id in mine}
        return (
            line
            for batch, line in self.told
            if line.topics & followed and batch > reader.start.of(*line.subjects)
        )

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


def _as_followed(lines: list[Line], reader: Reader) -> list[Line]:
    """Put what is national and followed in front; leave the rest of it out for who wants nothing else."""
    followed = reader.followed.topics
    if not followed:
        return lines
    if reader.followed.is_all_she_wants:
        lines = [line for line in lines if line.block is not Block.NATIONAL or line.topics & followed]
    return sorted(lines, key=lambda line: not line.topics & followed)


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
        | reduce(
            or_,
            (Q(kind=kind, subject_id__in=leftovers.numbers(kind, start.leftovers)) for kind in told.kinds()),
            Q(pk=None),
        )
        | Q(kind__in=PAGE_BLOCKS, subject_id__in=leftovers.numbers("page", start.leftovers))
    )
    return news | Q(about, batch__gt=min(start.leftovers.values()))


def _load(events: QuerySet[Event], now: datetime) -> News:
    by_subject: dict[str, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    told = events.order_by(F("batch").asc(nulls_last=True))
    rows = told.values_list("kind", "subject_kind", "subject_id", "batch").iterator()
    for kind, subject_kind, subject_id, batch in rows:
        by_subject[subject_kind][subject_id][kind] = UNSEALED if batch is None else batch
    threads, authors = talk.threads(
        by_subject["learninggroups.thread"],
        by_subject["learninggroups.post"],
        talk.recognitions(by_subject["learninggroups.recognition"]),
        talk.announcements(by_subject["learninggroups.announcement"]),
    )
    called = talk.calls(by_subject["learninggroups.thread"], by_subject["learninggroups.post"])
    questions = _questions(by_subject["questions.question"])
    return News(
        threads=threads,
        authors=authors,
        pages=_pages(by_subject),
        meetings=_meetings(by_subject["meetings.meeting"], now),
        questions=questions,
        outcomes=_outcomes(questions),
        told=_told(by_subject),
        called=called,
    )


def _pages(by_subject: dict[str, dict[int, dict[str, int]]]) -> list[tuple[int, Line]]:
    """Return the lines of the articles that are published now, the newest first, with their batch."""
    announced = {
        page_id: (kind, batch)
        for label, subjects in by_subject.items()
        for page_id, kinds in subjects.items()
        for kind, batch in kinds.items()
        if kind in PAGE_BLOCKS
    }
    live = Page.objects.live().public().filter(pk__in=announced)
    pages = list(live.order_by("-first_published_at", "-pk").specific())
    national = [page for page in pages if PAGE_BLOCKS[announced[page.pk][0]] is Block.NATIONAL]
    prefetch_related_objects(national, "themes")
    followed_as = {
        page.pk: topics(page.programme_id, [one.pk for one in page.themes.all()]) for page in national
    }
    lines = []
    for page in pages:
        kind, batch = announced[page.pk]
        lines.append((batch, words.of_page(page, PAGE_BLOCKS[kind], followed_as.get(page.pk, NOWHERE))))
    return lines


def _told(by_subject: dict[str, dict[int, dict[str, int]]]) -> list[tuple[int, Line]]:
    """Return the lines that only followers are told, with their batch."""
    happened: dict[str, dict[int, int]] = defaultdict(dict)
    for subjects in by_subject.values():
        for subject_id, kinds in subjects.items():
            for kind in kinds.keys() & told.kinds():
                happened[kind][subject_id] = kinds[kind]
    return [
        (batches[one.subject_id], words.of_told(kind, one))
        for kind, batches in happened.items()
        for one in told.told_of(kind, batches.keys())
    ]


def _meetings(planned: dict[int, dict[str, int]], now: datetime) -> list[tuple[int, Meeting]]:
    """Return the meetings that one can still come to, the first one first, with their batch."""
    still_to_come = Meeting.objects.filter(pk__in=planned).upcoming(now).filter(cancelled_at=None)
    return [(max(planned[meeting.pk].values()), meeting) for meeting in still_to_come]


def _questions(happened: dict[int, dict[str, int]]) -> list[tuple[Question, dict[str, int]]]:
    found = Question.objects.filter(pk__in=happened).order_by("-opened_at", "-pk")
    found = found.prefetch_related("themes")
    return [(question, happened[question.pk]) for question in found]


def _outcomes(questions: list[tuple[Question, dict[str, int]]]) -> dict[int, Outcome]:
    """Return the newest outcome of each question."""
    concluded = [question.pk for question, states in questions if "outcome_recorded" in states]
    return {
        outcome.question_id: outcome
        for outcome in Outcome.objects.filter(question__in=concluded).order_by("recorded_at", "pk")
    }
