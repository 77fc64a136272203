"""A digest says no more than its reader may read: of confidential groups, to followers and to guests."""

import pytest

from digests.queries.letters import still_wanted
from digests.queries.pages import digest_so_far
from learninggroups.actions.posts import post_reply, start_thread
from learninggroups.models import LearningGroup, Membership, Post, Thread
from learninggroups.permissions import Roles
from tests.factories.learninggroups import MembershipFactory, ThreadGuestFactory
from tests.factories.mailing import OutgoingMailFactory

SECRETS = ("Wie belt wie", "Dina", "Bea")


@pytest.fixture
def talk(scene, now):
    """A thread in the open group, with a reply."""
    thread = start_thread(
        group=scene.open_group, title="Wie belt wie?", body="<p>Ik.</p>", actor=scene.participant, now=now
    )
    post_reply(thread=thread, body="<p>Jij.</p>", actor=scene.facilitator, now=now)
    return thread


@pytest.fixture
def told(now):
    """Return a function that gives the lines of a person's next digest, as one text."""

    def lines_for(member) -> str:
        blocks = digest_so_far(member, Roles.of(member), now)
        return "\n".join(
            f"{part.name}: {line.title} {line.below} {line.path}"
            for block in blocks
            for part in block.parts
            for line in part.lines
        )

    return lines_for


def follow(scene, member):
    MembershipFactory(group=scene.open_group, member=member, role=Membership.Role.FOLLOWER)


def test_a_follower_hears_of_an_open_group(scene, talk, told):
    assert "Wie belt wie" not in told(scene.elsewhere)
    follow(scene, scene.elsewhere)

    assert "Wie belt wie" in told(scene.elsewhere)


def test_a_follower_hears_nothing_of_who_does_not_want_to_be_read_by_her(scene, talk, told):
    follow(scene, scene.elsewhere)
    Post.objects.filter(thread=talk, author=scene.facilitator).update(openness="closed")

    assert "Dina" in told(scene.elsewhere)
    assert "Bea" not in told(scene.elsewhere)
    assert "Bea" in told(scene.participant)


def test_a_guest_hears_of_her_thread_and_of_nothing_else(scene, talk, told):
    assert told(scene.guest) == ""
    ThreadGuestFactory(thread=talk, member=scene.guest)

    assert told(scene.guest).count("\n") == 0
    assert "Wie belt wie" in told(scene.guest)


def test_of_a_confidential_group_it_says_only_that_something_is_new(scene, talk, told):
    LearningGroup.objects.filter(pk=scene.open_group.pk).update(openness="closed", is_confidential=True)
    ThreadGuestFactory(thread=talk, member=scene.guest)

    for reader in (scene.participant, scene.guest):
        lines = told(reader)
        assert "Leergroep open: Er is iets nieuws gezegd" in lines
        assert not any(secret in lines for secret in SECRETS)
        assert talk.get_absolute_url() not in lines


def letter_about(thread, member):
    return OutgoingMailFactory(
        member_id=member.pk, letter="digest", text=f"* Titel\n  https://x{thread.get_absolute_url()}\n"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"openness": "closed", "is_confidential": True},
        {"openness": "closed"},
    ],
)
def test_a_letter_that_waits_stays_when_its_reader_may_no_longer_read_of_it(scene, talk, change):
    follow(scene, scene.elsewhere)
    letter, other = letter_about(talk, scene.elsewhere), letter_about(scene.open_thread, scene.elsewhere)
    assert still_wanted([letter, other]) == {letter.pk, other.pk}

    LearningGroup.objects.filter(pk=scene.open_group.pk).update(**change)
    assert still_wanted([letter, other]) == set()


def test_a_letter_that_waits_stays_when_its_thread_moved_behind_closed_doors(scene, talk):
    letter = letter_about(talk, scene.elsewhere)
    Thread.objects.filter(pk=talk.pk).update(group=scene.closed_group)

    assert still_wanted([letter]) == set()


def test_a_letter_to_who_takes_part_goes_when_a_group_is_closed_but_not_when_it_is_confidential(scene, talk):
    letter = letter_about(talk, scene.participant)
    LearningGroup.objects.filter(pk=scene.open_group.pk).update(openness="closed")
    assert still_wanted([letter]) == {letter.pk}

    LearningGroup.objects.filter(pk=scene.open_group.pk).update(is_confidential=True)
    assert still_wanted([letter]) == set()


@pytest.mark.parametrize("count", [1, 3])
def test_asking_costs_as_much_for_one_letter_as_for_three(scene, talk, count, django_assert_num_queries):
    letters = [letter_about(talk, scene.participant) for _ in range(count)]

    with django_assert_num_queries(3):
        still_wanted(letters)
