"""What the pages show, and that more of it costs no more queries."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learninggroups import queries
from learninggroups.actions import reading
from learninggroups.models import Membership, ReadMark, Thread, ThreadGuest
from learninggroups.permissions import Roles
from tests.factories.learninggroups import (
    STARTED,
    LearningGroupFactory,
    MembershipFactory,
    PostFactory,
    ThreadFactory,
)
from tests.factories.members import MemberFactory


def titles(page) -> list[str]:
    return [entry.title for entry in page.threads]


def thread_page(roles: Roles, thread: Thread, number: int = 1):
    return queries.thread_page(roles, queries.open_thread(roles, thread.pk), number=number)


@pytest.fixture
def cost_of(client_of):
    """Return a function that counts the queries of a page, for a member who just signed in."""

    def count(person, path: str) -> int:
        client = client_of(person)
        client.get(path)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(path).status_code == 200
        return len(counted)

    return count


@pytest.fixture
def long_thread(closed):
    """A thread of 45 posts, so of three pages."""
    thread = ThreadFactory(group=closed, post_count=45, last_post_at=STARTED + timedelta(days=1))
    for position in range(1, 46):
        PostFactory(thread=thread, position=position)
    return thread


def test_the_list_shows_every_living_group_by_name(scene):
    LearningGroupFactory(name="Archief", archived_at=STARTED)
    LearningGroupFactory(name="Aanzet")

    entries = queries.group_list(Roles.of(scene.participant), STARTED)

    assert [(entry.group.name, entry.takes_part) for entry in entries] == [
        ("Aanzet", False),
        ("Leergroep closed", True),
        ("Leergroep open", True),
    ]
    assert entries[1].facilitators == ("Bea Begeleider",)


def test_a_visitor_does_not_see_when_a_closed_group_meets(group_of):
    for openness in ("open", "closed"):
        group_of(openness, name=openness, rhythm="elke dinsdag")

    shown = {
        entry.group.name: entry.rhythm for entry in queries.group_list(Roles.of(AnonymousUser()), STARTED)
    }

    assert (shown["open"], shown["closed"]) == ("elke dinsdag", "")


def test_a_group_page_without_reading_rights_holds_no_threads(scene, closed):
    ThreadFactory(group=closed)

    page = queries.group_page(Roles.of(scene.elsewhere), closed)

    assert (page.reads, page.threads, page.may_ask) == (False, (), True)


def test_threads_come_latest_first_in_pages_that_do_not_shift(scene, closed):
    for number in range(45):
        # Three at a time share a moment, so a page may end in the middle of them.
        ThreadFactory(group=closed, title=f"{number:02}", last_post_at=STARTED + timedelta(hours=number // 3))
    roles = Roles.of(scene.participant)

    first = queries.group_page(roles, closed)
    ThreadFactory(group=closed, title="tussendoor", last_post_at=STARTED + timedelta(days=9))
    second = queries.group_page(roles, closed, after=first.older)
    third = queries.group_page(roles, closed, after=second.older)

    shown = titles(first) + titles(second) + titles(third)
    assert sorted(shown) == [f"{number:02}" for number in range(45)]
    assert titles(first)[:3] == ["44", "43", "42"]
    assert third.older == ""


@pytest.mark.parametrize("place", ["x", "1-", "-1", "1-x", "9" * 40 + "-1", "٣-٣x"])
def test_a_place_that_we_did_not_give_out_is_refused(scene, closed, client_of, place):
    response = client_of(scene.participant).get(closed.get_absolute_url(), {"na": place})

    assert response.status_code == 404


def test_a_page_of_a_thread_is_a_range_of_positions(scene, long_thread):
    roles = Roles.of(scene.participant)

    pages = [thread_page(roles, long_thread, number) for number in (1, 2, 3)]

    positions = [[post.position for post in page.posts] for page in pages]
    assert positions == [list(range(1, 21)), list(range(21, 41)), list(range(41, 46))]
    assert [page.is_last for page in pages] == [False, False, True]
    assert thread_page(roles, long_thread, 4) is None
    assert thread_page(roles, long_thread, 0) is None


def test_an_empty_thread_still_has_a_page(scene, closed):
    page = thread_page(Roles.of(scene.participant), ThreadFactory(group=closed))

    assert (page.posts, page.pages, page.read_to) == ((), 1, None)


def test_the_first_unread_post_is_a_link_away(scene, long_thread, now):
    reading.mark_read(thread=long_thread, position=22, actor=scene.participant, now=now)
    roles = Roles.of(scene.participant)

    entry = queries.group_page(roles, long_thread.group).threads[0]
    last = thread_page(roles, long_thread, 3)

    place = f"/leergroepen/gesprekken/{long_thread.pk}/?pagina=2#bericht-23"
    assert (entry.unread, entry.first_unread_url) == (23, place)
    assert (last.first_unread_url, last.read_to) == (place, 45)
    assert all(post.is_unread for post in last.posts)
    assert [post.position for post in thread_page(roles, long_thread, 2).posts if post.is_unread] == list(
        range(23, 41)
    )


def test_a_page_that_was_read_asks_for_no_mark(scene, long_thread, now):
    reading.mark_read(thread=long_thread, position=45, actor=scene.participant, now=now)

    page = thread_page(Roles.of(scene.participant), long_thread, 3)

    assert (page.read_to, page.first_unread_url) == (None, "")
    assert not any(post.is_unread for post in page.posts)


def test_a_visitor_has_nothing_unread(scene, group_of):
    thread = ThreadFactory(group=group_of("open"), post_count=1)
    PostFactory(thread=thread, position=1)

    page = thread_page(Roles.of(AnonymousUser()), thread)

    assert (page.read_to, page.posts[0].is_unread, page.posts[0].is_own) == (None, False, False)


def test_a_post_shows_where_its_writer_worked_then(scene, closed):
    thread = ThreadFactory(group=closed, post_count=1)
    PostFactory(thread=thread, position=1, author=scene.participant, organization=scene.other_organization)

    post = thread_page(Roles.of(scene.facilitator), thread).posts[0]

    assert (post.author, post.organization, post.has_left) == ("Dina Deelnemer", "Wijkteam West", True)


def test_my_groups_start_with_what_is_new(scene, group_of):
    quiet, lively = group_of("closed", name="Achteraan"), group_of("closed", name="Zonnig")
    ThreadFactory(group=lively, post_count=2, last_post_at=STARTED + timedelta(days=1))
    latest = ThreadFactory(group=lively, post_count=3, last_post_at=STARTED + timedelta(days=2))

    mine = queries.my_groups(Roles.of(scene.participant))

    shown = [(one.group, one.unread, one.requests) for one in mine]
    assert shown[0] == (lively, 5, 0)
    assert (quiet, 0, 0) in shown
    assert (mine[0].latest.pk, mine[0].latest.unread) == (latest.pk, 3)


def test_a_facilitator_sees_in_which_of_her_groups_somebody_asks(scene, closed):
    mine = {one.group: one for one in queries.my_groups(Roles.of(scene.facilitator))}

    assert (mine[closed].requests, mine[closed].is_facilitator) == (1, True)


def test_who_takes_part_nowhere_has_no_groups(scene):
    assert queries.my_groups(Roles.of(scene.elsewhere)) == []
    assert queries.my_groups(Roles.of(AnonymousUser())) == []


def test_my_groups_cost_the_same_for_one_and_for_three(scene, group_of):
    def cost() -> int:
        roles = Roles.of(scene.facilitator)
        with CaptureQueriesContext(connection) as counted:
            queries.my_groups(roles)
        return len(counted)

    ThreadFactory(group=group_of("closed"))
    one = cost()
    for _ in range(2):
        ThreadFactory.create_batch(3, group=group_of("closed"))

    assert cost() == one <= 4


def test_the_list_costs_the_same_for_one_and_for_three(scene, group_of, cost_of):
    group_of("open")
    one = cost_of(scene.participant, "/leergroepen/")
    group_of("closed")
    group_of("members")

    assert cost_of(scene.participant, "/leergroepen/") == one


def test_a_group_costs_the_same_for_one_and_for_three_threads(scene, closed, cost_of):
    ThreadFactory(group=closed, post_count=1)
    one = cost_of(scene.facilitator, closed.get_absolute_url())
    ThreadFactory.create_batch(2, group=closed, post_count=3)

    assert cost_of(scene.facilitator, closed.get_absolute_url()) == one <= 9


def test_a_thread_costs_the_same_for_one_and_for_three_posts(scene, closed, cost_of):
    thread = ThreadFactory(group=closed, post_count=1)
    PostFactory(thread=thread, position=1, organization=scene.organization)
    one = cost_of(scene.participant, thread.get_absolute_url())
    for position in (2, 3):
        PostFactory(thread=thread, position=position, organization=scene.other_organization)
    Thread.objects.filter(pk=thread.pk).update(post_count=3)

    assert cost_of(scene.participant, thread.get_absolute_url()) == one <= 7


def test_requests_cost_the_same_for_one_and_for_three(scene, closed, cost_of):
    path = f"/leergroepen/{closed.slug}/aanvragen/"
    one = cost_of(scene.facilitator, path)
    for _ in range(2):
        MembershipFactory(group=closed, role=Membership.Role.REQUESTED)

    assert cost_of(scene.facilitator, path) == one


def test_pinned_threads_come_first_and_on_the_first_page_only(scene, closed):
    for number in range(22):
        ThreadFactory(group=closed, title=f"{number:02}", last_post_at=STARTED + timedelta(hours=number))
    Thread.objects.filter(title="03").update(pinned_at=STARTED)
    roles = Roles.of(scene.participant)

    first = queries.group_page(roles, closed)
    second = queries.group_page(roles, closed, after=first.older)

    assert titles(first)[:3] == ["03", "21", "20"]
    assert titles(second) == ["00"]
    assert sorted(titles(first) + titles(second)) == [f"{number:02}" for number in range(22)]
    assert [entry.is_pinned for entry in first.threads[:2]] == [True, False]


def test_threads_that_one_may_not_see_are_not_in_the_list(scene, group_of):
    group = group_of("open")
    for openness in ("open", "members", "closed"):
        ThreadFactory(group=group, title=openness, openness=openness)
    merged = ThreadFactory(group=group, title="samengevoegd")
    Thread.objects.filter(pk=merged.pk).update(merged_into=Thread.objects.get(title="open", group=group))

    for person in (scene.participant, scene.elsewhere, AnonymousUser()):
        roles = Roles.of(person)
        seen = Thread.objects.filter(group=group, merged_into=None).visible_to(roles)
        assert set(titles(queries.group_page(roles, group))) == {thread.title for thread in seen}


def test_a_guest_sees_her_threads_in_a_closed_group_and_no_other(scene, closed, now):
    ThreadFactory(group=closed, title="binnen")
    guest = MemberFactory(is_guest=True)
    ThreadGuest.objects.create(
        thread=ThreadFactory(group=closed, title="te gast"), member=guest, until=now.date(), since=now
    )

    page = queries.group_page(Roles.of(guest), closed)

    assert (titles(page), page.reads) == (["te gast"], True)


def test_a_group_counts_what_is_new_as_everywhere_else(scene, closed, now):
    joined = closed.memberships.get(member=scene.participant).joined_at
    for title, days, read in [
        ("oud", -1, None),
        ("nieuw", 1, None),
        ("half", 1, 2),
        ("van voren af aan", -1, 0),
    ]:
        thread = ThreadFactory(
            group=closed, title=title, post_count=5, last_post_at=joined + timedelta(days=days)
        )
        if read is not None:
            ReadMark.objects.create(thread=thread, member=scene.participant, position=read, read_at=now)
    roles = Roles.of(scene.participant)

    counted = {entry.title: entry.unread for entry in queries.group_page(roles, closed).threads}

    expected = Thread.objects.filter(group=closed).with_unread(scene.participant.pk)
    assert counted == {thread.title: thread.unread for thread in expected}
    assert counted == {"oud": 0, "nieuw": 5, "half": 3, "van voren af aan": 5}
