"""What happens to a letter between the queue and the reader's mailbox."""

from datetime import datetime, timedelta

import pytest

from mailing import claims, delivery, upkeep
from mailing.addresses import Box, letter_at
from mailing.models import Heartbeat, Hold, Lease, MailEvent, OutgoingMail, Suppression
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory

State = OutgoingMail.State


def test_letters_are_sent_once_the_most_urgent_first(deliver, post_office):
    OutgoingMailFactory(to_address="overzicht@example.nl", priority=4)
    OutgoingMailFactory(to_address="code@example.nl", priority=1)

    assert deliver() == 2
    assert deliver() == 0

    assert post_office.recipients() == ["code@example.nl", "overzicht@example.nl"]
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_letter_waits_until_it_is_due(deliver, post_office, clock):
    OutgoingMailFactory(due_at=clock.now + timedelta(minutes=5))

    assert deliver() == 0
    clock.forward(minutes=6)

    assert deliver() == 1


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_refusal_of_one_does_not_touch_the_others(deliver, post_office, pipelining):
    post_office.pipelining = pipelining
    mails = OutgoingMailFactory.create_batch(3)
    post_office.rcpt[mails[1].to_address].append("550 5.1.1 No such user")

    assert deliver() == 2

    assert post_office.recipients() == [mails[0].to_address, mails[2].to_address]
    mails[1].refresh_from_db()
    assert (mails[1].state, mails[1].last_code) == (State.FAILED, "5.1.1")
    event = MailEvent.objects.get()
    assert (event.kind, event.address, event.letter) == ("hard", mails[1].to_address, mails[1])


def test_an_address_that_is_refused_again_gets_no_more_letters(deliver, post_office, clock):
    for _ in range(2):
        mail = OutgoingMailFactory(to_address="Weg@example.nl")
        post_office.rcpt[mail.to_address].append("550 5.1.1 No such user")
    waits = OutgoingMailFactory(to_address="weg@example.nl", due_at=clock.now + timedelta(minutes=1))

    deliver()
    assert Suppression.objects.get().address == "weg@example.nl"
    clock.forward(minutes=2)

    assert deliver() == 0
    waits.refresh_from_db()
    assert (waits.state, waits.last_error) == (State.CANCELLED, "Dit adres weigert onze post.")


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_not_now_is_tried_again_later_with_more_patience(deliver, post_office, clock, stage):
    mail = OutgoingMailFactory()
    getattr(post_office, stage)[mail.to_address].extend(["451 4.7.1 Greylisted", "451 4.7.1 Greylisted"])

    assert deliver() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.claims) == (State.QUEUED, 1, 0)
    assert timedelta(seconds=48) <= mail.due_at - clock.now <= timedelta(seconds=72)
    clock.forward(seconds=73)
    assert deliver() == 0
    mail.refresh_from_db()
    assert timedelta(minutes=4) <= mail.due_at - clock.now <= timedelta(minutes=6)
    clock.forward(minutes=7)

    assert deliver() == 1


def test_a_letter_is_given_up_after_three_days(deliver, post_office, clock):
    mail = OutgoingMailFactory(queued_at=clock.now - timedelta(hours=73))
    post_office.rcpt[mail.to_address].append("451 4.2.2 Mailbox full")

    deliver()

    mail.refresh_from_db()
    assert (mail.state, mail.last_code) == (State.FAILED, "4.2.2")
    assert not Suppression.objects.exists()


def test_a_full_mailbox_says_nothing_about_the_address(deliver, post_office):
    mail = OutgoingMailFactory()
    post_office.data[mail.to_address].append("552 5.2.2 Mailbox full")

    deliver()

    mail.refresh_from_db()
    assert mail.state == State.FAILED
    assert MailEvent.objects.get().kind == "soft"
    assert not Suppression.objects.exists()


def test_a_letter_is_sent_back_to_an_address_that_tells_which_it_was(deliver, post_office, settings):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    mails = OutgoingMailFactory.create_batch(2)

    deliver()

    returned = [letter_at(copy.sender, Box.BOUNCE) for copy in post_office.taken]
    assert returned == mails


def test_refusals_for_who_we_are_stop_all_mail_and_blame_no_address(deliver, post_office):
    mails = OutgoingMailFactory.create_batch(8)
    for mail in mails:
        post_office.data[mail.to_address].append("550 5.7.26 Unauthenticated sender")

    assert deliver() == 0

    assert OutgoingMail.objects.filter(state=State.HELD).count() == 5
    assert OutgoingMail.objects.filter(state=State.QUEUED, lease_token="", claims=0).count() == 3
    assert set(MailEvent.objects.values_list("kind", flat=True)) == {"policy"}
    assert not Suppression.objects.exists()
    assert "5.7.26" in Hold.objects.get().reason


