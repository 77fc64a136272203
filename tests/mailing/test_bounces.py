"""What comes back: a letter that nobody took, one that somebody called unwanted, and a mail to stop."""

import email
from datetime import timedelta

import pytest

from mailing import bounces, messages, standing
from mailing.addresses import Box, address_of
from mailing.models import Hold, MailEvent, OutgoingMail, Suppression
from members.models import Member
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory
from tests.mailing.reports import complaint, dsn, in_words

pytestmark = pytest.mark.django_db

State = OutgoingMail.State


@pytest.fixture(autouse=True)
def mail_comes_in(settings):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"


@pytest.fixture
def mail():
    return OutgoingMailFactory(state=State.SENT, to_address="noor@example.nl", member=MemberFactory())


def came_back(mail, message, now, box=Box.BOUNCE) -> bool:
    taken = bounces.take_dsn(message=message, recipient=address_of(mail, box), now=now)
    mail.refresh_from_db()
    return taken


@pytest.mark.parametrize(
    ("message", "kind", "state", "code"),
    [
        (dsn("5.1.1", "550 5.1.1 User unknown"), "hard", State.FAILED, "5.1.1"),
        (dsn("5.2.2", "552 5.2.2 Mailbox full"), "soft", State.FAILED, "5.2.2"),
        (dsn("4.4.7", "delivery time expired"), "soft", State.FAILED, "4.4.7"),
        (dsn("", "550 5.1.1 User unknown"), "hard", State.FAILED, "5.1.1"),
        (dsn("5.7.1", "550 5.7.1 blocked"), "policy", State.HELD, "5.7.1"),
        (dsn("5.0.0", "550 message looks like spam"), "policy", State.HELD, "5.7.0"),
        (dsn("5.3.4", "message too big"), "rejected", State.FAILED, "5.3.4"),
        (dsn("4.4.1", "connection timed out", action="delayed"), "delayed", State.SENT, ""),
        (in_words("<noor@example.nl>:\n550 5.1.1 unknown user"), "hard", State.FAILED, "5.1.1"),
        (
            in_words("Sorry, no mailbox here by that name. (#5.1.1)\n550 no such user"),
            "hard",
            State.FAILED,
            "550",
        ),
        (
            in_words(
                "Het bericht kon niet worden bezorgd.\n550 Onbekende ontvanger\n\n"
                "--- Oorspronkelijk bericht ---\n552 5.2.2 vol"
            ),
            "hard",
            State.FAILED,
            "550",
        ),
        (in_words("450 4.2.0 Wordt opnieuw geprobeerd", subject="Vertraagd"), "delayed", State.SENT, ""),
    ],
)
def test_a_report_says_what_became_of_the_letter(mail, now, message, kind, state, code):
    assert came_back(mail, message, now)

    event = MailEvent.objects.get()
    assert (event.kind, event.letter, event.address) == (kind, mail, "noor@example.nl")
    assert (mail.state, mail.last_code) == (state, code)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_changes_nothing(mail, now, action):
    assert came_back(mail, dsn("2.0.0", action=action), now)

    assert (mail.state, MailEvent.objects.count()) == (State.SENT, 0)


def test_the_same_report_twice_counts_once(mail, now):
    for _ in range(2):
        assert came_back(mail, dsn("5.1.1"), now)

    assert standing.score("noor@example.nl", now) == 2


def test_a_report_that_came_to_the_address_for_answers_counts_too(mail, now):
    assert came_back(mail, dsn("5.1.1"), now, Box.ANSWER)

    assert mail.state == State.FAILED


def test_a_report_that_came_elsewhere_is_known_by_the_letter_that_it_returns(mail, now):
    built = messages.build(
        OutgoingMailFactory(pk=mail.pk + 1, member=mail.member, reply_about="x:1"), may_be_8bit=True
    )
    returned = str(email.message_from_bytes(built)).split("\n\n")[0]

    taken = bounces.take_dsn(
        message=dsn("5.1.1", returned=returned), recipient="portaal@example.org", now=now
    )

    assert taken
    assert MailEvent.objects.get().letter_id == mail.pk + 1


@pytest.mark.parametrize(
    "recipient", ["bounce+{pk}-aaaaaaaaaaaaaaaa@post.example.org", "portaal@example.org"]
)
def test_a_report_that_somebody_made_up_counts_for_nothing(mail, now, recipient):
    forged = dsn("5.1.1", returned=f"Message-ID: {mail.message_id}\nTo: noor@example.nl")

    assert not bounces.take_dsn(message=forged, recipient=recipient.format(pk=mail.pk), now=now)

    assert not MailEvent.objects.exists()


@pytest.mark.parametrize(
    "message",
    [
        in_words("Ik ben met vakantie tot 550 augustus.", sender="Noor <noor@example.nl>"),
        in_words("Ik ben er niet."),
        email.message_from_string(""),
    ],
)
def test_what_is_no_report_is_left_to_others(mail, now, message):
    if "Return-Path" in message:
        message.replace_header("Return-Path", "<noor@example.nl>")

    assert not came_back(mail, message, now)


def test_a_letter_with_a_secret_that_comes_back_is_not_held_to_be_sent_again(now):
    mail = OutgoingMailFactory(state=State.SENT, has_secret=True, text="", html="")

    assert came_back(mail, dsn("5.7.1"), now)

    assert mail.state == State.FAILED


def test_reports_about_who_we_are_stop_all_mail_and_blame_no_address(now):
    for mail in OutgoingMailFactory.create_batch(5, state=State.SENT):
        came_back(mail, dsn("5.7.26", "550 5.7.26 unauthenticated"), now)

    assert "5.7.26" in Hold.objects.get().reason
    assert not Suppression.objects.exists()


def test_the_account_behind_an_address_is_never_touched(mail, now):
    account = Member.objects.filter(pk=mail.member_id).values()
    before = account.get()
    for day in range(3):
        other = OutgoingMailFactory(state=State.SENT, member=mail.member, to_address=mail.to_address)
        came_back(other, dsn("5.1.1"), now + timedelta(days=day))

    assert Suppression.objects.get().address == "noor@example.nl"
    assert account.get() == before


def test_a_complaint_stops_that_letter_and_is_noted(now, probe):
    stopped = []
    probe(stop=lambda **facts: stopped.append(facts) or "")
    mail = OutgoingMailFactory(letter="probe", about="thread:3", member=MemberFactory(), state=State.SENT)

    assert came_back(mail, complaint(), now)

    assert stopped == [{"member_id": mail.member_id, "about": "thread:3", "now": now}]
    assert MailEvent.objects.get().kind == "complained"
    assert not Suppression.objects.exists()


def test_a_mail_to_the_stop_address_stops(now, probe):
    stopped = []
    probe(stop=lambda **facts: stopped.append(facts["about"]) or "")
    mail = OutgoingMailFactory(letter="probe", about="thread:3", member=MemberFactory())

    assert bounces.stop_by_mail(recipient=address_of(mail, Box.STOP), now=now)
    assert not bounces.stop_by_mail(recipient=address_of(mail, Box.ANSWER), now=now)
    assert not bounces.stop_by_mail(recipient="af+1-aaaaaaaaaaaaaaaa@post.example.org", now=now)

    assert stopped == ["thread:3"]
