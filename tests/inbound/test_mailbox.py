"""A real mailbox is emptied: nothing is taken away before it is kept, and nothing counts twice."""

import pytest

from inbound import actions, imap, tasks
from inbound.models import InboundMail, MailboxVisit
from mailing import replies
from tests.inbound.conftest import mail
from tests.servers import free_port

pytestmark = pytest.mark.django_db

State = InboundMail.State


@pytest.fixture
def reply(letter) -> bytes:
    return mail("Bij ons duurt het korter.", To=replies.reply_address(letter))


def test_a_reply_goes_from_the_mailbox_to_the_app(mailbox, reply, taken, work_through):
    mailbox.bring(reply)
    work_through()

    assert [found.text for found in taken] == ["Bij ons duurt het korter."]
    assert InboundMail.objects.get().state == State.TAKEN
    assert mailbox.count() == 0


def test_a_mail_that_was_kept_but_not_taken_away_counts_once(mailbox, reply, taken, work_through, now):
    mailbox.bring(reply)

    def fall_over(raw):
        actions.receive(raw=raw, recipient="", now=now)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imap.empty_mailbox(mailbox.url, fall_over)
    assert mailbox.count() == 1
    work_through()

    assert len(taken) == 1
    assert mailbox.count() == 0


def test_a_mail_that_cannot_be_kept_stays_and_stops_no_other(mailbox, reply):
    mailbox.bring(b"Subject: een\r\n\r\nDag\r\n", reply)

    assert imap.empty_mailbox(mailbox.url, lambda raw: b"een" not in raw) == 1
    assert mailbox.count() == 1


def test_of_a_mail_larger_than_any_the_beginning_is_kept(mailbox, reply, monkeypatch, taken, work_through):
    monkeypatch.setattr(imap, "MOST_BYTES", 2001)
    monkeypatch.setattr(actions.keeping, "KEPT_BYTES", 2000)
    mailbox.bring(reply + b"\r\n\r\n-- \r\n" + b"x" * 5000)
    work_through()

    found = InboundMail.objects.get()
    assert (found.size, len(found.raw)) == (2001, 2000)
    assert taken[0].text == "Bij ons duurt het korter."


@pytest.mark.parametrize("away", ["nobody listens", "another password"])
def test_what_is_in_the_way_is_remembered_until_it_is_gone(away, mailbox, settings):
    url = settings.MAIL_IMAP_URL
    wrong = {
        "nobody listens": f"imap://portaal:geheim@127.0.0.1:{free_port()}/INBOX",
        "another password": url.replace("geheim", "anders"),
    }
    settings.MAIL_IMAP_URL = wrong[away]
    tasks.collect()
    assert "kan niet worden gelezen" in MailboxVisit.objects.get().trouble
    assert MailboxVisit.objects.get().emptied_at is None

    settings.MAIL_IMAP_URL = url
    tasks.collect()
    visit = MailboxVisit.objects.get()
    assert (visit.trouble, visit.emptied_at) == ("", visit.visited_at)


def test_without_a_mailbox_nothing_is_visited(settings):
    settings.MAIL_IMAP_URL = ""
    tasks.collect()

    assert not MailboxVisit.objects.exists()
