"""A provider tells what became of our letters: once for each event, and nobody else may."""

import json
from base64 import b64encode

import pytest
from django.test import Client

from mailing import webhooks
from mailing.models import MailEvent, OutgoingMail, Suppression
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db

State = OutgoingMail.State
SECRET = "postmark:een-lang-geheim-woord"
DOOR = "/-/mail/uit/"


@pytest.fixture(autouse=True)
def provider(settings):
    settings.MAIL_PROVIDER = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": [SECRET]}


@pytest.fixture
def mail():
    return OutgoingMailFactory(state=State.SENT, to_address="noor@example.nl", member=MemberFactory())


@pytest.fixture
def post(mail):
    """Return a function that posts as our provider does, about this letter or only its address."""

    def post(facts: dict, *, secret: str = SECRET, knows_letter: bool = True) -> int:
        told = {
            "MessageID": mail.message_id.strip("<>") if knows_letter else "een-eigen-nummer",
            "Recipient": "Noor@example.nl",
            "Email": "Noor@example.nl",
            **facts,
        }
        headers = {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"}
        answer = Client().post(DOOR, json.dumps(told), content_type="application/json", headers=headers)
        mail.refresh_from_db()
        return answer.status_code

    return post


def bounce(number: int, details: str, kind: str = "HardBounce") -> dict:
    return {"RecordType": "Bounce", "ID": number, "Type": kind, "Details": details}


GONE = bounce(1, "smtp;550 5.1.1 The email account does not exist")
DELIVERED = {"RecordType": "Delivery", "DeliveredAt": "2026-11-10T09:00:00Z", "Details": "250 ok"}


@pytest.mark.parametrize(
    ("facts", "kind", "state"),
    [
        (GONE, "hard", State.FAILED),
        (bounce(1, "smtp;552 5.2.2 mailbox full", "SoftBounce"), "soft", State.FAILED),
        (bounce(1, "smtp;550 5.7.1 rejected", "Blocked"), "policy", State.HELD),
        (bounce(1, "smtp;451 4.7.1 greylisted", "Transient"), "delayed", State.SENT),
        (bounce(1, "", "SpamComplaint") | {"RecordType": "SpamComplaint"}, "complained", State.SENT),
    ],
)
def test_what_became_of_a_letter_is_written_down_once(post, mail, facts, kind, state):
    assert [post(facts), post(facts)] == [200, 200]

    event = MailEvent.objects.get()
    assert (event.kind, event.letter, event.address) == (kind, mail, "noor@example.nl")
    assert mail.state == state


def test_of_a_letter_it_does_not_know_the_address_counts(post, mail):
    for number in (1, 2, 2):
        assert post(GONE | {"ID": number}, knows_letter=False) == 200

    assert mail.state == State.SENT
    assert MailEvent.objects.count() == 2
    assert Suppression.objects.get().address == "noor@example.nl"


def test_a_delivery_wipes_the_slate_and_is_not_kept_otherwise(post):
    assert post(DELIVERED) == 200
    assert not MailEvent.objects.exists()
    for number in (1, 2):
        post(GONE | {"ID": number}, knows_letter=False)

    assert post(DELIVERED) == 200

    assert not Suppression.objects.exists()


@pytest.mark.parametrize("record", ["Open", "Click"])
def test_who_opened_what_is_none_of_our_business(post, record):
    assert post({"RecordType": record, "OriginalLink": "http://localhost:8000/"}) == 200

    assert not MailEvent.objects.exists()


def test_nobody_else_tells_us_anything(post, settings):
    assert post(GONE, secret="postmark:een-ander-woord") == 400
    settings.ANYMAIL = {"WEBHOOK_SECRET": []}
    assert post(GONE) == 404

    assert not MailEvent.objects.exists()


def test_each_provider_has_a_reader(settings):
    keys = {"MAILGUN_WEBHOOK_SIGNING_KEY": "sleutel", "MAILERSEND_SIGNING_SECRET": "sleutel"}
    settings.ANYMAIL = {"WEBHOOK_SECRET": [SECRET], **keys}
    for name in webhooks.PROVIDERS:
        settings.MAIL_PROVIDER = name
        assert webhooks.provider_view().esp_name.lower() == name
