"""What a facilitator brings to everybody of her group: once a month, in each one's next digest."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from digests.queries.lines import Block
from digests.queries.pages import digest_so_far
from learninggroups.actions import notices
from learninggroups.actions.announcing import AlreadyAnnounced, announce
from learninggroups.actions.moderation import hide_post
from learninggroups.actions.posts import post_reply
from learninggroups.actions.reading import mark_read
from learninggroups.models import Announcement, LearningGroup, Membership, PostNotice
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from members.models import Level
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.learninggroups import MembershipFactory, PostFactory, ThreadFactory
from tests.factories.members import MemberFactory

ABOVE = "Mededeling van Bea Begeleider (Wijkteam Oost)"
WORDS = "<p>De bijeenkomst is verplaatst naar januari.</p>"


@pytest.fixture
def brought(scene, now):
    """A post of the facilitator, not yet brought to everybody."""
    post = post_reply(thread=scene.closed_thread, body=WORDS, actor=scene.facilitator, now=now)
    PostNotice.objects.all().delete()
    return post


@pytest.fixture
def told(now):
    """Return a function that gives what a person's next digest says of her groups."""

    def lines_for(member) -> list[str]:
        blocks = digest_so_far(member, Roles.of(member), now)
        groups = [block for block in blocks if block.heading == Block.GROUPS.value.heading]
        return [
            f"{line.above}|{line.title}|{line.below}"
            for block in groups
            for part in block.parts
            for line in part.lines
        ]

    return lines_for


def test_it_reaches_everybody_whatever_level_she_chose_and_in_no_letter(scene, brought, told, now):
    people = [scene.participant]
    for level in Level:
        member = MembershipFactory(group=scene.closed_group, level=level).member
        people.append(member)

    announce(post=brought, actor=scene.facilitator, now=now)

    above, words = ABOVE, "De bijeenkomst is verplaatst naar januari."
    assert [told(person) for person in people] == [[f"{above}|{scene.closed_thread.title}|{words}"]] * 4
    assert not PostNotice.objects.exists()
    assert notices.tell_due(now=now + timedelta(days=1)) == 0
    assert not OutgoingMail.objects.exists()


def test_its_writer_who_is_elsewhere_and_who_read_it_are_not_told(scene, brought, told, now):
    announce(post=brought, actor=scene.facilitator, now=now)
    scene.closed_thread.refresh_from_db()
    mark_read(thread=scene.closed_thread, position=brought.position, actor=scene.participant, now=now)

    assert told(scene.facilitator) == told(scene.elsewhere) == told(scene.participant) == []


def test_it_stands_first_in_its_group_and_its_thread_is_one_line(scene, brought, told, now):
    other = ThreadFactory(group=scene.closed_group, post_count=0, last_post_at=now + timedelta(days=1))
    post_reply(thread=other, body="<p>Iets anders.</p>", actor=scene.facilitator, now=now)
    announce(post=brought, actor=scene.facilitator, now=now)

    first, second = told(scene.participant)

    assert first.startswith(f"{ABOVE}|")
    assert other.title in second


def test_it_is_told_in_the_next_digest_and_once(scene, brought, morning):
    assert len(letters_to(scene.participant, morning(TUESDAY))) == 1
    announce(post=brought, actor=scene.facilitator, now=TUESDAY)

    letters = [letters_to(scene.participant, morning(TUESDAY + timedelta(days=days))) for days in (7, 14)]

    assert [len(found) for found in letters] == [1, 0]
    assert ABOVE in letters[0][0].text
    assert "verplaatst naar januari" in letters[0][0].html


def test_a_group_does_it_once_a_month(scene, brought, now):
    announce(post=brought, actor=scene.facilitator, now=now)
    again = PostFactory(thread=scene.closed_thread, author=scene.facilitator, position=9)

    with pytest.raises(AlreadyAnnounced):
        announce(post=again, actor=scene.facilitator, now=now)
    announce(post=again, actor=scene.facilitator, now=now + timedelta(days=31))

    assert Announcement.objects.count() == 2


def test_the_page_says_when_it_can_be_done_again(scene, brought, client_of, now):
    browser = client_of(scene.facilitator)
    address = f"/leergroepen/berichten/{brought.pk}/mededeling/"

    assert "Zet het in ieders overzicht" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 303
    again = browser.get(address).content.decode()

    assert "één keer per maand" in again
    assert "<button" not in again[again.index("<main") : again.index("</main")]
    assert browser.post(address).status_code == 303
    assert Announcement.objects.count() == 1


def test_only_who_keeps_order_brings_something_to_everybody(scene, brought, now):
    with pytest.raises(PermissionDenied):
        announce(post=brought, actor=scene.participant, now=now)


def test_what_is_hidden_meanwhile_is_told_to_nobody(scene, brought, told, now):
    announce(post=brought, actor=scene.facilitator, now=now)
    hide_post(post=brought, reason="Te herkenbaar.", actor=scene.facilitator, now=now)

    assert told(scene.participant) == []


def test_followers_are_told_too(scene, told, now):
    post = post_reply(thread=scene.open_thread, body=WORDS, actor=scene.facilitator, now=now)
    follower = MemberFactory()
    MembershipFactory(group=scene.open_group, member=follower, role=Membership.Role.FOLLOWER)

    announce(post=post, actor=scene.facilitator, now=now)

    assert told(follower)[0].startswith(f"{ABOVE}|")


def test_of_a_confidential_group_it_says_no_more_than_that_something_is_new(scene, brought, told, now):
    LearningGroup.objects.filter(pk=scene.closed_group.pk).update(is_confidential=True)
    announce(post=brought, actor=scene.facilitator, now=now)

    [line] = told(scene.participant)

    assert "Er is iets nieuws gezegd" in line
    assert "januari" not in line
    assert "Begeleider" not in line


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_costs_as_many_statements(scene, count, now):
    def cost() -> int:
        with CaptureQueriesContext(connection) as statements:
            digest_so_far(scene.participant, Roles.of(scene.participant), now)
        return len(statements)

    post = PostFactory(thread=scene.open_thread, author=scene.facilitator, position=2)
    announce(post=post, actor=scene.facilitator, now=MONDAY)
    one = cost()
    for _ in range(count - 1):
        group = MembershipFactory(member=scene.participant).group
        MembershipFactory(group=group, member=scene.facilitator, role=Membership.Role.FACILITATOR)
        post = PostFactory(thread=ThreadFactory(group=group), author=scene.facilitator, position=1)
        announce(post=post, actor=scene.facilitator, now=MONDAY)

    assert cost() == one


def letters_to(member, letters: list[OutgoingMail]) -> list[OutgoingMail]:
    return [letter for letter in letters if letter.member_id == member.pk]
