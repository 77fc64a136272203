"""Choosing how often the digest comes: here, through a letter, and never by accident."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from activity import journal, sealing
from digests import actions, notifications
from digests.models import DigestDelivery, MailPreference
from digests.queries.letters import still_wanted
from learninggroups.models import LearningGroup, Membership
from mailing.models import OutgoingMail
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.learninggroups import MembershipFactory, PostFactory, ThreadFactory
from tests.factories.members import MemberFactory

HERE = "/mail/"


@pytest.fixture
def reader(opened):
    """A participant of a closed group."""
    return MembershipFactory(group__openness=LearningGroup.Openness.CLOSED).member


@pytest.fixture
def happen(reader):
    """Return a function that lets something happen in the reader's group."""

    def happen(now):
        thread = ThreadFactory(group=reader.memberships.get().group, post_count=1)
        PostFactory(thread=thread, author=thread.author, position=1)
        journal.record("thread_started", thread, audience=journal.MEMBERS, actor=thread.author, now=now)
        return thread

    return happen


def letters_to(member) -> list[OutgoingMail]:
    """Return the digests to this member."""
    return list(OutgoingMail.objects.filter(letter="digest", member=member).order_by("pk"))


def test_page_says_where_it_goes_and_when_the_next_one_comes(reader, client_of):
    page = client_of(reader).get(HERE).content.decode()

    assert reader.email in page
    assert "07.00 uur" in page
    assert "elke week" in page


def test_choice_is_kept_and_shown(reader, client_of):
    browser = client_of(reader)

    response = browser.post(HERE, {"frequency": "weekly", "weekday": 5})

    assert response.status_code == 303
    preference = MailPreference.objects.get(member=reader)
    assert (preference.frequency, preference.weekday) == ("weekly", 5)
    assert 'value="5" selected' in browser.get(HERE).content.decode()


def test_no_choice_is_refused_and_says_why(reader, client_of):
    response = client_of(reader).post(HERE, {"weekday": 5})

    assert response.status_code == 422
    assert "Kies hoe vaak je het overzicht wilt krijgen." in response.content.decode()
    assert not MailPreference.objects.exists()


def test_letter_opens_the_choice_without_signing_in_or_changing_anything(reader):
    address = reverse("digests:preferences_by_letter", args=[notifications.settings_token(reader.pk)])
    browser = Client()

    # A mail scanner opens every link, more than once.
    for _time in range(2):
        assert browser.get(address).status_code == 200
    assert not MailPreference.objects.exists()

    assert browser.post(address, {"frequency": "never", "weekday": 2}).status_code == 303
    assert MailPreference.objects.get(member=reader).frequency == "never"
    assert browser.get("/mijn/").status_code == 302


@pytest.mark.parametrize("token", ["1", "1:", "abc", "1:WzFd"])
def test_made_up_link_leads_nowhere(reader, token):
    assert Client().get(reverse("digests:preferences_by_letter", args=[token])).status_code == 404


def test_nothing_comes_after_never(reader, happen, morning):
    actions.choose_frequency(actor=reader, frequency="never", now=MONDAY)
    happen(MONDAY)

    morning(TUESDAY)

    assert letters_to(reader) == []


def test_who_comes_back_from_never_is_not_sent_what_she_did_not_want(reader, happen, morning):
    actions.choose_frequency(actor=reader, frequency="never", now=MONDAY)
    old = happen(MONDAY)
    morning(TUESDAY)
    actions.choose_frequency(actor=reader, frequency="daily", now=TUESDAY)
    new = happen(TUESDAY)

    morning(TUESDAY + timedelta(days=1))

    [letter] = letters_to(reader)
    assert new.title in letter.text
    assert old.title + "\n" not in letter.text


def test_stopping_through_a_letter_can_be_undone_without_missing_anything(reader, happen, morning):
    happen(MONDAY)
    was = actions.stop_digests(member_id=reader.pk, about="digest:1", now=MONDAY)
    assert actions.stop_digests(member_id=reader.pk, about="digest:1", now=MONDAY) == ""
    morning(TUESDAY)
    assert letters_to(reader) == []

    actions.resume_digests(member_id=reader.pk, about="digest:1", was=was, now=TUESDAY)
    morning(TUESDAY + timedelta(days=7))

    assert len(letters_to(reader)) == 1


def test_other_frequency_repeats_nothing(reader, happen, morning):
    happen(MONDAY)
    morning(TUESDAY)
    actions.choose_frequency(actor=reader, frequency="daily", now=TUESDAY)

    for days in range(1, 9):
        morning(TUESDAY + timedelta(days=days))

    assert len(letters_to(reader)) == 1


@pytest.mark.parametrize(
    ("meanwhile", "still_goes"),
    [
        (lambda reader: None, True),
        (lambda reader: Membership.objects.filter(member=reader).delete(), False),
        (lambda reader: actions.stop_digests(member_id=reader.pk, about="", now=TUESDAY), False),
        (lambda reader: type(reader).objects.filter(pk=reader.pk).update(is_active=False), False),
    ],
)
def test_letter_that_waits_is_asked_after_before_it_leaves(reader, happen, morning, meanwhile, still_goes):
    happen(MONDAY)
    [letter] = morning(TUESDAY)

    meanwhile(reader)

    assert still_wanted([letter]) == ({letter.pk} if still_goes else set())


def test_digest_on_screen_is_its_readers_alone_and_shows_what_she_may_see_now(
    reader, happen, morning, client_of
):
    thread = happen(MONDAY)
    morning(TUESDAY)
    address = reverse("digests:digest", args=[DigestDelivery.objects.get(member=reader).pk])

    assert thread.title in client_of(reader).get(address).content.decode()
    assert client_of(MemberFactory()).get(address).status_code == 404

    Membership.objects.filter(member=reader).delete()
    assert thread.title not in client_of(reader).get(address).content.decode()


def test_preview_shows_what_was_not_sealed_yet_and_sends_nothing(reader, happen, client_of):
    thread = happen(MONDAY)

    page = client_of(reader).get("/mail/overzicht/").content.decode()

    assert thread.title in page
    assert sealing.newest_batch() == 1
    assert letters_to(reader) == []
