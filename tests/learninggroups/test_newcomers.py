"""How much a new member can write in a day, and what she hears when that is enough."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from learninggroups.actions import posts as actions
from learninggroups.actions.newcomers import POSTS_A_DAY, THREADS_A_DAY, TooMuch
from learninggroups.models import Draft, place_of
from tests.factories.learninggroups import MembershipFactory, PostFactory, ThreadFactory

TEXT = "<p>Ik ben nieuw.</p>"


@pytest.fixture
def newcomer(closed, now):
    """Somebody who became a member the day before yesterday."""
    return MembershipFactory(group=closed, member__joined_at=now - timedelta(days=2)).member


def begin(group, member, now):
    return actions.start_thread(group=group, title="Hallo", body=TEXT, actor=member, now=now)


def test_a_new_member_starts_so_many_threads_a_day(closed, newcomer, now):
    for number in range(THREADS_A_DAY):
        begin(closed, newcomer, now + timedelta(hours=number))

    with pytest.raises(TooMuch) as refused:
        begin(closed, newcomer, now + timedelta(hours=5))

    assert refused.value.until == now + timedelta(days=1)
    assert begin(closed, newcomer, refused.value.until)


def test_a_new_member_writes_so_many_posts_a_day(closed, newcomer, now):
    thread = ThreadFactory(group=closed)
    PostFactory.create_batch(POSTS_A_DAY - 1, author=newcomer, posted_at=now)
    actions.post_reply(thread=thread, body=TEXT, actor=newcomer, now=now)

    with pytest.raises(TooMuch):
        actions.post_reply(thread=thread, body=TEXT, actor=newcomer, now=now)


def test_who_is_a_member_for_a_week_writes_as_much_as_she_likes(closed, newcomer, now):
    for _ in range(THREADS_A_DAY + 1):
        begin(closed, newcomer, now + timedelta(days=5))


def test_a_new_facilitator_writes_as_much_as_she_likes(scene, closed, now):
    scene.facilitator.joined_at = now
    for _ in range(THREADS_A_DAY + 1):
        begin(closed, scene.facilitator, now)


def test_she_hears_when_she_can_go_on_and_her_text_is_kept(closed, client_of):
    today = datetime.now(UTC)
    newcomer = MembershipFactory(group=closed, member__joined_at=today).member
    ThreadFactory.create_batch(THREADS_A_DAY, author=newcomer, started_at=today - timedelta(hours=2))

    response = client_of(newcomer).post(
        reverse("learninggroups:start-thread", args=[closed.slug]), {"title": "Nog een", "body": TEXT}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Je tekst is bewaard als concept" in page
    assert "Vraag het Bea Begeleider" in page
    assert Draft.objects.get(member=newcomer, place=place_of(closed)).fields["body"] == TEXT
