"""What a person does about the post, and what keeps it sound in between."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mailing import actions, upkeep
from mailing.actions import NothingToSend
from mailing.models import Hold, KnownSite, OutgoingMail, Suppression
from tests.factories.mailing import HoldFactory, OutgoingMailFactory, SuppressionFactory

State = OutgoingMail.State


def states() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True))


def test_a_new_address_of_the_site_holds_all_mail_but_sign_in_codes(deliver, post_office, settings, clock):
    deliver()
    OutgoingMailFactory()
    OutgoingMailFactory(priority=1)
    settings.SITE_URL = "https://kopie.example.nl"

    assert deliver() == 0
    OutgoingMailFactory(priority=1, queued_at=clock.now)
    assert deliver() == 1

    assert "kopie.example.nl" in Hold.objects.get().reason
    assert KnownSite.objects.get().host == "kopie.example.nl"


def test_the_first_address_is_simply_remembered(deliver, post_office):
    deliver()

    assert KnownSite.objects.get().host == "localhost"
    assert not Hold.objects.exists()


def test_a_release_sends_what_waited(transactional_db, deliver, post_office, scene, clock):
    hold = HoldFactory()
    OutgoingMailFactory()
    OutgoingMailFactory(state=State.HELD, last_code="5.7.26")
    assert deliver() == 0

    actions.release_hold(hold=hold, lets_go=False, actor=scene.programme_team, now=clock.now)

    assert deliver() == 2
    assert states() == [State.SENT, State.SENT]


def test_a_release_can_let_go_of_what_waited_before(transactional_db, deliver, post_office, scene, clock):
    hold = HoldFactory()
    OutgoingMailFactory()
    OutgoingMailFactory(queued_at=clock.now)

    actions.release_hold(hold=hold, lets_go=True, actor=scene.administrator, now=clock.now)

    assert deliver() == 1
    assert states() == [State.CANCELLED, State.SENT]


@pytest.mark.parametrize("state", [State.FAILED, State.HELD])
def test_a_stuck_letter_is_sent_again_even_to_an_address_that_refused(
    transactional_db, deliver, post_office, scene, clock, state
):
    mail = OutgoingMailFactory(state=state, in_doubt=2, claims=5)
    SuppressionFactory(address=mail.to_address)

    actions.resend(mail=mail, actor=scene.programme_team, now=clock.now)

    assert deliver() == 1
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("facts", [{"state": State.SENT}, {"state": State.FAILED, "text": "", "html": ""}])
def test_a_letter_that_left_or_has_no_words_is_not_sent_again(transactional_db, scene, now, facts):
    with pytest.raises(NothingToSend):
        actions.resend(mail=OutgoingMailFactory(**facts), actor=scene.programme_team, now=now)


def test_a_stuck_letter_can_be_let_go(transactional_db, scene, now):
    actions.let_go(mail=OutgoingMailFactory(state=State.HELD), actor=scene.programme_team, now=now)

    assert states() == [State.CANCELLED]


def test_an_editor_does_not_touch_the_post(transactional_db, scene, now):
    hold = HoldFactory()

    with pytest.raises(PermissionDenied):
        actions.release_hold(hold=hold, lets_go=False, actor=scene.editor, now=now)

    assert Hold.objects.filter(released_at=None).exists()


def test_the_page_costs_as_many_queries_for_three_stuck_letters_as_for_one(
    scene, client_of, django_assert_num_queries, django_assert_max_num_queries
):
    browser = client_of(scene.programme_team)
    url = reverse("mailing_office:post")
    counts = []
    for _ in range(2):
        OutgoingMailFactory(state=State.FAILED, last_error="550 5.1.1 No such user")
        SuppressionFactory()
        with django_assert_max_num_queries(60) as queries:
            page = browser.get(url)
        counts.append(len(queries))
        OutgoingMailFactory(state=State.FAILED)
    assert page.status_code == 200
    assert "Opnieuw versturen" in page.content.decode()
    assert counts[0] == counts[1]


def test_words_are_forgotten_after_a_month_and_rows_after_a_year(db, now):
    kept = OutgoingMailFactory(state=State.SENT, queued_at=now - timedelta(days=29))
    emptied = OutgoingMailFactory(state=State.FAILED, queued_at=now - timedelta(days=31))
    waiting = OutgoingMailFactory(queued_at=now - timedelta(days=400))
    OutgoingMailFactory(state=State.SENT, queued_at=now - timedelta(days=366))

    upkeep.retain(now)

    left = dict(OutgoingMail.objects.values_list("pk", "text"))
    assert left == {kept.pk: kept.text, emptied.pk: "", waiting.pk: waiting.text}


def test_forgetting_happens_once_a_day(db, now):
    upkeep.retain(now)
    OutgoingMailFactory(state=State.SENT, queued_at=now - timedelta(days=366))

    upkeep.retain(now + timedelta(hours=23))
    assert OutgoingMail.objects.exists()
    upkeep.retain(now + timedelta(hours=25))

    assert not OutgoingMail.objects.exists()
