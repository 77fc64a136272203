"""*Nu even niet tot …*: letters wait, are asked after when she is back, and nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity import journal
from digests import actions
from digests.notifications import settings_token
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.learninggroups import MembershipFactory, PostFactory, ThreadFactory

BACK = TUESDAY + timedelta(days=9)
HERE = "/mail/"


@pytest.fixture
def reader(opened):
    """A participant who gets the digest every day."""
    reader = MembershipFactory(group__openness="closed").member
    actions.choose_frequency(actor=reader, frequency="daily", now=MONDAY)
    return reader


@pytest.fixture
def talk(reader):
    """Return a function that starts a thread in the reader's group."""

    def talk(now):
        thread = ThreadFactory(group=reader.memberships.get().group, post_count=1)
        PostFactory(thread=thread, author=thread.author, position=1)
        journal.record("thread_started", thread, audience=journal.MEMBERS, actor=thread.author, now=now)
        return thread

    return talk


def test_digests_go_on_where_she_was(reader, talk, morning):
    actions.pause_mail(actor=reader, until=BACK.date(), now=MONDAY)
    threads = []
    for day in range(9):
        now = TUESDAY + timedelta(days=day)
        threads.append(talk(now - timedelta(hours=1)))
        assert reader.pk not in {letter.member_id for letter in morning(now)}

    [letter] = [letter for letter in morning(BACK) if letter.member_id == reader.pk]

    assert all(letter.text.count(f"{thread.title}\n") == 1 for thread in threads)


def test_page_says_until_when_and_takes_it_back(reader, client_of):
    browser = client_of(reader)
    until = timezone.localdate() + timedelta(days=20)

    assert browser.post(HERE, {"what": "pause", "until": until.isoformat()}).status_code == 303
    page = browser.get(HERE).content.decode()
    assert "Je mail wacht tot" in page
    reader.refresh_from_db()
    assert reader.mail_paused_until == until

    assert browser.post(HERE, {"what": "resume"}).status_code == 303
    reader.refresh_from_db()
    assert reader.mail_paused_until is None


@pytest.mark.parametrize(
    ("until", "why"),
    [
        ("", "Kies een dag."),
        ("2020-01-01", "Kies een dag na vandaag."),
        ("2999-01-01", "binnen een jaar"),
    ],
)
def test_day_that_is_none_is_refused_and_says_why(reader, client_of, until, why):
    response = client_of(reader).post(HERE, {"what": "pause", "until": until})

    assert response.status_code == 422
    assert why in response.content.decode()
    reader.refresh_from_db()
    assert reader.mail_paused_until is None


def test_it_can_be_done_through_a_letter_without_signing_in(reader, client):
    address = f"/mail/instellen/{settings_token(reader.pk)}/"
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert "Laat mijn mail wachten" in client.get(address).content.decode()
    assert client.post(address, {"what": "pause", "until": tomorrow.isoformat()}).status_code == 303

    reader.refresh_from_db()
    assert reader.mail_paused_until == tomorrow
