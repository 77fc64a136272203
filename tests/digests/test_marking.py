"""*Alles gelezen*: what one letter told is read with one press, and nothing that it did not tell."""

import re

import pytest
from django.test import Client

from activity import journal
from digests import actions
from digests.models import DigestDelivery
from digests.queries.lines import Block
from learninggroups.actions import posts
from learninggroups.models import Membership, ReadMark
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.home import NewsPageFactory
from tests.factories.learninggroups import MembershipFactory

CAP = Block.GROUPS.value.cap
LINK = re.compile(r"/mail/gelezen/[^\s\"]+/")


@pytest.fixture
def reader(opened):
    """A participant of a closed group."""
    return MembershipFactory(group__openness="closed").member


@pytest.fixture
def colleague(reader):
    """Who writes in that group."""
    return MembershipFactory(group=reader.memberships.get().group).member


@pytest.fixture
def talk(colleague):
    """Return a function that starts a thread in the reader's group."""

    def talk(title="Wie belt?"):
        group = colleague.memberships.get().group
        return posts.start_thread(group=group, title=title, body="<p>Ik.</p>", actor=colleague, now=MONDAY)

    return talk


@pytest.fixture
def letter(morning, reader):
    """Return a function that gives the reader's letter of Tuesday."""
    return lambda: next(letter for letter in morning(TUESDAY) if letter.member_id == reader.pk)


def marks_of(member) -> dict[int, int]:
    return dict(ReadMark.objects.filter(member=member).values_list("thread", "position"))


def test_one_press_in_the_letter_is_enough_and_opening_the_link_changes_nothing(reader, talk, letter):
    threads = [talk("Toegang"), talk("Wonen")]
    mail = letter()
    [address] = set(LINK.findall(mail.text) + LINK.findall(mail.html))
    browser = Client()

    for _scanner in range(2):
        page = browser.get(address).content.decode()
    assert "Markeer deze 2 gesprekken als gelezen" in page
    assert not any(title in page for title in ("Toegang", "Wonen", reader.name))
    assert marks_of(reader) == {}

    assert browser.post(address).status_code == 303
    assert marks_of(reader) == {thread.pk: 1 for thread in threads}
    assert "is gelezen" in browser.get(address).content.decode()
    assert browser.get("/mijn/").status_code == 302


def test_what_was_said_since_stays_new(reader, talk, letter, colleague):
    thread = talk()
    letter()
    posts.post_reply(thread=thread, body="<p>Jij.</p>", actor=colleague, now=TUESDAY)

    actions.mark_told_read(delivery=DigestDelivery.objects.get(member=reader), actor=reader, now=TUESDAY)

    assert marks_of(reader) == {thread.pk: 1}


def test_what_she_read_further_stays_read(reader, talk, letter):
    thread = talk()
    letter()
    ReadMark.objects.create(member=reader, thread=thread, position=5, read_at=TUESDAY)

    actions.mark_told_read(delivery=DigestDelivery.objects.get(member=reader), actor=reader, now=TUESDAY)

    assert marks_of(reader) == {thread.pk: 5}


def test_what_did_not_fit_is_not_read_and_comes_next(reader, talk, letter):
    threads = {talk(f"Gesprek {number}").pk for number in range(CAP + 2)}
    letter()
    delivery = DigestDelivery.objects.get(member=reader)

    actions.mark_told_read(delivery=delivery, actor=reader, now=TUESDAY)

    waiting = threads - marks_of(reader).keys()
    assert {f"thread:{pk}@{delivery.after}" for pk in waiting} == set(delivery.left_over.split())
    assert len(waiting) == 2


def test_who_left_marks_nothing_of_what_she_may_no_longer_see(reader, talk, letter):
    talk()
    letter()
    Membership.objects.filter(member=reader).delete()

    actions.mark_told_read(delivery=DigestDelivery.objects.get(member=reader), actor=reader, now=TUESDAY)

    assert marks_of(reader) == {}


def test_letter_without_conversations_has_nothing_to_mark(reader, letter):
    page = NewsPageFactory()
    journal.record("news_published", page, audience=journal.PUBLIC, actor=None, now=MONDAY)

    assert "gelezen" not in letter().text


def test_digest_on_screen_has_the_same_button(reader, talk, letter, client_of):
    thread = talk()
    letter()
    browser = client_of(reader)
    address = f"/mail/overzicht/{DigestDelivery.objects.get(member=reader).pk}/"
    [action] = LINK.findall(browser.get(address).content.decode())

    browser.post(action)

    assert marks_of(reader) == {thread.pk: 1}
    assert not LINK.search(browser.get(address).content.decode())


@pytest.mark.parametrize("token", ["1", "1:", "abc", "1:WzFd"])
def test_made_up_link_leads_nowhere(db, token):
    assert Client().get(f"/mail/gelezen/{token}/").status_code == 404
