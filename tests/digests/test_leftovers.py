"""What does not fit in a digest stands in the next: nothing is dropped, and nothing comes twice."""

import re
from collections import Counter
from datetime import timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activity import journal
from digests import actions
from digests.models import DigestDelivery
from digests.queries import leftovers
from digests.queries.leftovers import Start
from digests.queries.lines import Block, Line
from learninggroups.models import LearningGroup, Membership, ReadMark
from mailing.models import OutgoingMail
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.home import LessonPageFactory
from tests.factories.learninggroups import (
    LearningGroupFactory,
    MembershipFactory,
    PostFactory,
    ThreadFactory,
)

WEEK = timedelta(days=7)
CAP = Block.GROUPS.value.cap


@pytest.fixture
def group(opened) -> LearningGroup:
    """A group in which much is said."""
    return LearningGroupFactory(openness=LearningGroup.Openness.CLOSED)


@pytest.fixture
def reader(group):
    """A participant who gets the default: every Tuesday."""
    return MembershipFactory(group=group).member


@pytest.fixture
def talk(group):
    """Return a function that starts so many threads."""

    def talk(count: int, now=MONDAY, of=group):
        threads = ThreadFactory.create_batch(count, group=of, post_count=1, last_post_at=now)
        for thread in threads:
            PostFactory(thread=thread, author=thread.author, position=1)
            journal.record("thread_started", thread, audience=journal.MEMBERS, actor=thread.author, now=now)
        return threads

    return talk


@pytest.fixture
def told(morning, reader):
    """Return a function that gives the threads in the reader's letter of this morning."""

    def told(now) -> list[int]:
        letters = [letter for letter in morning(now) if letter.member_id == reader.pk]
        return [int(pk) for letter in letters for pk in re.findall(r"/gesprekken/(\d+)/", letter.text)]

    return told


def test_everything_comes_once_and_a_silent_week_is_no_hindrance(talk, told):
    threads = talk(2 * CAP + 3)

    weeks = [told(TUESDAY + week * WEEK) for week in range(4)]

    assert list(map(len, weeks)) == [CAP, CAP, 3, 0]
    assert Counter(chain.from_iterable(weeks)) == Counter(thread.pk for thread in threads)


def test_what_waited_longest_comes_before_what_is_new(talk, told):
    old = {thread.pk for thread in talk(CAP + 2)}
    first = set(told(TUESDAY))
    talk(CAP, now=TUESDAY)

    second = told(TUESDAY + WEEK)

    assert old - first < set(second)
    assert len(second) == CAP


def test_what_was_read_meanwhile_falls_out(talk, told, reader):
    threads = talk(CAP + 2)
    waiting = {thread.pk for thread in threads} - set(told(TUESDAY))
    seen = min(waiting)
    ReadMark.objects.create(member=reader, thread_id=seen, position=1, read_at=TUESDAY)

    assert set(told(TUESDAY + WEEK)) == waiting - {seen}


def test_what_became_closed_to_her_falls_out(talk, told, reader):
    talk(CAP + 2)
    told(TUESDAY)
    Membership.objects.filter(member=reader).delete()

    assert told(TUESDAY + WEEK) == []


def test_what_is_added_meanwhile_is_told_in_the_same_line(talk, told, group, morning, reader):
    threads = talk(CAP + 1)
    [waiting] = {thread.pk for thread in threads} - set(told(TUESDAY))
    post = PostFactory(thread_id=waiting, position=2, author=MembershipFactory(group=group).member)
    journal.record("post_written", post, audience=journal.MEMBERS, actor=post.author, now=TUESDAY)

    [letter] = [one for one in morning(TUESDAY + WEEK) if one.member_id == reader.pk]

    assert letter.text.count(f"/gesprekken/{waiting}/") == 1
    assert "Nieuw gesprek, met 1 reactie" in letter.text


def test_what_a_lost_letter_told_comes_with_what_that_letter_had_no_room_for(talk, told, reader):
    threads = talk(CAP + 2)
    first = told(TUESDAY)
    OutgoingMail.objects.filter(member=reader).update(state="failed")
    both = [told(TUESDAY + WEEK), told(TUESDAY + 2 * WEEK)]

    assert set(first) == set(both[0])
    assert Counter(chain.from_iterable(both)) == Counter(thread.pk for thread in threads)


