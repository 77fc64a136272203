"""Mail is kept before it is read, counts once, and is answered only when a person wrote it."""

from datetime import timedelta

import pytest

from inbound import actions
from inbound.actions import answering
from inbound.models import InboundMail
from mailing import replies
from mailing.models import OutgoingMail
from tests.golden import assert_letter
from tests.inbound.conftest import PROVEN, mail, read_all

pytestmark = pytest.mark.django_db

State = InboundMail.State


def test_a_reply_is_handed_to_the_app_whose_letter_it_answers(letter, taken, cor, now):
    assert actions.receive(raw=mail(), recipient=replies.reply_address(letter), now=now)
    assert not actions.receive(raw=mail(), recipient=replies.reply_address(letter), now=now)
    read_all(now)
    read_all(now)

    [reply] = taken
    assert (reply.member_id, reply.about, reply.text) == (cor.pk, "recipients:1", "Het werkt.")
    assert reply.is_from_her
    assert InboundMail.objects.get().state == State.TAKEN


def test_the_address_is_found_among_those_it_was_sent_to(letter, taken, now):
    actions.receive(raw=mail(To=replies.reply_address(letter)), recipient="vangnet@example.org", now=now)
    read_all(now)

    assert len(taken) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "Auto-Generated; owner=x"},
        {"Precedence": "bulk"},
        {"X_Auto_Response_Suppress": "DR, OOF, AutoReply"},
        {"Return_Path": "<>"},
        {"Subject": "Automatisch antwoord: Vraag"},
        {"Subject": "=?utf-8?q?Afwezig=3A_vakantie?="},
        {"Content_Type": "multipart/report; boundary=x"},
        {"List_Id": "<nieuws.example.org>"},
        {"From": "MAILER-DAEMON@example.org"},
        {"From": "antwoord+1-abc@post.example.org"},
        {"From": ""},
    ],
    ids=lambda headers: " ".join(*headers.items()),
)
def test_what_a_machine_sent_is_neither_taken_nor_answered(letter, taken, now, headers):
    actions.receive(raw=mail(**headers), recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert taken == []
    assert InboundMail.objects.get().state == State.AUTOMATIC
    assert not OutgoingMail.objects.exclude(pk=letter.pk).exists()


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "no"}, {"Subject": "Re: Automatisch antwoord"}, {}])
def test_what_a_person_sent_is_no_automatic_mail(letter, taken, now, headers):
    actions.receive(raw=mail(**headers), recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert len(taken) == 1


def test_a_member_whose_mail_belongs_nowhere_gets_her_words_back(taken, cor, now):
    actions.receive(raw=mail(), recipient="antwoord+1-aaaaaaaaaaaaaaaa@post.example.org", now=now)
    read_all(now)

    assert_letter(OutgoingMail.objects.get(member=cor), "reply_unknown")
    assert InboundMail.objects.get().state == State.UNKNOWN


def test_a_member_in_whose_name_much_comes_in_gets_three_letters_a_day(taken, cor, now):
    for number in range(5):
        actions.receive(
            raw=mail(Message_ID=f"<{number}@example.org>"), recipient="x@post.example.org", now=now
        )
    read_all(now)

    assert OutgoingMail.objects.count() == 3


def test_a_stranger_hears_once_a_day_that_nobody_knows_her(taken, now):
    for number in range(3):
        actions.receive(
            raw=mail(Message_ID=f"<{number}@example.org>"), recipient="antwoord@post.example.org", now=now
        )
    read_all(now)

    assert set(InboundMail.objects.values_list("state", flat=True)) == {State.UNKNOWN}
    letter = OutgoingMail.objects.get()
    assert (letter.to_address, letter.member) == ("cor@example.org", None)
    assert_letter(letter, "stranger_wrote")


def test_a_mail_that_cannot_be_read_is_tried_five_times_and_then_waits_for_a_person(letter, now):
    actions.receive(raw=mail(), recipient=replies.reply_address(letter), now=now)

    tries = [actions.claim_mail(now=now + number * timedelta(minutes=6)) for number in range(6)]

    assert [bool(found) for found in tries] == [True] * 5 + [False]
    assert actions.claim_mail(now=now) is None
    assert InboundMail.objects.get().state == State.STUCK


def test_a_refused_mail_comes_back_with_what_to_do(letter, taken, cor, now):
    actions.receive(raw=mail("Ik weiger dit."), recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert InboundMail.objects.get().state == State.REFUSED
    assert_letter(OutgoingMail.objects.exclude(pk=letter.pk).get(), "reply_refused")


def test_a_refused_mail_is_answered_three_times_a_day_at_most(letter, taken, now):
    for number in range(5):
        raw = mail("Ik weiger dit.", Message_ID=f"<{number}@example.org>")
        actions.receive(raw=raw, recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert OutgoingMail.objects.filter(letter="reply_refused").count() == 3


def test_who_is_proven_hears_of_each_mail(letter, taken, now):
    for number in range(5):
        raw = mail("Ik weiger dit.", Message_ID=f"<{number}@example.org>", Authentication_Results=PROVEN)
        actions.receive(raw=raw, recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert OutgoingMail.objects.filter(letter="reply_refused").count() == 5


def test_a_reader_that_fell_over_leaves_the_mail_to_the_next(letter, taken, now, monkeypatch):
    actions.receive(raw=mail(), recipient=replies.reply_address(letter), now=now)

    def fall_over(**_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(answering, "settle", fall_over)
        with pytest.raises(KeyboardInterrupt):
            read_all(now)
    read_all(now)
    assert len(taken) == 1
    read_all(now + timedelta(minutes=6))

    first, again = taken
    assert first == again
    assert InboundMail.objects.get().state == State.TAKEN


def test_a_mail_about_what_is_gone_comes_back(letter, taken, cor, now):
    actions.receive(raw=mail("Dit is al weg."), recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert InboundMail.objects.get().state == State.UNKNOWN
    assert OutgoingMail.objects.get(letter="reply_unknown").member == cor


def test_the_eleventh_mail_of_an_hour_comes_back(letter, taken, now):
    for number in range(11):
        raw = mail(Message_ID=f"<{number}@example.org>")
        actions.receive(raw=raw, recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert len(taken) == 10
    assert InboundMail.objects.filter(state=State.REFUSED).count() == 1
    actions.receive(
        raw=mail(Message_ID="<later@example.org>"), recipient=replies.reply_address(letter), now=now
    )
    read_all(now + timedelta(minutes=61))
    assert len(taken) == 11


def test_two_mails_with_one_message_id_both_count(letter, taken, now):
    for said in ("Mon, 9 Nov 2026 10:00:00 +0100", "Mon, 9 Nov 2026 10:05:00 +0100"):
        actions.receive(raw=mail(Date=said), recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert len(taken) == 2


def test_a_mail_without_message_id_counts_once_whichever_way_it_came(letter, taken, now):
    raw = mail().replace(b"Message-ID: <a@example.org>\r\n", b"")
    for came in (raw, b"Received: from elsewhere\r\n" + raw, raw.replace(b"\r\n", b"\n")):
        actions.receive(raw=came, recipient=replies.reply_address(letter), now=now)
    read_all(now)

    assert len(taken) == 1


def test_what_a_mail_said_is_forgotten_and_later_that_it_came(letter, now):
    actions.receive(raw=mail(), recipient=replies.reply_address(letter), now=now)
    read_all(now)

    actions.forget_mail(now=now + timedelta(days=29))
    assert bytes(InboundMail.objects.get().raw) == mail()
    actions.forget_mail(now=now + timedelta(days=31))
    assert bytes(InboundMail.objects.get().raw) == b""
    actions.forget_mail(now=now + timedelta(days=366))
    assert not InboundMail.objects.exists()