def test_refusals_of_one_run_stop_that_run_and_nothing_else(deliver, post_office):
    run = {"letter": "notice", "about": "digest:3"}
    refused = OutgoingMailFactory.create_batch(7, **run)
    rest = OutgoingMailFactory.create_batch(60, **run)
    other = OutgoingMailFactory(about="digest:4", due_at=rest[0].due_at + timedelta(minutes=1))
    for mail in refused:
        post_office.data[mail.to_address].append("550 5.7.26 Unauthenticated sender")

    assert deliver() == 1

    other.refresh_from_db()
    assert other.state == State.SENT
    held = OutgoingMail.objects.filter(state=State.HELD, about="digest:3")
    assert (held.count(), held.filter(last_code="5.7.26").count()) == (67, 5)
    assert "Deze verzending is gestopt" in held.filter(last_code="").first().last_error
    assert not Hold.objects.exists()
    assert not Suppression.objects.exists()


def test_a_run_of_which_few_letters_are_refused_goes_on(deliver, post_office):
    mails = OutgoingMailFactory.create_batch(70, about="digest:3")
    for mail in mails[60:66]:
        post_office.data[mail.to_address].append("550 5.7.26 Unauthenticated sender")

    assert deliver() == 64

    assert not OutgoingMail.objects.filter(state=State.HELD, last_code="").exists()
    assert not Hold.objects.exists()


def test_an_address_that_cannot_be_written_fails_alone(deliver, post_office):
    odd = OutgoingMailFactory(to_address="twee woorden@example.nl")
    OutgoingMailFactory()

    assert deliver() == 1

    odd.refresh_from_db()
    assert odd.state == State.FAILED


def test_a_server_that_is_away_costs_no_attempt(deliver, settings, clock):
    settings.MAILING_EMAIL_URL = "smtp://127.0.0.1:1"
    mail = OutgoingMailFactory()

    for _ in range(10):
        assert deliver() == 0
        clock.forward(days=1)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.claims, mail.lease_token) == (State.QUEUED, 0, 0, "")
    assert "niet bereikbaar" in Heartbeat.objects.get(name="delivery").trouble


def test_a_line_that_breaks_before_the_letter_costs_no_attempt(deliver, post_office, clock):
    first, second = OutgoingMailFactory.create_batch(2)
    post_office.rcpt[first.to_address].append("421 4.3.2 Shutting down")

    assert deliver() == 1
    first.refresh_from_db()
    assert (first.state, first.attempts) == (State.QUEUED, 0)
    clock.forward(minutes=2)

    assert deliver() == 1
    assert post_office.recipients() == [second.to_address, first.to_address]


def test_a_lost_reply_gives_one_extra_copy_with_the_same_message_id(deliver, post_office, clock):
    doubtful, other = OutgoingMailFactory.create_batch(2)
    post_office.lost_replies[doubtful.to_address] = 1

    assert deliver() == 1
    doubtful.refresh_from_db()
    assert doubtful.state == State.SENDING
    assert deliver() == 0
    clock.forward(minutes=6)
    assert deliver() == 1

    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.in_doubt) == (State.SENT, 1)
    assert post_office.recipients() == [doubtful.to_address, other.to_address, doubtful.to_address]
    assert len({copy.message_id for copy in post_office.taken}) == 2
    assert post_office.taken[0].content == post_office.taken[2].content


def test_a_letter_twice_in_doubt_waits_for_a_person(deliver, post_office, clock):
    mail = OutgoingMailFactory()
    post_office.lost_replies[mail.to_address] = 2

    for _ in range(4):
        deliver()
        clock.forward(minutes=6)

    mail.refresh_from_db()
    assert (mail.state, mail.in_doubt) == (State.HELD, 2)
    assert len(post_office.taken) == 2


def test_a_worker_that_lost_its_lease_changes_nothing(deliver, post_office, clock):
    mail = OutgoingMailFactory()
    slow = delivery.Round(claims.claim(clock.now), clock)
    clock.forward(minutes=6)
    assert deliver() == 1

    assert slow.send() == 0

    assert post_office.recipients() == [mail.to_address]
    mail.refresh_from_db()
    assert mail.state == State.SENT


def test_a_lease_tells_what_was_accepted_what_is_in_doubt_and_what_never_left(
    db, clock, deliver, post_office
):
    _accepted, doubtful, waiting = OutgoingMailFactory.create_batch(3)
    claimed = claims.claim(clock.now)
    Lease.objects.filter(token=claimed.token).update(handing=doubtful.pk)
    clock.forward(minutes=6)

    upkeep.recover(clock.now)

    rows = OutgoingMail.objects.order_by("pk").values_list("state", "in_doubt", "claims", "lease_token")
    assert list(rows) == [("sent", 0, 1, ""), ("queued", 1, 1, ""), ("queued", 0, 1, "")]
    assert not Lease.objects.exists()
    assert deliver() == 2
    assert post_office.recipients() == [doubtful.to_address, waiting.to_address]


