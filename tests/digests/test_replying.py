"""A reply to a digest is answered with the way to what it told of, and lands nowhere by itself."""

from dataclasses import replace

import pytest

from digests.actions.replying import take_reply
from digests.models import DigestDelivery
from inbound import actions as inbound
from inbound.replies import Reply, Unproven
from learninggroups.actions import posts
from learninggroups.models import Membership, Post
from mailing.models import OutgoingMail
from mailing.replies import MARKER, reply_address
from members.models import Member
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.learninggroups import MembershipFactory
from tests.golden import assert_letter
from tests.inbound.programs import gmail_dutch


@pytest.fixture
def reader(opened, settings):
    """A participant of a closed group, in a portal that takes mail."""
    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    return MembershipFactory(
        group__openness="closed", group__name="Leergroep Samen", member__name="Cor Contact"
    ).member


@pytest.fixture
def letter(reader, morning):
    """The reader's digest about a thread."""
    group = reader.memberships.get().group
    colleague = MembershipFactory(group=group).member
    posts.start_thread(group=group, title="Wie belt?", body="<p>Ik.</p>", actor=colleague, now=MONDAY)
    return next(letter for letter in morning(TUESDAY) if letter.member_id == reader.pk)


def reply_to(letter: OutgoingMail) -> Reply:
    return Reply(
        "d1", letter.member_id, letter.reply_about, "Ik bel ook.", letter.to_address, is_from_her=True
    )


def answers() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(letter="digest_answered"))


def test_who_answers_a_digest_is_shown_the_way(letter, reader):
    Member.objects.filter(pk=reader.pk).update(email="cor@example.org")
    before = Post.objects.count()

    for _twice in range(2):
        raw = gmail_dutch("Ik bel ook.", letter.text)
        inbound.receive(raw=raw, recipient=reply_address(letter), now=TUESDAY)
        while mail := inbound.claim_mail(now=TUESDAY):
            inbound.read_mail(mail=mail, now=TUESDAY)

    assert Post.objects.count() == before
    [answer] = answers()
    assert "/leergroepen/gesprekken/" in answer.html
    assert_letter(answer, "digest_answered")


def test_a_digest_does_not_ask_for_an_answer(letter):
    assert MARKER not in letter.text + letter.html


def test_a_reply_that_is_read_again_is_answered_once(letter):
    for _twice in range(2):
        assert take_reply(reply=reply_to(letter), now=TUESDAY)

    assert len(answers()) == 1


def test_who_left_the_group_is_not_told_what_was_said_there(letter, reader):
    Membership.objects.filter(member=reader).delete()

    take_reply(reply=reply_to(letter), now=TUESDAY)

    [answer] = answers()
    assert "Wie belt?" not in answer.text + answer.html
    assert "/mijn/" in answer.text


def test_a_digest_that_is_forgotten_has_no_answer(letter):
    reply = reply_to(letter)
    DigestDelivery.objects.all().delete()

    assert not take_reply(reply=reply, now=TUESDAY)


def test_what_came_from_another_address_is_not_answered(letter):
    with pytest.raises(Unproven):
        take_reply(reply=replace(reply_to(letter), is_from_her=False), now=TUESDAY)
