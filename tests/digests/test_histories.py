"""
Whatever happens in whatever order: each item is told once to who may read it, and to nobody else.

Hypothesis makes up weeks of a small network: people write, transactions commit late, the planner
comes twice, dies halfway or stays away for days, clocks change, people join, leave, read and
choose another frequency, and the mail server takes letters, refuses them or leaves us in doubt.
After every letter it is compared with what its reader should be told.
"""

import re
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from activity import journal, sealing
from activity.models import Event
from digests import actions
from digests.models import DigestDelivery, MailPreference
from digests.notifications import letter_key
from digests.queries.letters import still_wanted
from learninggroups.models import LearningGroup, Membership, Post, ReadMark, Thread
from mailing.models import OutgoingMail
from members.models import Member
from tests.factories.learninggroups import LearningGroupFactory, PostFactory, ThreadFactory
from tests.factories.members import MemberFactory

# Within weeks of these lie both days on which the clock changes, and a change of year.
STARTS = [date(2026, 3, 20), date(2026, 10, 16), date(2026, 12, 21)]
READERS = 3
# As many as a letter names before it says "en nog 7".
THREADS = 12
readers = st.integers(0, READERS - 1)
# What the mail server makes of a letter, and how often it left us in doubt.
SENT = ("sent", 0)
fates = st.sampled_from([SENT, SENT, ("failed", 0), ("held", 0), ("held", 2), ("queued", 0)])


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment on the Dutch clock."""
    return datetime.combine(day, time(hour, minute), timezone.get_default_timezone())


def threads_in(letter: OutgoingMail) -> set[int]:
    """Return the numbers of the threads that a letter tells of."""
    return set(map(int, re.findall(r"#(\d+)", letter.text)))


class Network(RuleBasedStateMachine):
    """A closed group with a writer and three readers."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.checked: set[int] = set()
        self.told: Counter[tuple[int, int]] = Counter()
        self.received: set[int] = set()
        self.uncommitted: list[datetime] = []
        # Batches after which a reader began anew because she came back from nooit.
        self.begun_after: dict[int, set[int]] = defaultdict(set)

    @initialize(start=st.sampled_from(STARTS))
    def open_portal(self, start: date):
        self.now = at(start, 8)
        self.writer = MemberFactory(joined_at=self.now - timedelta(days=9))
        self.readers = [MemberFactory(joined_at=self.now - timedelta(days=9)) for _ in range(READERS)]
        self.group = LearningGroupFactory(openness=LearningGroup.Openness.CLOSED)
        for reader in range(READERS):
            self.join(reader)
        self.planner(SENT)

    @precondition(lambda self: self._has_room())
    @rule()
    def write(self):
        """Somebody starts a thread."""
        self._commit(self.now)

    @precondition(lambda self: self._has_room())
    @rule()
    def write_slowly(self):
        """Somebody starts a thread, and her transaction stays open."""
        self.uncommitted.append(self.now)

    @precondition(lambda self: self.uncommitted)
    @rule(place=st.integers(0, THREADS))
    def commit_late(self, place: int):
        """One of the open transactions commits, not the oldest first."""
        self._commit(self.uncommitted.pop(place % len(self.uncommitted)))

    def _has_room(self) -> bool:
        return Thread.objects.count() + len(self.uncommitted) < THREADS

    def _commit(self, written_at: datetime):
        thread = ThreadFactory(group=self.group, author=self.writer, started_at=written_at, post_count=1)
        Thread.objects.filter(pk=thread.pk).update(title=f"Gesprek #{thread.pk}")
        PostFactory(thread=thread, author=self.writer, position=1, posted_at=written_at)
        audience = journal.group_audience(self.group.pk)
        journal.record("thread_started", thread, audience=audience, actor=self.writer, now=written_at)

    @precondition(lambda self: Thread.objects.exists())
    @rule(place=st.integers(0, THREADS))
    def take_back(self, place: int):
        """The writer takes a post back."""
        Post.objects.filter(thread=self._thread(place)).update(deleted_at=self.now)

    @precondition(lambda self: Thread.objects.exists())
    @rule(reader=readers, place=st.integers(0, THREADS))
    def read(self, reader: int, place: int):
        """A member reads a thread on the site."""
        ReadMark.objects.update_or_create(
            member=self.readers[reader],
            thread=self._thread(place),
            defaults={"position": 1, "read_at": self.now},
        )

    def _thread(self, place: int) -> Thread:
        threads = Thread.objects.order_by("pk")
        return threads[place % len(threads)]

    @precondition(lambda self: OutgoingMail.objects.filter(state__in=["failed", "held"], in_doubt=0).exists())
    @rule()
    def send_again(self):
        """Somebody of the team sends again what got stuck."""
        OutgoingMail.objects.filter(state__in=["failed", "held"], in_doubt=0).update(state="queued")

    @rule(fate=fates)
    def post(self, fate: tuple[str, int]):
        """A worker sends what waits, after asking once more whether it is wanted."""
        for letter in OutgoingMail.objects.filter(state="queued"):
            state, in_doubt = fate if still_wanted([letter]) else ("cancelled", 0)
            OutgoingMail.objects.filter(pk=letter.pk).update(state=state, in_doubt=in_doubt)
            if (state == "sent" or in_doubt) and letter.pk not in self.received:
                self.received.add(letter.pk)
                self.told.update((letter.member_id, number) for number in threads_in(letter))
        assert set(self.told.values()) <= {1}

    @rule(reader=readers)
    def leave(self, reader: int):
        """A member leaves the group."""
        Membership.objects.filter(member=self.readers[reader]).delete()

    @rule(reader=readers)
    def join(self, reader: int):
        """A member joins the group, perhaps again."""
        Membership.objects.get_or_create(
            group=self.group, member=self.readers[reader], defaults={"joined_at": self.now}
        )

    @rule(reader=readers, is_active=st.booleans())
    def account(self, reader: int, is_active: bool):
        """An account is closed, or opened again."""
        self.readers[reader].is_active = is_active
        self.readers[reader].save()

    @rule(
        reader=readers, frequency=st.sampled_from(MailPreference.Frequency.values), weekday=st.integers(1, 7)
    )
    def choose(self, reader: int, frequency: str, weekday: int):
        """A member wants it otherwise."""
        member = self.readers[reader]
        if member.is_active:
            if self._wants_none(member) and frequency != MailPreference.Frequency.NEVER:
                self.begun_after[member.pk].add(sealing.newest_batch())
            actions.choose_frequency(actor=member, frequency=frequency, weekday=weekday, now=self.now)

    def _wants_none(self, member: Member) -> bool:
        return MailPreference.objects.filter(member=member, frequency=MailPreference.Frequency.NEVER).exists()

    @rule(hours=st.integers(1, 20))
    def hours_pass(self, hours: int):
        """Hours go by in which no planner came."""
        self.now += timedelta(hours=hours)

    @rule(days=st.integers(2, 12))
    def outage(self, days: int):
        """The portal is away for days."""
        self.now += timedelta(days=days)

    @rule(fate=fates)
    def planner(self, fate: tuple[str, int]):
        """The planner comes, and once more right after; the letters get this fate."""
        for _again in range(2):
            actions.plan_due(now=self.now)
            self._write()
            self.post(fate)

    @rule(letters=st.integers(0, READERS))
    def planner_dies(self, letters: int):
        """The planner is killed when it has written so many letters."""
        actions.plan_due(now=self.now)
        self._write(letters)

    @rule(fate=fates)
    def morning(self, fate: tuple[str, int]):
        """It becomes seven o'clock, and the planner comes."""
        local = timezone.localtime(self.now)
        self.now = at(local.date() + timedelta(days=local.hour >= 7), 7)
        self.planner(fate)

    def _write(self, chunks: int = 100):
        for _chunk in zip(range(chunks), actions.write_due(now=self.now), strict=False):
            pass
        for delivery in DigestDelivery.objects.exclude(composed_at=None).exclude(pk__in=self.checked):
            self.checked.add(delivery.pk)
            self._check(delivery)

    def _check(self, delivery: DigestDelivery):
        """What a letter tells is what this reader should hear of these batches, at this moment."""
        member = Member.objects.get(pk=delivery.member_id)
        key = f"digest:{delivery.run_id}:member:{member.pk}"
        letter = OutgoingMail.objects.filter(key=key).first()
        told = threads_in(letter) if letter else set()
        happened = Event.objects.filter(batch__gt=delivery.after, batch__lte=delivery.up_to)
        standing = Post.objects.filter(
            thread__in=happened.values_list("subject_id", flat=True), deleted_at=None
        )
        unread = set(standing.values_list("thread_id", flat=True)) - set(
            ReadMark.objects.filter(member=member).values_list("thread_id", flat=True)
        )
        takes_part = Membership.objects.filter(member=member).exists()
        assert member.is_active
        assert not self._wants_none(member)
        assert told == (unread if takes_part else set())
        assert delivery.is_empty == (not told)

    def teardown(self):
        """In the end everyone was told everything that came after she began, in unbroken turns."""
        if hasattr(self, "readers"):
            while self.uncommitted:
                self.commit_late(0)
            for reader in range(READERS):
                self.account(reader, True)
                self.choose(reader, MailPreference.Frequency.DAILY, 1)
            for _day in range(3):
                self.morning(SENT)
            self._check_turns()
        transaction.savepoint_rollback(self.savepoint)

    def _check_turns(self):
        assert not Event.objects.filter(batch=None).exists()
        for member in self.readers:
            deliveries = list(DigestDelivery.objects.filter(member=member).order_by("after"))
            up_to = 0
            for delivery in deliveries:
                letter = OutgoingMail.objects.filter(key=letter_key(delivery.run_id, member.pk)).first()
                assert delivery.is_empty or letter.pk in self.received
                assert delivery.after == up_to or delivery.after in self.begun_after[member.pk]
                assert delivery.after >= up_to
                up_to = delivery.up_to
            days = Counter(timezone.localdate(delivery.composed_at) for delivery in deliveries)
            assert set(days.values()) == {1}
        for reader in self.readers:
            assert (
                DigestDelivery.objects.filter(member=reader).latest("up_to").up_to == sealing.newest_batch()
            )
        hours = {timezone.localtime(mail.queued_at).hour for mail in OutgoingMail.objects.all()}
        assert hours <= set(range(7, 20))


def test_every_item_is_told_once_whatever_happens_in_whatever_order(db, monkeypatch):
    # A letter at a time, so that a planner can die between two of them.
    monkeypatch.setattr(actions, "WRITTEN_AT_ONCE", 1)

    run_state_machine_as_test(Network, settings=settings(max_examples=15, stateful_step_count=40))