def test_a_long_batch_makes_way_for_what_is_more_urgent(db, post_office, clock):
    OutgoingMailFactory.create_batch(3, priority=4)

    def clock_that_ticks_with_every_letter() -> datetime:
        if len(post_office.taken) == 1 and OutgoingMail.objects.count() == 3:
            OutgoingMailFactory(priority=1, to_address="code@example.nl")
        return clock.now + timedelta(seconds=2 * len(post_office.taken))

    assert delivery.deliver(clock=clock_that_ticks_with_every_letter, seconds=60) == 4

    assert post_office.recipients()[1] == "code@example.nl"


def test_what_brought_a_worker_down_goes_alone_and_then_waits_for_a_person(deliver, post_office, clock):
    poison, other = OutgoingMailFactory.create_batch(2)
    assert len(claims.claim(clock.now).rows) == 2
    for _ in range(4):
        clock.forward(minutes=6)
        upkeep.recover(clock.now)
        assert claims.claim(clock.now).rows == (poison,)
    clock.forward(minutes=6)

    assert deliver() == 1

    poison.refresh_from_db()
    assert poison.state == State.HELD
    assert post_office.recipients() == [other.to_address]


def test_two_workers_never_claim_the_same_letter(db, clock):
    OutgoingMailFactory.create_batch(3)

    first = claims.claim(clock.now)

    assert len(first.rows) == 3
    assert claims.claim(clock.now) is None


@pytest.mark.parametrize("priority", [OutgoingMail.Priority.ACCOUNT, OutgoingMail.Priority.NOTICE])
def test_an_address_that_refuses_us_gets_account_letters_only(deliver, post_office, clock, priority):
    Suppression.objects.create(address="weg@example.nl", reason="5.1.1", since=clock.now)
    mail = OutgoingMailFactory(to_address="Weg@example.nl", priority=priority)

    deliver()

    mail.refresh_from_db()
    is_account = priority == OutgoingMail.Priority.ACCOUNT
    assert mail.state == (State.SENT if is_account else State.CANCELLED)


def test_a_member_who_left_meanwhile_gets_nothing(deliver, post_office):
    gone = OutgoingMailFactory(member=MemberFactory(is_active=False))
    OutgoingMailFactory(member=MemberFactory())

    assert deliver() == 1

    gone.refresh_from_db()
    assert gone.state == State.CANCELLED


def test_the_app_behind_a_letter_has_the_last_word(deliver, post_office, probe):
    probe(wanted=lambda rows: {row.pk for row in rows if row.about != "question:3"})
    stale = OutgoingMailFactory(letter="probe", about="question:3")
    OutgoingMailFactory(letter="probe", about="question:4")

    assert deliver() == 1

    stale.refresh_from_db()
    assert (stale.state, stale.last_error) == (State.CANCELLED, "Niet meer gewenst.")


def test_a_secret_is_gone_once_it_is_sent(deliver, post_office):
    mail = OutgoingMailFactory(has_secret=True, text="Je code is K7QR-9XWM.")

    assert deliver() == 1

    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.html) == (State.SENT, "", "")
    assert b"K7QR-9XWM" in post_office.taken[0].content


def test_a_secret_that_is_too_late_is_never_sent(deliver, post_office, clock):
    mail = OutgoingMailFactory(has_secret=True, expires_at=clock.now - timedelta(minutes=1))

    assert deliver() == 0

    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.html) == (State.CANCELLED, "", "")


def test_fifty_letters_cost_as_many_checks_as_one(db, post_office, clock, django_assert_num_queries, probe):
    probe(wanted=lambda rows: {row.pk for row in rows})
    for count in (1, 3):
        OutgoingMail.objects.all().delete()
        OutgoingMailFactory.create_batch(count, letter="probe", member=MemberFactory())
        claimed = claims.claim(clock.now)
        with django_assert_num_queries(3):
            claims.unwanted(claimed.rows, clock.now)
        # One asks who is away, one marks each letter; all of them together are settled in one transaction.
        with django_assert_num_queries(1 + 3 + count + 4):
            delivery.Round(claimed, clock).send()


def test_a_folder_takes_letters_as_files_to_read(deliver, settings, tmp_path):
    settings.MAILING_EMAIL_URL = f"file://{tmp_path}/post"
    mail = OutgoingMailFactory(text="Beste Noor, dit is één regel.\n")

    assert deliver() == 1

    (file,) = (tmp_path / "post").iterdir()
    assert file.name.startswith(f"{mail.to_address}-")
    assert "één regel" in file.read_text()
