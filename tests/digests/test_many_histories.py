"""
Thousands of members, each with a history of her own, and every letter judged by what she should be told.

One world is a network of some weeks in which many members live at once: things are written, commit
late and are taken back, groups narrow, people join, leave, read, pause, stop, come back and choose
another frequency, planners die halfway, come twice or stay away, clocks jump, and the mail server
takes letters, refuses them or leaves us in doubt. A member's life in it is one history.

``HISTORIES=20000`` says how many are lived (the suite: 2,000), ``HISTORIES_SEED`` repeats a run that
failed; its seed is printed. The oracle (:mod:`tests.digests.oracle`) knows the design and not the code.
"""

import os
import random
import re
import sys
from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from activity import journal, sealing
from activity.models import Batch, Event
from digests import actions
from digests.models import DigestDelivery, DigestRun
from digests.notifications import letter_key
from digests.queries.letters import still_wanted
from learninggroups.models import LearningGroup, Membership, Post, ReadMark, Thread
from mailing.claims import postponed
from mailing.models import OutgoingMail
from members.models import Member
from tests.digests.oracle import NEVER, Oracle, Person, Piece
from tests.factories.home import LessonPageFactory, NewsPageFactory
from tests.factories.learninggroups import LearningGroupFactory

HISTORIES = int(os.environ.get("HISTORIES", 2000))
IN_ONE_WORLD = min(HISTORIES, 2000)
DAYS = 16
# In these weeks lie both days on which the clock changes, the end of a year, of a month and of February.
STARTS = [date(2026, 3, 20), date(2026, 10, 16), date(2026, 12, 22), date(2028, 2, 20), date(2029, 10, 19)]
LINE = re.compile(r"\* .*\n(?:  (.*)\n)?  http\S*?/leergroepen/gesprekken/(\d+)/")
IN_CONFIDENCE = re.compile(r"Er is iets nieuws gezegd\n.*\n  http\S*?/leergroepen/groep-(\d+)/")
PAGE = re.compile(r"http\S*?/(?:nieuws|lessen)/pagina-(\d+)/")
REPLIES = re.compile(r"(\d+) reacties?")
FATES = ["sent"] * 14 + ["failed", "held", "doubt", "late", "late", "late"]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment on the Dutch clock."""
    return datetime.combine(day, time(hour, minute), timezone.get_default_timezone())


class World:
    """The real portal and the oracle, living through the same days."""

    def __init__(self, chance: random.Random, people: int):
        self.chance = chance
        self.day = chance.choice(STARTS) + timedelta(days=chance.randrange(7))
        self.now = at(self.day, 8)
        self.oracle = Oracle()
        self.letters: dict[int, OutgoingMail] = {}
        self.late: list[tuple[str, Post]] = []
        self.groups = self._found_groups()
        self._invite(people)
        self.tick()

    def _found_groups(self) -> dict[int, LearningGroup]:
        groups = {}
        for number in range(10):
            openness = "open" if number < 4 else "closed"
            group = LearningGroupFactory(
                name=f"Groep {number}", slug=f"groep-{number}", openness=openness, is_confidential=number > 7
            )
            groups[group.pk] = group
            self.oracle.found(group.pk, is_open=openness == "open", is_confidential=number > 7)
        return groups

    def _invite(self, people: int) -> None:
        joined = self.now - timedelta(days=9)
        members = Member.objects.bulk_create(
            Member(name=f"Lid {number}", email=f"lid{number}@example.nl", joined_at=joined)
            for number in range(people)
        )
        self.members = {member.pk: member for member in members}
        for member in members:
            self.oracle.people[member.pk] = Person(member.pk)
        for member in members:
            for group in self.chance.sample(list(self.groups), self.chance.randrange(4)):
                self._join(member.pk, group)
            if self.chance.random() < 0.6:
                self._choose(member.pk)

    def live(self) -> None:
        """Let one day go by."""
        self.day += timedelta(days=1)
        self.now = at(self.day, 0, 30)
        self._things_happen(self.chance.randrange(1, 10))
        if self.chance.random() < 0.12:
            return  # Nothing runs today.
        for _visit in range(self.chance.choice([1, 1, 2, 3])):
            self.now = at(self.day, self.chance.choice([6, 7, 7, 9, 13, 19, 21]), self.chance.randrange(60))
            # The clock is put right, or wrong.
            self.now += timedelta(hours=self.chance.choice([0, 0, 0, -2, 2]))
            self._people_change(len(self.members) // 25)
            self.tick(chunks=self.chance.choice([None, None, None, 0, 1, 2]))
            self._post()

    def end(self) -> None:
        """Let everybody come back and be told what she is owed, until nobody is owed anything."""
        while self.late:
            self._commit(*self.late.pop())
        for person in self.oracle.people.values():
            self._account(person, is_active=True)
            self._back(person)
            if (person.frequency, person.weekday) != ("daily", 2):
                self._choose(person.pk, "daily", 2)
        for _day in range(40):
            self.day += timedelta(days=1)
            self.now = at(self.day, 7)
            self.tick()
            self._post(["sent"])
            if not any(person.rest or person.under_way for person in self.oracle.people.values()):
                break
        self.oracle.is_finished()

    def tick(self, chunks: int | None = None) -> None:
        """The planner comes, and is killed after so many chunks if any."""
        planned = set(DigestDelivery.objects.values_list("pk", flat=True))
        self.oracle.plan(self.now)
        actions.plan_due(now=self.now)
        fresh = DigestDelivery.objects.exclude(pk__in=planned)
        assert Batch.objects.count() == self.oracle.batch
        assert set(fresh.values_list("member", flat=True)) == self.oracle.just_planned
        pending = set(DigestDelivery.objects.pending().values_list("pk", flat=True))
        for count, _written in enumerate(actions.write_due(now=self.now)):
            if chunks is not None and count + 1 >= chunks:
                break
        self._judge(pending)

    def _judge(self, pending: set[int]) -> None:
        """Compare what was written just now with what should have been."""
        still = DigestDelivery.objects.in_bulk(pending)
        gone = pending - still.keys()
        composed = [delivery for delivery in still.values() if delivery.composed_at]
        keys = {letter_key(one.run_id, one.member_id): one.member_id for one in composed}
        letters = {keys[mail.key]: mail for mail in OutgoingMail.objects.filter(key__in=keys)}
        for delivery in composed:
            mail = letters.get(delivery.member_id)
            self.oracle.judge(delivery.member_id, _told_in(mail) if mail else None, self.now)
            if mail:
                self.letters[delivery.member_id] = mail
        waiting = {one.member_id for one in still.values() if not one.composed_at}
        self.oracle.passed_over(waiting, len(gone))

    def _post(self, fates: list[str] = FATES) -> None:
        """A worker sends what waits, after asking once more whether it is wanted."""
        rows = list(OutgoingMail.objects.filter(state="queued"))
        away = {row.pk for rows_of in postponed(rows, self.now).values() for row in rows_of}
        rows = [row for row in rows if row.pk not in away]
        wanted = still_wanted(rows)
        becomes: dict[str, list[int]] = {}
        for row in rows:
            assert (row.pk in wanted) == self.oracle.is_wanted(row.member_id)
            fate = self.chance.choice(fates) if row.pk in wanted else "cancelled"
            if fate != "late":
                becomes.setdefault(fate, []).append(row.pk)
                self.oracle.settle(row.member_id, arrived=fate in ("sent", "doubt"))
        assert all(self.oracle.is_away(self.letter_reader(pk), self.now) for pk in away)
        for fate, ids in becomes.items():
            state, doubts = ("held", 2) if fate == "doubt" else (fate, 0)
            OutgoingMail.objects.filter(pk__in=ids).update(state=state, in_doubt=doubts)

    def letter_reader(self, pk: int) -> int:
        """Return to whom a letter goes."""
        return OutgoingMail.objects.values_list("member_id", flat=True).get(pk=pk)

    # What happens in the network.

    def _things_happen(self, count: int) -> None:
        for _thing in range(count):
            match self.chance.randrange(12):
                case 0:
                    self._publish()
                case 1:
                    self._take_back()
                case 2:
                    self._narrow()
                case 3 | 4 | 5:
                    for _ in range(self.chance.choice([1, 3, 9])):
                        self._write(self._start())
                case _:
                    threads = list(self.oracle.threads)
                    self._write(self.chance.choice(threads[-15:]) if threads else self._start())
        while self.late and self.chance.random() < 0.5:
            self._commit(*self.late.pop(self.chance.randrange(len(self.late))))

    def _start(self) -> int:
        group = self.chance.choice(list(self.groups))
        thread = Thread.objects.create(
            group_id=group,
            title="Gesprek",
            author_id=None,
            openness="open",
            started_at=self.now,
            last_post_at=self.now,
        )
        self.oracle.threads[thread.pk] = group
        return thread.pk

    def _write(self, thread_id: int) -> None:
        position = self.oracle.next_position(thread_id)
        author = self.chance.choice(list(self.members))
        post = Post(
            thread_id=thread_id,
            position=position,
            author_id=author,
            openness="open",
            body="<p>Zo.</p>",
            posted_at=self.now,
        )
        kind = "thread_started" if position == 1 else "post_written"
        # Some transactions stay open for a while; what starts a thread commits before what follows.
        if position > 1 and self.chance.random() < 0.2:
            self.late.append((kind, post))
        else:
            self._commit(kind, post)

    def _commit(self, kind: str, post: Post) -> None:
        post.save()
        subject = post.thread if kind == "thread_started" else post
        journal.record(kind, subject, audience=journal.MEMBERS, actor=None, now=post.posted_at)
        self.oracle.written(Piece(post.pk, post.thread_id, post.position, post.author_id))

    def _take_back(self) -> None:
        standing = [piece for piece in self.oracle.pieces.values() if not piece.is_gone]
        if standing:
            piece = self.chance.choice(standing)
            Post.objects.filter(pk=piece.pk).update(deleted_at=self.now)
            piece.is_gone = True

    def _publish(self) -> None:
        first = len(self.oracle.pages)
        is_lesson = self.chance.random() < 0.5
        for number in range(first, first + self.chance.choice([1, 2, 5])):
            factory, kind = (
                (LessonPageFactory, "lesson_published") if is_lesson else (NewsPageFactory, "news_published")
            )
            page = factory(title=f"Pagina {number}", slug=f"pagina-{number}")
            journal.record(kind, page, audience=journal.PUBLIC, actor=None, now=self.now)
            self.oracle.published(number, is_lesson=is_lesson)

    def _narrow(self) -> None:
        """An open group is closed, or opened again."""
        group = self.chance.choice([pk for pk, found in self.groups.items() if not found.is_confidential])
        is_open = not self.oracle.is_open[group]
        LearningGroup.objects.filter(pk=group).update(openness="open" if is_open else "closed")
        self.oracle.is_open[group] = is_open

    # What people do.

    def _people_change(self, count: int) -> None:
        for person in self.chance.sample(list(self.oracle.people.values()), count):
            match self.chance.randrange(10):
                case 0 | 1:
                    self._choose(person.pk)
                case 2:
                    self._stop_and_regret(person)
                case 3:
                    self._account(person, is_active=not person.is_active)
                case 4:
                    self._pause(person)
                case 5:
                    self._back(person)
                case 6:
                    self._leave(person)
                case 7:
                    self._join(person.pk, self.chance.choice(list(self.groups)))
                case 8:
                    self._read(person)
                case _:
                    self._read_all_of_letter(person)

    def _choose(self, pk: int, frequency: str = "", weekday: int = 0) -> None:
        frequency = frequency or self.chance.choice(["daily", "daily", "daily", "weekly", "monthly", NEVER])
        weekday = weekday or self.chance.randrange(1, 8)
        if self.oracle.people[pk].is_active:
            actions.choose_frequency(
                actor=self.members[pk], frequency=frequency, weekday=weekday, now=self.now
            )
            self.oracle.choose(pk, frequency, weekday)

    def _stop_and_regret(self, person: Person) -> None:
        was = actions.stop_digests(member_id=person.pk, about="", now=self.now)
        if was:
            person.frequency = NEVER
            if self.chance.random() < 0.5:
                actions.resume_digests(member_id=person.pk, about="", was=was, now=self.now)
                person.frequency = was

    def _account(self, person: Person, *, is_active: bool) -> None:
        if person.is_active != is_active:
            Member.objects.filter(pk=person.pk).update(is_active=is_active)
            person.is_active = self.members[person.pk].is_active = is_active

    def _pause(self, person: Person) -> None:
        if person.is_active:
            person.away_until = self.day + timedelta(days=self.chance.randrange(1, 9))
            actions.pause_mail(actor=self.members[person.pk], until=person.away_until, now=self.now)

    def _back(self, person: Person) -> None:
        if person.is_active:
            actions.resume_mail(actor=self.members[person.pk], now=self.now)
            person.away_until = None

    def _leave(self, person: Person) -> None:
        if person.places:
            group = self.chance.choice(list(person.places))
            Membership.objects.filter(member=person.pk, group=group).delete()
            del person.places[group]

    def _join(self, pk: int, group: int) -> None:
        places = self.oracle.people[pk].places
        if group not in places:
            follows = self.oracle.is_open[group] and self.chance.random() < 0.4
            role = Membership.Role.FOLLOWER if follows else Membership.Role.PARTICIPANT
            Membership.objects.create(member_id=pk, group_id=group, role=role, joined_at=self.now)
            places[group] = "follows" if follows else "takes part"

    def _read(self, person: Person) -> None:
        threads = [thread for thread, group in self.oracle.threads.items() if group in person.places]
        for thread in self.chance.sample(threads, min(3, len(threads))):
            self._mark(person, thread, self.chance.randrange(self.oracle.last_position[thread] + 1))

    def _mark(self, person: Person, thread: int, position: int) -> None:
        if position > person.read.get(thread, 0):
            ReadMark.objects.update_or_create(
                member_id=person.pk, thread_id=thread, defaults={"position": position, "read_at": self.now}
            )
            person.read[thread] = position

    def _read_all_of_letter(self, person: Person) -> None:
        """She presses *alles gelezen* in her last letter: that is read, and nothing that came after it."""
        mail = self.letters.get(person.pk)
        delivery = (
            mail and DigestDelivery.objects.filter(member=person.pk, run=int(mail.key.split(":")[1])).first()
        )
        if delivery and person.is_active:
            actions.mark_told_read(delivery=delivery, actor=self.members[person.pk], now=self.now)
            marks = ReadMark.objects.filter(member=person.pk).values_list("thread", "position")
            self.oracle.read_all(person, dict(marks), up_to=delivery.up_to)


def _told_in(mail: OutgoingMail) -> dict[tuple[str, int], int]:
    """Return the lines of a letter: what each is about, with how many replies it counts."""
    lines: Counter[tuple[str, int]] = Counter()
    replies = {}
    for below, thread in LINE.findall(mail.text):
        lines["thread", int(thread)] += 1
        found = REPLIES.search(below)
        replies["thread", int(thread)] = int(found[1]) if found else 0
    lines.update(("group", int(number)) for number in IN_CONFIDENCE.findall(mail.text))
    lines.update(("page", int(number)) for number in PAGE.findall(mail.text))
    assert set(lines.values()) <= {1}
    return {line: replies.get(line, 0) for line in lines}


@pytest.mark.parametrize("number", range(-(-HISTORIES // IN_ONE_WORLD)))
def test_each_item_stands_in_one_letter_of_everyone_who_may_see_it(db, number):
    seed = int(os.environ.get("HISTORIES_SEED") or random.SystemRandom().randrange(10**9))
    sys.stdout.write(f"HISTORIES_SEED={seed}\n")
    sealing.seal(now=at(date(2026, 1, 1), 7))
    world = World(random.Random(seed), IN_ONE_WORLD)

    for _day in range(DAYS):
        world.live()
    world.end()

    assert not Event.objects.filter(batch=None).exists()
    assert DigestRun.objects.count() == DigestRun.objects.values("kind", "period").distinct().count()
