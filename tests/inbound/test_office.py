"""The team sees whether mail comes in, and what waits; what a held mail says it does not see."""

import pytest
from django.urls import reverse

from inbound import actions, tasks
from inbound.models import InboundMail
from mailing import replies
from tests.factories.inbound import RAW, InboundMailFactory
from tests.factories.members import MemberFactory
from tests.inbound.conftest import mail

pytestmark = pytest.mark.django_db

State = InboundMail.State


@pytest.fixture
def team(scene, client_of):
    return client_of(scene.programme_team)


def shown(team) -> str:
    return team.get(reverse("inbound_office:mail")).text


def test_the_page_says_what_waits_and_for_whom(team):
    InboundMailFactory(state="held", member=MemberFactory(name="Hanneke Held"), sender="x@example.com")
    InboundMailFactory(state="stuck", sender="vast@example.org")

    page = shown(team)
    assert "Hanneke Held" in page
    assert "vast@example.org" in page
    assert "duurt het nu korter" not in page


def test_what_was_emptied_waits_no_longer(team):
    InboundMailFactory(state="held", member=MemberFactory(name="Hanneke Held"), raw=b"")

    assert "Hanneke Held" not in shown(team)


def test_the_page_says_when_no_mail_comes_in(team, settings, now):
    assert "Er komt nog geen post binnen" in shown(team)

    settings.MAIL_IMAP_URL = "imaps://portaal:woord@mail.example.org"
    assert "PORTAL_MAIL_AUTHSERV_ID" in shown(team)
    assert "nog niet geleegd" in shown(team)
    actions.note_visit(trouble="De postbus kan niet worden gelezen: weg", now=now)
    assert "niet worden gelezen: weg" in shown(team)
    actions.note_visit(trouble="", now=now)
    assert "voor het laatst geleegd" in shown(team)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_as_much_for_many(count, team, django_assert_max_num_queries):
    for _ in range(count):
        InboundMailFactory(state="held", member=MemberFactory())
        InboundMailFactory(state="stuck")
    shown(team)

    with django_assert_max_num_queries(20):
        shown(team)


def test_a_stuck_mail_can_be_read_by_a_person_and_read_again(team, letter, taken, now):
    actions.receive(raw=mail(), recipient=replies.reply_address(letter), now=now)
    stuck = InboundMail.objects.get()
    InboundMail.objects.update(state=State.STUCK, attempts=5, settled_at=now)

    file = team.get(reverse("inbound_office:as-it-came", args=[stuck.pk]))
    assert (file.content, file["Content-Type"]) == (mail(), "application/octet-stream")
    team.post(reverse("inbound_office:read-again", args=[stuck.pk]))
    tasks.read()

    assert len(taken) == 1
    assert InboundMail.objects.get().state == State.TAKEN


def test_a_stuck_mail_can_be_let_be(team):
    stuck = InboundMailFactory(state="stuck")
    team.post(reverse("inbound_office:let-be", args=[stuck.pk]))
    tasks.read()

    stuck.refresh_from_db()
    assert (stuck.state, bytes(stuck.raw)) == (State.UNKNOWN, RAW)


def test_a_held_mail_is_not_given_to_the_team(team):
    held = InboundMailFactory(state="held", member=MemberFactory())

    for name in ("as-it-came", "read-again", "let-be"):
        address = reverse(f"inbound_office:{name}", args=[held.pk])
        assert team.get(address).status_code in {404, 405}
        assert team.post(address).status_code in {404, 405}
