"""A mail is the answer of the voice that was asked when nothing about it is uncertain, and else its draft."""

import pytest

from inbound import actions
from inbound.replies import Reply, Unproven
from mailing import replies
from mailing.models import OutgoingMail
from members.models import Affiliation
from questions.actions.replying import take_reply
from questions.models import Answer, AnswerPart, Question, Recipient
from questions.notifications.about import voices_about, voices_in
from tests.factories.members import AffiliationFactory, MemberFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
)
from tests.golden import assert_letter
from tests.inbound.programs import NEW, outlook_desktop_dutch
from tests.questions.opening import write_opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    question = QuestionFactory(opened=True, title="Wat verandert het convenant?", asker="de VNG")
    SubQuestionFactory(question=question)
    return question


@pytest.fixture
def contact():
    return AffiliationFactory(
        member__name="Cor Contact",
        member__email="cor@example.org",
        organization__name="Wijkteam Oost",
        role=Affiliation.Role.CONTACT,
    )


@pytest.fixture
def recipient(question, contact):
    return RecipientFactory(question=question, organization=contact.organization)


def reply_to(*recipients, text: str = "Het werkt.", **values) -> Reply:
    given = {
        "key": "a1",
        "member_id": Affiliation.objects.get(role="contact").member_id,
        "about": voices_about(recipients),
        "text": text,
        "from_address": "cor@example.org",
        "is_from_her": True,
    }
    return Reply(**given | values)


def test_scenario_3_only_the_new_text_of_an_answer_from_outlook_lands(settings, recipient, contact):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    write_opening(recipient.question, OPENED)
    letter = OutgoingMail.objects.get()
    raw = outlook_desktop_dutch(NEW, letter.text)

    for _twice in range(2):
        actions.receive(raw=raw, recipient=replies.reply_address(letter), now=OPENED)
        while mail := actions.claim_mail(now=OPENED):
            actions.read_mail(mail=mail, now=OPENED)

    answer = Answer.objects.get()
    assert answer.parts.get().text == NEW
    assert (answer.organization, answer.last_editor) == (contact.organization, contact.member)
    assert answer.submitted_at is None
    assert Recipient.objects.get().reaction == Recipient.Reaction.NONE
    assert_letter(OutgoingMail.objects.exclude(pk=letter.pk).get(), "reply_kept")


def test_a_proven_mail_from_outlook_is_the_answer(settings, recipient, contact):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    settings.MAIL_AUTHSERV_ID = "mx.example.org"
    write_opening(recipient.question, OPENED)
    letter = OutgoingMail.objects.get()
    proof = b"Authentication-Results: mx.example.org; dmarc=pass header.from=example.org\r\n"

    for _twice in range(2):
        actions.receive(
            raw=proof + outlook_desktop_dutch(NEW, letter.text),
            recipient=replies.reply_address(letter),
            now=OPENED,
        )
        while mail := actions.claim_mail(now=OPENED):
            actions.read_mail(mail=mail, now=OPENED)

    answer = Answer.objects.get()
    part = answer.parts.get()
    assert (part.text, part.naming, part.may_be_quoted) == (NEW, Answer.Naming.ORGANIZATION, False)
    assert (answer.organization, answer.submitted_at) == (contact.organization, OPENED)
    assert answer.readers == recipient.question.visibility
    assert Recipient.objects.get().reaction == Recipient.Reaction.ANSWERED
    assert_letter(OutgoingMail.objects.exclude(pk=letter.pk).get(), "reply_answered")


def test_a_mail_that_is_read_again_after_it_was_handed_in_says_the_same(recipient, contact):
    """As after a crash between the answer and the letter about it."""
    reply = reply_to(recipient, text="Het werkt bij ons heel goed.", is_proven=True)
    take_reply(reply=reply, now=OPENED)
    OutgoingMail.objects.all().delete()

    take_reply(reply=reply, now=OPENED)

    assert OutgoingMail.objects.get().letter == "reply_answered"
    assert AnswerPart.objects.get().text == reply.text
    assert not Answer.objects.get().versions.exists()


