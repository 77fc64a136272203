"""What a person does about the post, and what keeps it sound in between."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mailing import actions, upkeep
from mailing.models import Hold, KnownSite, OutgoingMail, Suppression
from mailing.queries.post import post_page
from tests.factories.mailing import HoldFactory, OutgoingMailFactory, SuppressionFactory

State = OutgoingMail.State


def everything():
    return OutgoingMail.objects.all()


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


def test_a_release_sends_what_waited(db, deliver, post_office, scene, clock):
    hold = HoldFactory()
    OutgoingMailFactory()
    OutgoingMailFactory(state=State.HELD, last_code="5.7.26")
    assert deliver() == 0

    actions.release_hold(hold=hold, lets_go=False, actor=scene.programme_team, now=clock.now)

    assert deliver() == 2
    assert states() == [State.SENT, State.SENT]


def test_a_release_can_let_go_of_what_waited_before(db, deliver, post_office, scene, clock):
    hold = HoldFactory()
    OutgoingMailFactory()
    OutgoingMailFactory(queued_at=clock.now)

    actions.release_hold(hold=hold, lets_go=True, actor=scene.administrator, now=clock.now)

    assert deliver() == 1
    assert states() == [State.CANCELLED, State.SENT]


@pytest.mark.parametrize("state", [State.FAILED, State.HELD])
def test_stuck_letters_are_sent_again_even_to_addresses_that_refused(
    db, deliver, post_office, scene, clock, state
):
    mail = OutgoingMailFactory(state=state, in_doubt=2, claims=5)
    OutgoingMailFactory(state=state)
    SuppressionFactory(address=mail.to_address)

    resent = actions.resend(letters=everything(), actor=scene.programme_team, now=clock.now)

    assert resent == actions.Resent(count=2, wordless=0)
    assert deliver() == 2
    assert not Suppression.objects.exists()


def test_letters_that_left_or_have_no_words_are_not_sent_again(db, scene, now):
    OutgoingMailFactory(state=State.SENT)
    OutgoingMailFactory(state=State.FAILED, text="", html="")
    OutgoingMailFactory(state=State.FAILED)

    resent = actions.resend(letters=everything(), actor=scene.programme_team, now=now)

    assert resent == actions.Resent(count=1, wordless=1)
    assert states() == [State.SENT, State.FAILED, State.QUEUED]


def test_stuck_letters_can_be_let_go_and_nothing_else(db, scene, now):
    OutgoingMailFactory(state=State.HELD)
    OutgoingMailFactory()

    assert actions.let_go(letters=everything(), actor=scene.programme_team, now=now) == 1

    assert states() == [State.CANCELLED, State.QUEUED]


@pytest.fixture
def refused(db):
    """Return a function that writes down a letter that was refused with this code."""

    def refused(code: str, **facts) -> OutgoingMail:
        return OutgoingMailFactory(
            state=State.FAILED, last_code=code, last_error=f"550 {code} Refused", **facts
        )

    return refused


def test_letters_stand_together_by_the_reason_why_they_wait(refused, now):
    refused("5.2.2"), refused("5.1.1"), refused("5.1.1")
    OutgoingMailFactory(state=State.HELD, last_error="Twee keer in twijfel.")

    groups = [(group.count, group.label, group.why) for group in post_page(now).stuck]

    assert groups == [
        (2, "mislukt", "het adres bestaat niet"),
        (1, "mislukt", "de postbus nam de brief niet aan"),
        (1, "vastgehouden", "Twee keer in twijfel."),
    ]


def test_ticked_letters_are_sent_again_and_the_others_wait(scene, client_of, refused):
    chosen, other = refused("5.1.1"), refused("5.1.1")

    answer = client_of(scene.programme_team).post(reverse("mailing_office:resend"), {"letter": [chosen.pk]})

    assert answer.status_code == 303
    chosen.refresh_from_db(), other.refresh_from_db()
    assert (chosen.state, other.state) == (State.QUEUED, State.FAILED)


def test_all_of_one_reason_are_let_go_but_not_what_came_since_the_page(scene, client_of, refused, now):
    shown = refused("5.1.1", tried_at=now - timedelta(hours=1))
    elsewhere = refused("5.2.2", tried_at=now - timedelta(hours=1))
    since = refused("5.1.1", tried_at=now + timedelta(hours=1))

    client_of(scene.programme_team).post(
        reverse("mailing_office:let-go"),
        {"all": "1", "state": "failed", "code": "5.1.1", "until": now.isoformat()},
    )

    assert dict(OutgoingMail.objects.values_list("pk", "state")) == {
        shown.pk: State.CANCELLED,
        elsewhere.pk: State.FAILED,
        since.pk: State.FAILED,
    }


@pytest.mark.parametrize("sent", [{}, {"letter": ["x", "-1"]}, {"all": "1", "state": "sent", "code": ""}])
def test_nothing_is_chosen_by_nonsense(scene, client_of, refused, sent):
    refused("5.1.1")
    OutgoingMailFactory(state=State.SENT)

    assert client_of(scene.programme_team).post(reverse("mailing_office:resend"), sent).status_code == 303

    assert states() == [State.FAILED, State.SENT]


def test_an_editor_does_not_touch_the_post(db, scene, now):
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
    assert "Verstuur alle 3 opnieuw" in page.content.decode()
    assert counts[0] == counts[1]


def test_words_are_forgotten_after_two_weeks_and_rows_after_a_year(db, now):
    kept = OutgoingMailFactory(state=State.SENT, queued_at=now - timedelta(days=13))
    emptied = OutgoingMailFactory(state=State.FAILED, queued_at=now - timedelta(days=15))
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
