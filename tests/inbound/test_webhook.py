"""A provider brings mail: kept before it is told so, whatever it says, and from nobody else."""

import json
from base64 import b64encode

import pytest
from django.test import Client

from inbound import tasks
from inbound.models import InboundMail
from mailing import replies
from tests.inbound.conftest import mail

pytestmark = pytest.mark.django_db

State = InboundMail.State
SECRET = "postmark:een-lang-geheim-woord"
DOOR = "/-/mail/in/"


@pytest.fixture(autouse=True)
def provider(settings):
    settings.MAIL_PROVIDER = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": [SECRET], "MAILGUN_WEBHOOK_SIGNING_KEY": "sleutel"}


@pytest.fixture
def post():
    """Return a function that posts as our provider does."""

    def post(event, secret=SECRET, content_type="application/json"):
        body = json.dumps(event) if content_type == "application/json" else event
        headers = {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"}
        return Client().post(DOOR, body, content_type=content_type, headers=headers)

    return post


def event(raw: bytes, recipient: str) -> dict:
    return {"RawEmail": raw.decode("utf-8", "replace"), "OriginalRecipient": recipient, "MessageID": "x"}


def test_a_reply_goes_from_the_provider_to_the_app(post, letter, taken):
    posted = event(mail("Bij ons duurt het korter, zegt Renée."), replies.reply_address(letter))

    assert post(posted).status_code == 200
    assert post(posted).status_code == 200
    assert InboundMail.objects.get().state == State.RECEIVED
    tasks.read()

    assert [reply.text for reply in taken] == ["Bij ons duurt het korter, zegt Renée."]


def test_a_mail_that_the_provider_took_apart_arrives_whole(post, letter, taken):
    posted = {
        "FromFull": {"Email": "cor@example.org", "Name": "Cor"},
        "OriginalRecipient": replies.reply_address(letter),
        "Subject": "RE: Vraag",
        "Headers": [
            {"Name": "Return-Path", "Value": "<cor@example.org>"},
            {"Name": "Message-ID", "Value": "<a@example.org>"},
        ],
        "Date": "Mon, 9 Nov 2026 10:00:00 +0100",
        "TextBody": "Bij ons niet, zegt Renée.",
        "Attachments": [
            {"Name": "plan é.txt", "Content": b64encode(b"Plan").decode(), "ContentType": "text/plain"}
        ],
    }
    post(posted)
    tasks.read()

    [reply] = taken
    assert (reply.text, reply.subject) == ("Bij ons niet, zegt Renée.", "RE: Vraag")
    assert [(file.name, file.content) for file in reply.attachments] == [("plan é.txt", b"Plan")]


def test_who_names_no_sender_is_a_machine(post, letter, taken):
    posted = {
        "FromFull": {"Email": "post@example.org"},
        "OriginalRecipient": replies.reply_address(letter),
        "Headers": [{"Name": "Return-Path", "Value": "<>"}],
        "TextBody": "Het adres bestaat niet.",
    }
    post(posted)
    tasks.read()

    assert (InboundMail.objects.get().state, taken) == (State.AUTOMATIC, [])


def test_a_mail_of_forty_megabytes_comes_in(post, letter, taken):
    raw = mail("Zie de bijlage.") + b"\r\n-- \r\n" + b"x" * 40_000_000

    assert post(event(raw, replies.reply_address(letter))).status_code == 200
    tasks.read()
    assert taken[0].text == "Zie de bijlage."


@pytest.mark.parametrize(
    "posted",
    [
        {"Headers": "onzin", "TextBody": "Wel woorden."},
        {"FromFull": {"Email": "a@b"}, "TextBody": "\ud800 Wel woorden."},
        ["Wel woorden."],
    ],
)
def test_what_cannot_be_read_is_kept_for_a_person(posted, post, taken):
    assert post(posted).status_code == 200

    found = InboundMail.objects.get()
    assert found.state == State.STUCK
    assert b"Wel woorden." in bytes(found.raw)


@pytest.mark.parametrize("secret", ["postmark:anders", "", ":"])
def test_without_the_secret_nothing_comes_in(secret, post):
    assert post(event(mail(), "x"), secret=secret).status_code == 400
    assert not InboundMail.objects.exists()


@pytest.mark.parametrize("missing", ["provider", "secret"])
def test_the_door_is_only_there_for_a_provider_with_a_secret(missing, post, settings):
    if missing == "provider":
        settings.MAIL_PROVIDER = ""
    else:
        settings.ANYMAIL = {"WEBHOOK_SECRET": []}

    assert post(event(mail(), "x")).status_code == 404
    assert Client().get(DOOR).status_code == 405
