"""A national party offers a question, reads along, and hears what becomes of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM
from questions.actions import asking, ending, offering
from questions.actions.steps import WrongState
from questions.models import Offer, Question
from questions.queries.marks import mark_of
from tests.cast import in_team
from tests.factories.members import MemberFactory
from tests.factories.questions import OfferFactory, question_in

pytestmark = pytest.mark.django_db

TYPED = {
    "organization": "Ministerie van VWS",
    "wording": "Wat merken teams van de wachttijden?",
    "name": "Vera Vrager",
    "email": "vera@vws.example",
}


@pytest.fixture
def team_member():
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


def offered(now) -> tuple[Offer, str]:
    key = offering.offer_question(offering=offering.Offering(**TYPED), now=now)
    return Offer.objects.select_related("question").get(), key


def test_what_is_offered_waits_for_the_programme_team(client, team_member):
    response = client.post(reverse("questions:offer"), TYPED)

    assert (response.status_code, response.url) == (303, reverse("questions:offered"))
    question = Question.objects.get()
    assert (question.state, question.asker, question.owner) == ("submitted", "Ministerie van VWS", None)
    assert set(OutgoingMail.objects.values_list("letter", "to_address")) == {
        ("offer_arrived", team_member.email),
        ("offer_received", "vera@vws.example"),
    }


def test_the_receipt_repeats_nothing_that_was_typed(client, team_member):
    client.post(reverse("questions:offer"), TYPED)

    assert "wachttijden" not in OutgoingMail.objects.get(letter="offer_received").text


def test_a_machine_that_fills_in_every_field_leaves_nothing(client):
    response = client.post(reverse("questions:offer"), TYPED | {"website": "https://koop.example"})

    assert (response.status_code, response.url) == (303, reverse("questions:offered"))
    assert not Question.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_who_cannot_be_reached_is_asked_how(client):
    response = client.post(reverse("questions:offer"), TYPED | {"email": ""})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]
    assert "Wat merken teams van de wachttijden?" in response.content.decode()


def test_more_than_five_an_hour_from_one_place_are_refused(client):
    statuses = [client.post(reverse("questions:offer"), TYPED).status_code for _ in range(6)]

    assert statuses == [303] * 5 + [429]
    assert Question.objects.count() == 5


def test_who_offered_reads_along_and_agrees(client, team_member, now):
    offer, key = offered(now)
    page = reverse("questions:offer_status", args=[key])

    waiting = client.get(page).content.decode()
    offering.accept_offer(question=offer.question, actor=team_member, now=now)
    words = asking.Composition(title="Wachttijden", asker="VWS", wording="Wat merk je?")
    asking.revise_question(question=offer.question, actor=team_member, composition=words, now=now)
    shown = client.get(page)
    agreed = client.post(page, {"seen": shown.context["page"].mark}, follow=True)

    assert "Het programmateam neemt contact met je op." in waiting
    assert "Wachttijden" in shown.content.decode()
    assert "zei je dat deze tekst klopt" in agreed.content.decode()
    offer.refresh_from_db()
    assert offer.agreed_at is not None


def test_agreeing_with_other_words_than_she_read_is_refused(team_member, now):
    offer, key = offered(now)
    offering.accept_offer(question=offer.question, actor=team_member, now=now)
    seen = mark_of(offer.question)
    Question.objects.update(wording="Iets anders")

    with pytest.raises(offering.TextChanged):
        offering.agree_with_text(key=key, seen=seen, now=now)

    offer.refresh_from_db()
    assert offer.agreed_at is None


def test_editing_takes_her_agreement_back(team_member, now):
    offer, key = offered(now)
    offering.accept_offer(question=offer.question, actor=team_member, now=now)
    offering.agree_with_text(key=key, seen=mark_of(Question.objects.get()), now=now)

    words = asking.Composition(title="Anders", asker="VWS", wording="Iets anders")
    asking.revise_question(question=offer.question, actor=team_member, composition=words, now=now)

    offer.refresh_from_db()
    assert offer.agreed_at is None


def test_a_new_link_replaces_the_old_one(client, team_member, now):
    offer, key = offered(now)
    offering.accept_offer(question=offer.question, actor=team_member, now=now)

    offering.send_text(question=offer.question, actor=team_member, now=now + timedelta(days=1))

    assert client.get(reverse("questions:offer_status", args=[key])).status_code == 410
    letter = OutgoingMail.objects.get(letter="offer_text")
    assert letter.has_secret
    new = letter.text.split("/aanbod/")[1].split("/")[0]
    assert client.get(reverse("questions:offer_status", args=[new])).status_code == 200


def test_who_left_no_address_is_called(team_member, now):
    question = OfferFactory(email="", question__state="draft").question

    with pytest.raises(offering.NoAddress):
        offering.send_text(question=question, actor=team_member, now=now)


def test_accepting_happens_once(team_member, now):
    offer, _ = offered(now)
    offering.accept_offer(question=offer.question, actor=team_member, now=now)

    with pytest.raises(WrongState):
        offering.accept_offer(question=offer.question, actor=team_member, now=now)


def test_who_offered_hears_why_it_stops(team_member, now):
    offer, _ = offered(now)

    ending.withdraw_question(question=offer.question, actor=team_member, reason="Dit vroegen we al.", now=now)

    letter = OutgoingMail.objects.get(letter="offer_moved")
    assert letter.to_address == "vera@vws.example"
    assert "Dit vroegen we al." in letter.text


def test_a_year_after_the_end_nothing_of_her_is_left(now):
    long_ago = now - timedelta(days=400)
    gone = OfferFactory(question=question_in("completed"), offered_at=long_ago)
    running = OfferFactory(question=question_in("open"), offered_at=long_ago)

    assert offering.forget_offers(now=now) == 1
    assert offering.forget_offers(now=now) == 0

    gone.refresh_from_db()
    running.refresh_from_db()
    assert (gone.name, gone.email, gone.phone) == ("", "", "")
    assert running.email == "vera@vng.example"