@pytest.mark.parametrize("why", ["several", "goes_on", "which_place", "short"])
def test_a_proven_mail_of_which_something_is_uncertain_waits_as_a_draft(recipient, contact, why):
    text = "Het werkt bij ons heel goed."
    match why:
        case "several":
            SubQuestionFactory(question=recipient.question, position=2)
        case "goes_on":
            answer = AnswerFactory(question=recipient.question, organization=contact.organization)
            AnswerPartFactory(
                answer=answer, sub_question=recipient.question.sub_questions.get(), text="Goed."
            )
        case "which_place":
            AffiliationFactory(member=contact.member)
            recipient = RecipientFactory(question=recipient.question, member=contact.member)
        case "short":
            text = "Dank voor de vraag."

    take_reply(reply=reply_to(recipient, text=text, is_proven=True), now=OPENED)

    assert Answer.objects.get().submitted_at is None
    assert_letter(OutgoingMail.objects.get(), f"reply_kept_{why}")


def test_a_personal_answer_by_mail_stands_beside_her_one_organisation(recipient, contact):
    herself = RecipientFactory(question=recipient.question, member=contact.member)

    take_reply(reply=reply_to(herself, text="Het werkt bij ons heel goed.", is_proven=True), now=OPENED)

    answer = Answer.objects.get()
    assert (answer.member, answer.place) == (contact.member, contact.organization)
    assert answer.submitted_at == OPENED


def test_a_word_that_stands_within_another_is_not_taken_for_sent_before(recipient, contact):
    for key, text in (("a1", "Jammer genoeg niet."), ("a2", "Jammer")):
        take_reply(reply=reply_to(recipient, key=key, text=text), now=OPENED)

    assert AnswerPart.objects.get().text == "Jammer genoeg niet.\n\nJammer"


def test_a_mail_goes_below_what_the_draft_says_and_once(recipient, contact):
    answer = AnswerFactory(question=recipient.question, organization=contact.organization)
    sub_question = recipient.question.sub_questions.get()
    AnswerPartFactory(answer=answer, sub_question=sub_question, text="Wij zijn tevreden.", nature="opinion")

    for _twice in range(2):
        assert take_reply(reply=reply_to(recipient), now=OPENED)

    part = AnswerPart.objects.get()
    assert (part.text, part.nature) == ("Wij zijn tevreden.\n\nHet werkt.", "opinion")
    assert OutgoingMail.objects.count() == 1


def test_a_person_with_several_voices_is_asked_to_choose(recipient, contact):
    herself = RecipientFactory(question=recipient.question, member=contact.member)

    take_reply(reply=reply_to(recipient, herself), now=OPENED)

    assert not Answer.objects.exists()
    assert_letter(OutgoingMail.objects.get(), "reply_not_kept_which_voice")


@pytest.mark.parametrize("reason", ["empty", "not_hers", "closed", "handed_in", "no_text_asked", "too_long"])
def test_a_mail_that_cannot_be_kept_comes_back_with_what_to_do(recipient, contact, reason):
    values, now = {}, OPENED
    match reason:
        case "empty":
            values = {"text": ""}
        case "too_long":
            values = {"text": "Een lange zin. " * 1400}
        case "closed":
            now = DEADLINE
        case "handed_in":
            AnswerFactory(question=recipient.question, organization=contact.organization, submitted_at=OPENED)
        case "no_text_asked":
            recipient.question.sub_questions.update(kind="choice", choices=["ja", "nee"])
    reply = reply_to(recipient, **values)
    if reason == "not_hers":
        Affiliation.objects.update(role=Affiliation.Role.COLLEAGUE)

    take_reply(reply=reply, now=now)

    assert not AnswerPart.objects.exists()
    assert_letter(OutgoingMail.objects.get(), f"reply_not_kept_{reason}")


def test_a_reply_to_a_question_that_is_gone_belongs_nowhere(recipient):
    reply = reply_to(recipient)
    Question.objects.all().delete()

    assert not take_reply(reply=reply, now=OPENED)


def test_what_a_reply_is_about_holds_no_more_voices_than_fit():
    many = [Recipient(pk=10**9 + number) for number in range(20)]

    about = voices_about(many)

    assert len(about) <= 80
    assert voices_in(about) == [recipient.pk for recipient in many][: len(voices_in(about))]
    assert len(voices_in(about)) > 1


def test_who_is_no_member_any_more_is_not_heard(recipient):
    assert not take_reply(reply=reply_to(recipient, member_id=MemberFactory(is_active=False).pk), now=OPENED)


def test_what_came_from_another_address_waits_until_she_says_it_was_hers(recipient):
    with pytest.raises(Unproven):
        take_reply(reply=reply_to(recipient, is_from_her=False), now=OPENED)