def test_who_comes_back_from_nooit_is_owed_nothing(talk, told, reader):
    talk(CAP + 2)
    told(TUESDAY)
    actions.choose_frequency(actor=reader, frequency="never", now=TUESDAY)
    actions.choose_frequency(actor=reader, frequency="weekly", weekday=2, now=TUESDAY)

    assert told(TUESDAY + WEEK) == []


def test_who_undoes_nooit_is_owed_it_all(talk, told, reader):
    talk(CAP + 2)
    told(TUESDAY)
    was = actions.stop_digests(member_id=reader.pk, about="", now=TUESDAY)
    actions.resume_digests(member_id=reader.pk, about="", was=was, now=TUESDAY)

    assert len(told(TUESDAY + WEEK)) == 2


def test_a_confidential_group_that_did_not_fit_is_told_later(told, reader, talk):
    groups = [
        MembershipFactory(member=reader, group__is_confidential=True, group__openness="closed").group
        for _ in range(CAP + 1)
    ]
    for group in groups:
        talk(1, of=group)

    told(TUESDAY)
    told(TUESDAY + WEEK)

    first, second = OutgoingMail.objects.filter(member=reader).order_by("pk")
    for group in groups:
        assert (first.text + second.text).count(f"\n{group.name}:\n") == 1


def test_each_block_has_room_of_its_own(morning, reader):
    for number in range(5):
        page = LessonPageFactory(title=f"Les {number}")
        journal.record("lesson_published", page, audience=journal.PUBLIC, actor=None, now=MONDAY)

    letters = [*morning(TUESDAY), *morning(TUESDAY + WEEK)]

    shown = [re.findall(r"Les \d", one.text) for one in letters if one.member_id == reader.pk]
    assert list(map(len, shown)) == [3, 2]
    assert len(set(chain.from_iterable(shown))) == 5


def test_letter_says_that_the_rest_comes_later(morning, reader, talk):
    talk(CAP + 1)

    [letter] = [one for one in morning(TUESDAY) if one.member_id == reader.pk]

    for form in (letter.text, letter.html):
        assert "En nog 1" in form
        assert "Wat je niet zelf al leest, staat in je volgende overzicht." in form


def test_digest_on_screen_shows_what_that_letter_told(talk, told, reader, client_of):
    threads = {thread.pk for thread in talk(CAP + 2)}
    first = set(told(TUESDAY))
    second = set(told(TUESDAY + WEEK))
    browser = client_of(reader)

    shown = []
    for delivery in DigestDelivery.objects.filter(member=reader).order_by("pk"):
        page = browser.get(reverse("digests:digest", args=[delivery.pk])).content.decode()
        shown.append({pk for pk in threads if f"/gesprekken/{pk}/" in page})

    assert shown == [first, second]


@pytest.mark.parametrize("carrying", [1, 3])
def test_writing_costs_as_many_statements_for_one_who_is_owed_as_for_three(group, talk, carrying):
    for _ in range(carrying):
        MembershipFactory(group=group)
    talk(2 * CAP + 1)
    actions.plan_due(now=TUESDAY)
    list(actions.write_due(now=TUESDAY))
    OutgoingMail.objects.update(state="sent")
    actions.plan_due(now=TUESDAY + WEEK)

    with CaptureQueriesContext(connection) as queries:
        written = sum(actions.write_due(now=TUESDAY + WEEK))

    assert written == carrying
    assert len(queries) == 43


def test_what_is_stored_is_small_and_comes_back_as_it_was():
    owed = {"thread:123456": 789, "page:12": 3}

    assert leftovers.unpacked(leftovers.packed(owed)) == owed
    assert leftovers.unpacked(leftovers.packed({})) == {}
    assert len(leftovers.packed(owed)) < 20 * len(owed)
    assert leftovers.earliest(["thread:1@5 page:2@3", "thread:1@4"]) == {"thread:1": 4, "page:2": 3}


def test_what_only_says_how_things_are_now_is_never_owed():
    asked = [Line(Block.WAITING, str(number), "/") for number in range(Block.WAITING.value.cap + 2)]

    [block], left_over = leftovers.fit(asked, Start(3))

    assert block.more == 2
    assert left_over == {}
