"""What may be somebody else's waits until the member says that it is hers; a page of her own asks."""

from datetime import timedelta

import pytest
from django.test import Client

from inbound.models import InboundMail
from inbound.notifications import held_path
from mailing import replies
from mailing.models import OutgoingMail
from tests.golden import assert_letter
from tests.inbound.conftest import FORGED, PROVEN, read_all

pytestmark = pytest.mark.django_db

State = InboundMail.State


def test_a_proven_reply_is_handed_on_as_proven(letter, taken, comes):
    comes(recipient=replies.reply_address(letter), Authentication_Results=PROVEN)

    assert (taken[0].is_from_her, taken[0].is_proven) == (True, True)


def test_a_reply_nobody_can_prove_is_handed_on_as_such(letter, taken, comes):
    comes(recipient=replies.reply_address(letter))

    assert (taken[0].is_from_her, taken[0].is_proven) == (True, False)


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "x@example.com", "Authentication_Results": PROVEN.replace("example.org", "example.com")},
        {"Authentication_Results": FORGED},
        {"From": "cor@example.org, x@example.com", "Authentication_Results": PROVEN},
    ],
    ids=["another address", "forged", "two senders"],
)
def test_what_may_be_somebody_elses_waits_for_the_member(headers, letter, taken, cor, comes):
    found = comes(recipient=replies.reply_address(letter), **headers)

    assert taken == []
    assert (found.state, found.member) == (State.HELD, cor)
    asked = OutgoingMail.objects.get(letter="mail_held")
    assert asked.to_address == cor.email
    assert "Het werkt" not in asked.text + asked.html


def test_the_letter_leads_to_a_page_that_shows_the_mail(letter, cor, comes):
    found = comes("Spannend nieuws.", recipient=replies.reply_address(letter), From="x@example.com")

    assert_letter(OutgoingMail.objects.get(letter="mail_held"), "mail_held")
    page = Client().get(held_path(found.pk))
    assert "Spannend nieuws." in page.text
    assert "x@example.com" in page.text
    found.refresh_from_db()
    assert found.state == State.HELD


def test_what_she_says_is_hers_is_handed_on_as_proven_and_once(letter, taken, comes, now):
    found = comes("Zeker weten: zeker.", recipient=replies.reply_address(letter), From="x@example.com")

    Client().post(held_path(found.pk), {"hers": "1"})
    again = Client().post(held_path(found.pk), {"hers": "1"})
    read_all(now + timedelta(minutes=1))

    [reply] = taken
    assert (reply.is_from_her, reply.is_proven) == (True, True)
    assert "wacht niet meer" in again.text
    found.refresh_from_db()
    assert found.state == State.TAKEN


def test_what_she_says_is_not_hers_is_thrown_away(letter, taken, comes, now):
    found = comes(recipient=replies.reply_address(letter), From="x@example.com")

    assert "weggegooid" in Client().post(held_path(found.pk), {"not_hers": "1"}).text
    read_all(now)

    found.refresh_from_db()
    assert (taken, found.state, bytes(found.raw)) == ([], State.DISOWNED, b"")
    assert "wacht niet meer" in Client().post(held_path(found.pk), {"hers": "1"}).text


def test_another_link_than_ours_shows_nothing(letter, comes):
    found = comes(recipient=replies.reply_address(letter), From="x@example.com")

    assert Client().get(f"/mail/was-dit-van-jou/{found.pk}:onzin/").status_code == 404


def test_an_app_that_wants_proof_gets_it_from_the_member(letter, taken, comes, now):
    found = comes("Zeker weten: zeker.", recipient=replies.reply_address(letter))

    assert (taken, found.state) == ([], State.HELD)


def test_the_pages_lead_from_one_held_mail_to_the_next(letter, comes):
    first, second = (comes(recipient=replies.reply_address(letter), From="x@example.com") for _ in range(2))

    assert held_path(second.pk) in Client().get(held_path(first.pk)).text
    assert held_path(second.pk) in Client().post(held_path(first.pk), {"not_hers": "1"}).text


def test_a_member_is_asked_three_times_a_day_at_most(letter, comes):
    for _ in range(5):
        comes(recipient=replies.reply_address(letter), From="x@example.com")

    assert OutgoingMail.objects.filter(letter="mail_held").count() == 3


def test_a_proven_member_reaches_a_mailbox(taken, grouped, cor, comes):
    found = comes(recipient="groep+Veilig-Thuis@post.example.org", Authentication_Results=PROVEN)

    [(argument, reply)] = grouped
    assert (argument, reply.member_id, reply.is_proven) == ("veilig-thuis", cor.pk, True)
    assert found.state == State.TAKEN


@pytest.mark.parametrize("headers", [{}, {"Authentication_Results": FORGED}], ids=["no proof", "forged"])
def test_nothing_reaches_a_mailbox_without_proof(headers, taken, grouped, cor, comes):
    found = comes(recipient="groep+veilig-thuis@post.example.org", **headers)

    assert (grouped, found.state, found.member) == ([], State.HELD, cor)


@pytest.mark.parametrize("recipient", ["groep+onbekend@post.example.org", "onzin@post.example.org"])
def test_a_mailbox_that_nobody_has_gives_the_mail_back(recipient, taken, grouped, cor, comes):
    found = comes(recipient=recipient, Authentication_Results=PROVEN)

    assert found.state == State.UNKNOWN
    assert OutgoingMail.objects.get().letter == "reply_unknown"


def test_a_forged_mail_is_not_brought_to_the_member_and_not_answered_to_a_stranger(taken, cor, comes):
    comes("Koop nu.", recipient="onzin@post.example.org", Authentication_Results=FORGED)
    comes(recipient="onzin@post.example.org", From="x@example.org", Authentication_Results=FORGED)

    letter = OutgoingMail.objects.get()
    assert letter.member == cor
    assert "Koop nu" not in letter.text
