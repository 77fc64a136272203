"""A question given to a colleague: she answers for her organisation, until it is taken on again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mailing.models import OutgoingMail
from members.models import Affiliation
from members.permissions import Roles
from questions.actions import answering, passing_on
from questions.actions.words import PartWords, Words
from questions.models import Answer, Recipient
from questions.permissions import may_speak
from questions.queries.site import waiting_for
from tests.factories.members import AffiliationFactory
from tests.factories.questions import OPENED, QuestionFactory, RecipientFactory, SubQuestionFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db
NOW = OPENED + timedelta(days=2)


@pytest.fixture
def recipient():
    question = QuestionFactory(opened=True, title="Wat verandert er?")
    SubQuestionFactory(question=question)
    return RecipientFactory(question=question, of_organization=True, organization__name="Wijkteam Oost")


@pytest.fixture
def contact(recipient):
    return AffiliationFactory(
        member__name="Cor Contact", organization=recipient.organization, role=Affiliation.Role.CONTACT
    ).member


@pytest.fixture
def colleague(recipient):
    return AffiliationFactory(member__name="Coen Collega", organization=recipient.organization).member


@pytest.fixture
def pass_on(recipient, contact, colleague):
    def pass_on(actor=contact, to=colleague):
        passing_on.pass_on(
            recipient=recipient, colleague=to, actor=actor, note="Jij weet hier meer van.", now=NOW
        )

    return pass_on


def answer_as(member, recipient):
    sub_question = recipient.question.sub_questions.first()
    return answering.save_answer(
        question=recipient.question,
        organization=recipient.organization,
        actor=member,
        words=Words(parts=(PartWords(sub_question.pk, text="Wij zien dit vaker."),)),
        based_on=0,
        submitting=True,
        now=NOW,
    )


def test_who_got_it_answers_for_her_organisation(pass_on, recipient, colleague):
    with pytest.raises(PermissionDenied):
        answer_as(colleague, recipient)
    pass_on()
    answer_as(colleague, recipient)
    assert Answer.objects.get().submitted_at == NOW


def test_it_waits_for_both_after_that(pass_on, contact, colleague):
    assert waiting_for(Roles.of(colleague), NOW) == []
    pass_on()
    assert len(waiting_for(Roles.of(colleague), NOW)) == 1
    assert len(waiting_for(Roles.of(contact), NOW)) == 1


def test_the_letter_says_who_asks_and_why(pass_on):
    pass_on()
    assert_letter(OutgoingMail.objects.get(), "question_passed_on")


def test_giving_it_twice_to_the_same_person_writes_once(pass_on):
    pass_on()
    pass_on()
    assert OutgoingMail.objects.count() == 1


def test_only_contact_persons_give_it_on(pass_on, colleague, contact):
    pass_on()
    with pytest.raises(PermissionDenied):
        pass_on(actor=colleague, to=contact)


def test_it_stays_inside_the_organisation(pass_on):
    with pytest.raises(passing_on.NoColleague):
        pass_on(to=AffiliationFactory().member)


def test_who_leaves_the_organisation_speaks_no_more(pass_on, recipient, colleague):
    pass_on()
    recipient.refresh_from_db()
    assert may_speak(Roles.of(colleague), recipient)
    colleague.affiliations.update(until_date=NOW.date())
    assert not may_speak(Roles.of(colleague), recipient)
    assert not Recipient.objects.of(Roles.of(colleague)).exists()


def test_taken_on_again_it_is_the_contacts_alone(pass_on, recipient, contact, colleague):
    pass_on()
    passing_on.take_on_again(recipient=recipient, actor=contact)
    recipient.refresh_from_db()
    assert not may_speak(Roles.of(colleague), recipient)


def test_the_page_of_who_got_it_lets_her_write(client, pass_on, recipient, colleague, time_machine):
    time_machine.move_to(NOW)
    client.force_login(colleague)
    address = reverse("questions:answer_on_behalf", args=[recipient.question_id, recipient.organization_id])
    assert "<textarea" not in client.get(address).content.decode()
    pass_on()
    assert "<textarea" in client.get(address).content.decode()
