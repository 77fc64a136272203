"""Every letter about the steps of a question, word for word as a person gets it."""

from datetime import date

import pytest

from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM, Affiliation
from questions import notifications
from questions.actions import ending
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory
from tests.factories.questions import DEADLINE, OPENED, OfferFactory, RecipientFactory, question_in
from tests.golden import assert_letter
from tests.questions.opening import write_opening

pytestmark = pytest.mark.django_db

KEY = "k" * 43
TITLE = "Wat verandert het convenant in jullie praktijk?"


@pytest.fixture
def team_member():
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.mark.parametrize("reaction", ["none", "answered"])
def test_question_withdrawn(team_member, reaction, now):
    question = question_in("open", title=TITLE, asker="de VNG")
    place = AffiliationFactory(member__name="Cor Contact", role=Affiliation.Role.CONTACT)
    RecipientFactory(question=question, organization=place.organization)
    write_opening(question, OPENED)
    OutgoingMail.objects.update(state="sent", sent_at=OPENED)
    question.recipients.update(reaction=reaction)

    ending.withdraw_question(
        question=question, actor=team_member, reason="De VNG heeft al besloten.", now=now
    )

    name = "question_withdrawn_answered" if reaction == "answered" else "question_withdrawn"
    assert_letter(OutgoingMail.objects.get(letter="question_withdrawn"), name)


@pytest.mark.parametrize("kind", ["offer_arrived", "offer_received"])
def test_offer_received(team_member, kind):
    offer = OfferFactory(wanted_by=date(2026, 12, 15))

    notifications.offer_received(offer, KEY, now=OPENED)

    assert_letter(OutgoingMail.objects.get(letter=kind), kind)


def test_offer_text():
    offer = OfferFactory(question=question_in("draft", title=TITLE))

    notifications.offer_text(offer, KEY, now=OPENED)

    assert_letter(OutgoingMail.objects.get(), "offer_text")


@pytest.mark.parametrize("state", ["open", "shared", "completed", "withdrawn", "merged"])
def test_offer_moved(state):
    question = question_in(state, title=TITLE)
    OfferFactory(question=question)

    notifications.offer_moved(question, now=DEADLINE)

    assert_letter(OutgoingMail.objects.get(), f"offer_moved_{state}")


def test_who_left_no_address_gets_no_letter(team_member):
    offer = OfferFactory(question=question_in("open"), email="")

    notifications.offer_received(offer, KEY, now=OPENED)
    notifications.offer_moved(offer.question, now=OPENED)

    assert list(OutgoingMail.objects.values_list("letter", flat=True)) == ["offer_arrived"]
