"""A letter that can be answered has an address of its own, which nobody can make up."""

import pytest
from django.utils import timezone

from mailing import letters, messages, outbox, replies
from mailing.letters import Letter
from mailing.models import OutgoingMail
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db

DOMAIN = "post.example.org"


@pytest.fixture
def mail(settings):
    settings.MAIL_REPLY_DOMAIN = DOMAIN
    return OutgoingMailFactory(member=MemberFactory(), reply_about="recipient:12")


def test_the_address_of_a_letter_leads_back_to_it(mail):
    answered = replies.answered_letter(f"Associatie <{replies.reply_address(mail).upper()}>")

    assert (answered.member_id, answered.reply_about) == (mail.member_id, "recipient:12")
    assert len(replies.reply_address(mail).split("@")[0]) <= 64


@pytest.mark.parametrize("change", ["other number", "other token", "other domain", "nothing"])
def test_an_address_that_somebody_made_up_leads_nowhere(mail, change):
    other = OutgoingMailFactory(member=MemberFactory(), reply_about="recipient:13")
    local, domain = replies.reply_address(mail).split("@")
    address = {
        "other number": f"antwoord+{other.pk}-{local.split('-')[1]}@{domain}",
        "other token": f"{local[:-16]}{'a' * 16}@{domain}",
        "other domain": f"{local}@example.com",
        "nothing": "",
    }[change]

    assert replies.answered_letter(address) is None


def test_a_letter_after_a_restored_backup_does_not_answer_to_the_address_of_another(mail):
    address = replies.reply_address(mail)
    OutgoingMail.objects.filter(pk=mail.pk).update(message_id=outbox.message_id("another"))

    assert replies.answered_letter(address) is None


@pytest.mark.parametrize(("domain", "is_answerable"), [(DOMAIN, True), ("", False)])
def test_only_with_a_domain_for_replies_a_letter_asks_for_one(probe, settings, domain, is_answerable):
    settings.MAIL_REPLY_DOMAIN = domain
    letter = Letter("guest_placed", to=MemberFactory(), key="a", reply_about="recipient:12", context={})

    rendered = letters.render(letter)
    outbox.queue([letter], now=timezone.now())

    built = messages.build(OutgoingMail.objects.get(key="a"), may_be_8bit=True)
    assert (replies.MARKER in rendered.text, replies.MARKER in rendered.html) == (is_answerable,) * 2
    assert (b"\r\nReply-To: " in built) is is_answerable
