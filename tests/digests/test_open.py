"""The open digest: for who has no account, only after a yes, and gone without a trace."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from activity import journal, sealing
from digests.actions import open as actions
from digests.models import OpenDelivery, OpenRun, OpenSubscription
from inbound import actions as inbound
from inbound.models import InboundMail
from mailing import bounces, delivery, letters, messages
from mailing.addresses import Box, address_of
from mailing.models import MailEvent, OutgoingMail, Suppression
from mailing.unsubscribing import reader_of
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.digests import OpenSubscriptionFactory
from tests.factories.home import DevelopmentPageFactory, LessonPageFactory, NewsPageFactory
from tests.factories.learninggroups import ThreadFactory
from tests.factories.questions import QuestionFactory
from tests.golden import assert_letter
from tests.inbound.conftest import read_all

WEEK = timedelta(days=7)
ADDRESS = "bezoeker@example.nl"


def ask(client, address: str = ADDRESS, **typed):
    return client.post(reverse("digests:open"), {"email": address, "frequency": "weekly", **typed})


@pytest.fixture
def deliver(tmp_path, settings):
    """Return a function that does what a worker does when the bell rings."""
    settings.MAILING_EMAIL_URL = f"file://{tmp_path}"
    return lambda: delivery.deliver(clock=lambda: datetime.now(UTC), seconds=20)


def link_in(mail: OutgoingMail) -> str:
    return re.search(r"http://\S+?(/mail/\S+)", mail.text)[1]


def publish(page, kind: str = "news_published"):
    journal.record(kind, page, audience=journal.PUBLIC, actor=None, now=MONDAY)
    return page


@pytest.fixture
def tick(opened):
    """Return a function that does what the tick does for the open digest, and returns the letters sent."""

    def tick(now) -> list[OutgoingMail]:
        before = set(OutgoingMail.objects.values_list("pk", flat=True))
        sealing.seal(now=now)
        actions.plan_due(now=now)
        list(actions.write_due(now=now))
        OutgoingMail.objects.filter(state="queued").update(state="sent", sent_at=now)
        return list(OutgoingMail.objects.filter(letter="open_digest").exclude(pk__in=before))

    return tick


@pytest.fixture
def weekly(opened):
    """Somebody who said yes to a letter a week, before anything of this week happened."""
    return OpenSubscriptionFactory(address=ADDRESS, frequency="weekly", starts_after=1)


# Asking and saying yes


@pytest.mark.django_db
def test_nothing_comes_before_the_address_said_yes(client, tick):
    assert ask(client).status_code == 303
    publish(NewsPageFactory())

    assert tick(TUESDAY) == []
    assert OpenSubscription.objects.get().confirmed_at is None


@pytest.mark.django_db
def test_the_link_in_the_letter_asks_once_more_and_its_button_says_yes(client):
    ask(client, "Bezoeker@Example.nl")
    link = link_in(OutgoingMail.objects.get(letter="open_confirm", to_address=ADDRESS))

    assert "Ja, stuur mij het overzicht" in client.get(link).content.decode()
    assert not OpenSubscription.objects.confirmed().exists()
    client.post(link)

    assert OpenSubscription.objects.confirmed().get().address == ADDRESS


@pytest.mark.django_db
def test_who_is_subscribed_is_not_told_to_who_types_an_address(client, django_assert_num_queries):
    OpenSubscriptionFactory(address=ADDRESS)

    known, unknown = ask(client), ask(client, "nieuw@example.nl")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert OutgoingMail.objects.filter(letter="open_confirm").count() == 2


@pytest.mark.django_db
def test_an_address_is_asked_once_a_day_however_often_it_is_typed(client):
    for _ in range(3):
        ask(client)

    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_asking_again_changes_how_often_but_only_after_another_yes(client):
    subscription = OpenSubscriptionFactory(address=ADDRESS, frequency="monthly")
    ask(client)
    subscription.refresh_from_db()
    assert subscription.frequency == "monthly"

    client.post(link_in(OutgoingMail.objects.get()))

    subscription.refresh_from_db()
    assert subscription.frequency == "weekly"


@pytest.mark.django_db
def test_from_one_place_few_letters_are_sent_an_hour(client):
    statuses = [ask(client, f"nr{number}@example.nl").status_code for number in range(6)]

    assert statuses == [303] * 5 + [429]


@pytest.mark.parametrize("typed", [{"address": "geen adres"}, {"frequency": "daily"}, {"address": ""}])
def test_what_cannot_be_right_is_said_beside_the_field(client, db, typed):
    answer = ask(client, **typed)

    assert answer.status_code == 422
    assert not OpenSubscription.objects.exists()


def test_a_machine_that_fills_in_what_nobody_sees_asks_nothing(client, db):
    assert ask(client, website="https://koop.example").status_code == 303
    assert not OpenSubscription.objects.exists()


def test_a_link_that_is_not_ours_is_gone(client, db):
    assert client.get(reverse("digests:open_confirm", args=["verzonnen"])).status_code == 410


@pytest.mark.django_db
def test_a_link_of_who_left_meanwhile_is_gone(client):
    ask(client)
    link = link_in(OutgoingMail.objects.get())
    OpenSubscription.objects.all().delete()

    assert client.post(link).status_code == 410


@pytest.mark.django_db
def test_an_address_that_did_not_say_yes_is_forgotten_after_a_week(client, now):
    actions.ask(address=ADDRESS, frequency="weekly", now=now)

    actions.forget_unconfirmed(now=now + timedelta(days=6))
    assert OpenSubscription.objects.exists()
    actions.forget_unconfirmed(now=now + timedelta(days=8))

    assert not OpenSubscription.objects.exists()
    assert not OutgoingMail.objects.exists()


# What it tells


@pytest.mark.django_db
def test_it_tells_what_anybody_may_read_and_nothing_else(tick, weekly):
    publish(NewsPageFactory(title="Nieuwe handreiking"))
    publish(DevelopmentPageFactory(title="Convenant getekend"), "development_published")
    publish(LessonPageFactory(title="Samen aan de keukentafel"), "lesson_published")
    thread = ThreadFactory(title="Besloten gesprek")
    journal.record("thread_started", thread, audience="group:1", actor=None, now=MONDAY)
    for is_public in (True, False):
        question = QuestionFactory(
            title="Open vraag" if is_public else "Vraag voor leden",
            is_public=is_public,
            state="open",
            opened_at=MONDAY,
            deadline_at=TUESDAY + WEEK,
        )
        journal.record("question_opened", question, audience=journal.MEMBERS, actor=None, now=MONDAY)

    [mail] = tick(TUESDAY)

    for title in ("Nieuwe handreiking", "Convenant getekend", "Samen aan de keukentafel", "Open vraag"):
        assert title in mail.text
        assert title in mail.html
    assert "Besloten gesprek" not in mail.text
    assert "Vraag voor leden" not in mail.text


@pytest.mark.django_db
def test_each_item_comes_once_and_without_news_comes_no_letter(tick, weekly):
    publish(NewsPageFactory(title="Eerste bericht"))

    first, second = tick(TUESDAY), tick(TUESDAY + WEEK)

    assert len(first) == 1
    assert second == []
    assert OpenDelivery.objects.filter(is_empty=True).count() == 1


@pytest.mark.django_db
def test_weekly_and_monthly_each_get_their_own_and_nothing_twice(tick, weekly):
    tick(MONDAY)
    monthly = OpenSubscriptionFactory(frequency="monthly", starts_after=1)
    publish(NewsPageFactory(title="Bericht"))

    on_tuesday = tick(TUESDAY)
    at_first = tick(TUESDAY.replace(month=12, day=1))

    assert [mail.to_address for mail in on_tuesday] == [weekly.address]
    assert [mail.to_address for mail in at_first] == [monthly.address]


@pytest.mark.django_db
def test_who_says_yes_hears_what_comes_after(client, tick):
    publish(NewsPageFactory(title="Van vroeger"))
    sealing.seal(now=MONDAY)
    subscription = OpenSubscriptionFactory(confirmed_at=None, frequency="weekly")
    actions.confirm(subscription_id=subscription.pk, frequency="weekly", now=MONDAY)
    publish(NewsPageFactory(title="Van nu"))

    [mail] = tick(TUESDAY)

    assert "Van nu" in mail.text
    assert "Van vroeger" not in mail.text


@pytest.mark.django_db
def test_what_a_letter_that_failed_told_stands_in_the_next(tick, weekly):
    publish(NewsPageFactory(title="Bericht"))
    [mail] = tick(TUESDAY)
    OutgoingMail.objects.filter(pk=mail.pk).update(state="failed")

    [again] = tick(TUESDAY + WEEK)

    assert "Bericht" in again.text


@pytest.mark.django_db
def test_planning_and_writing_twice_changes_nothing(tick, weekly):
    publish(NewsPageFactory())

    assert len(tick(TUESDAY)) == 1
    assert tick(TUESDAY) == []
    assert OpenRun.objects.count() == 2


@pytest.mark.django_db
def test_writing_costs_the_same_for_three_addresses_as_for_one(tick, weekly, django_assert_max_num_queries):
    tick(MONDAY)
    counts = []
    for week in range(2):
        publish(NewsPageFactory())
        moment = TUESDAY + week * WEEK
        sealing.seal(now=moment)
        actions.plan_due(now=moment)
        with django_assert_max_num_queries(60) as queries:
            list(actions.write_due(now=moment))
        counts.append(len(queries))
        OutgoingMail.objects.update(state="sent")
        OpenSubscriptionFactory.create_batch(2, frequency="weekly", starts_after=sealing.newest_batch())

    assert counts[0] == counts[1]


# The letters themselves


@pytest.mark.django_db
def test_the_letter_that_asks(client):
    ask(client)
    mail = OutgoingMail.objects.get()
    mail.text = mail.text.replace(link_in(mail), "/mail/open-overzicht/bevestigen/teken/")

    assert_letter(mail, "open_confirm")


@pytest.mark.django_db
def test_the_letter_that_tells(tick, weekly):
    publish(NewsPageFactory(title="Nieuwe handreiking", slug="nieuwe-handreiking", lead="Voor elk team."))
    page = DevelopmentPageFactory(title="De eigen bijdrage", slug="de-eigen-bijdrage", lead="Dit verandert.")
    publish(page, "development_published")

    [mail] = tick(TUESDAY)

    assert_letter(mail, "open_digest")


@pytest.mark.django_db
def test_who_never_asked_can_see_to_it_that_nobody_asks_her_again(client, deliver):
    ask(client)
    client.post(link_in_foot(OutgoingMail.objects.get()))
    ask(client, frequency="monthly")

    assert deliver() == 0
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"cancelled"}


# Leaving


@pytest.mark.django_db
def test_leaving_removes_every_trace_of_the_address(client, tick, weekly):
    publish(NewsPageFactory())
    [mail] = tick(TUESDAY)
    stay = OpenSubscriptionFactory()
    MailEvent.objects.create(key="x", kind="delivered", letter=mail, address=ADDRESS, happened_at=TUESDAY)
    Suppression.objects.create(address=ADDRESS, reason="vol", since=TUESDAY)
    link = link_in_foot(mail)

    assert "wis mijn adres" in client.get(link).content.decode()
    assert OpenSubscription.objects.filter(address=ADDRESS).exists()
    assert client.post(link).status_code == 200
    assert client.post(link).status_code == 200

    assert [one.pk for one in OpenSubscription.objects.all()] == [stay.pk]
    assert not OpenDelivery.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert not MailEvent.objects.exists()
    assert not Suppression.objects.exists()


def link_in_foot(mail: OutgoingMail) -> str:
    return re.search(r"http://[^/\s]+(/mail/afmelden/\S+)", mail.text)[1]


@pytest.mark.django_db
def test_what_a_member_with_the_same_address_gets_stays(weekly, scene, now):
    weekly.address = scene.participant.email
    weekly.reader_key = reader_of(None, weekly.address)
    weekly.save()
    hers = OutgoingMail.objects.create(
        key="hers", message_id="<hers>", letter="digest", to_address=weekly.address, due_at=now, queued_at=now
    )
    Suppression.objects.create(address=weekly.address, reason="vol", since=now)

    actions.leave(member_id=weekly.reader_key, about="", now=now)

    assert OutgoingMail.objects.get() == hers
    assert Suppression.objects.exists()


@pytest.mark.django_db
def test_a_mail_program_ends_it_with_its_own_button(tick, weekly):
    publish(NewsPageFactory())
    [mail] = tick(TUESDAY)

    octets = messages.build(mail, may_be_8bit=True).decode()

    assert link_in_foot(mail) in octets.replace("\r\n ", "")
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in octets


@pytest.mark.django_db
def test_who_leaves_by_mail_leaves_no_trace_of_that_mail_either(tick, weekly, settings):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    publish(NewsPageFactory())
    [mail] = tick(TUESDAY)
    address = address_of(mail, Box.STOP)

    for number in range(2):
        raw = f"From: {ADDRESS}\r\nTo: {address}\r\nMessage-ID: <{number}@x.example>\r\n\r\nafmelden"
        inbound.receive(raw=raw.encode(), recipient=address, now=TUESDAY)
        read_all(TUESDAY)

    assert not OpenSubscription.objects.exists()
    assert not InboundMail.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_complaint_is_a_leaving_without_a_trace(tick, weekly, now):
    publish(NewsPageFactory())
    [mail] = tick(TUESDAY)

    bounces.take_complaint(mail=mail, detail="spam", now=now)

    assert not OpenSubscription.objects.exists()
    assert not MailEvent.objects.exists()


@pytest.mark.django_db
def test_a_letter_in_the_hands_of_a_worker_goes_when_it_is_out_of_them(tick, weekly, now):
    publish(NewsPageFactory())
    [mail] = tick(TUESDAY)
    OutgoingMail.objects.filter(pk=mail.pk).update(lease_token="x")
    actions.leave(member_id=weekly.reader_key, about="", now=now)
    assert OutgoingMail.objects.exists()

    OutgoingMail.objects.update(lease_token="")
    actions.forget_unconfirmed(now=now)

    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_a_letter_to_who_left_is_not_sent(tick, weekly):
    publish(NewsPageFactory())
    [mail] = tick(TUESDAY)
    wanted = letters.kind_named("open_digest").wanted
    assert wanted([mail]) == {mail.pk}

    weekly.delete()

    assert wanted([mail]) == set()
