"""*Niet voor ons* and *bel mij* by mail: they say so when nothing about it is uncertain."""

import pytest

from mailing.models import OutgoingMail
from questions.actions.replying import take_reply
from questions.actions.said_by_mail import Said, said_in
from questions.models import Answer, Recipient
from tests.factories.questions import OPENED
from tests.golden import assert_letter
from tests.questions.test_replying import contact, question, recipient, reply_to  # noqa: F401

pytestmark = pytest.mark.django_db

NOT_FOR_US, CALL_ME = Recipient.Reaction.NOT_FOR_US, Recipient.Reaction.CALL_ME


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Niet voor ons.", Said(NOT_FOR_US)),
        (
            "Hoi Pia,\n\nDeze vraag is niet voor ons. We werken zonder huisartsen.",
            Said(NOT_FOR_US, "We werken zonder huisartsen"),
        ),
        ("dit is niet bedoeld voor mij", Said(NOT_FOR_US)),
        ("Niet voor ons, maar wel voor de buren.", None),
        ("Is dit niet voor ons?", None),
        ("Niet voor ons bestemd geld is een probleem, en toch merken we er iets van.", None),
        ("Bel mij", Said(CALL_ME, phone="0612345678")),
        (
            "Bel me maar even op 038 - 123 45 67, dinsdag na 14 uur.",
            Said(CALL_ME, phone="038 - 123 45 67", call_when="dinsdag na 14 uur"),
        ),
        ("Bel mij niet.", None),
        ("Beleid dat niet voor ons werkt.", None),
        ("Bel mij " + "als het kan " * 20, None),
    ],
)
def test_what_somebody_says_instead_of_an_answer(text, said):
    assert said_in(text, "0612345678") == said


def test_nobody_is_called_without_a_number():
    assert said_in("Bel mij", "") is None


@pytest.mark.parametrize(
    ("text", "reaction", "golden"),
    [
        ("Niet voor ons. We werken zonder huisartsen.", "not_for_us", "reply_reaction_not_for_us"),
        ("Bel mij op 038-1234567, dinsdag na 14 uur.", "call_me", "reply_reaction_call_me"),
    ],
)
def test_a_proven_mail_says_it_for_the_voice_that_was_asked(recipient, contact, text, reaction, golden):  # noqa: F811
    reply = reply_to(recipient, text=text, is_proven=True)
    for _twice in range(2):
        assert take_reply(reply=reply, now=OPENED)

    recipient.refresh_from_db()
    assert (recipient.reaction, recipient.reacted_by) == (reaction, contact.member)
    assert not Answer.objects.exists()
    [letter] = OutgoingMail.objects.all()
    assert_letter(letter, golden)


def test_of_an_unproven_mail_it_becomes_a_draft(recipient, contact):  # noqa: F811
    take_reply(reply=reply_to(recipient, text="Niet voor ons."), now=OPENED)

    recipient.refresh_from_db()
    assert recipient.reaction == "none"
    assert Answer.objects.get().submitted_at is None
    assert OutgoingMail.objects.get().letter == "reply_kept"
