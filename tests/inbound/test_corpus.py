"""
Three hundred mails in as many shapes, by both ways in: each ends as it must, and counts once.

Nothing wrong is posted, no words of a person are lost, nothing fails, nothing happens twice.
"""

import json
from base64 import b64encode
from collections import Counter

import pytest
from django.conf import settings as portal
from django.test import Client

from inbound import messages, tasks
from inbound.models import InboundMail
from mailing.addresses import Box, address_of
from mailing.models import OutgoingMail
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory
from tests.inbound.corpus import Case, Place, cases

pytestmark = pytest.mark.django_db

State = InboundMail.State
CASES = cases()
SECRET = "provider:een-lang-geheim-woord"
MARK = b"X-Corpus: %d\r\n"

ENDS = {
    "taken": (State.TAKEN, None),
    "grouped": (State.TAKEN, None),
    "stopped": (State.TAKEN, None),
    "machine": (State.AUTOMATIC, None),
    "bounce": (State.BOUNCE, None),
    "held": (State.HELD, "mail_held"),
    "refused": (State.REFUSED, "reply_refused"),
    "unknown": (State.UNKNOWN, "reply_unknown"),
    "stranger": (State.UNKNOWN, "stranger_wrote"),
    "forged stranger": (State.UNKNOWN, None),
}


@pytest.fixture
def bag(letter) -> list[bytes]:
    """All mails, each to a letter and from a member of its own."""
    return [MARK % number + case.build(place(number)) for number, case in enumerate(CASES)]


def place(number: int) -> Place:
    member = MemberFactory(email=f"lid{number}@example.org", name=f"Lid {number}")
    letter = OutgoingMailFactory(
        letter="probe", member=member, to_address=member.email, reply_about=f"about:{number}"
    )
    answer, bounce, stop = (address_of(letter, box) for box in (Box.ANSWER, Box.BOUNCE, Box.STOP))
    return Place(number, member.email, answer, bounce, stop, letter.message_id)


@pytest.fixture(params=["mailbox", "webhook"])
def bring(request, settings):
    """Return a function that brings mails in by one of the two ways."""
    if request.param == "mailbox":
        return by_mailbox(request.getfixturevalue("mailbox"))
    settings.MAIL_PROVIDER = "sparkpost"
    settings.ANYMAIL = {"WEBHOOK_SECRET": [SECRET]}
    return by_webhook


def by_mailbox(mailbox):
    def bring(mails: list[bytes]) -> None:
        mailbox.bring(*mails)
        while mailbox.count():
            tasks.collect()

    return bring


def by_webhook(mails: list[bytes]) -> None:
    headers = {"Authorization": f"Basic {b64encode(SECRET.encode()).decode()}"}
    for raw in mails:
        content = {"email_rfc822": b64encode(raw).decode(), "email_rfc822_is_base64": True}
        event = {"protocol": "smtp", "content": content, "rcpt_to": ""}
        posted = json.dumps([{"msys": {"relay_message": event}}])
        answer = Client().post("/-/mail/in/", posted, content_type="application/json", headers=headers)
        assert answer.status_code == 200


def test_each_mail_ends_as_it_must_and_counts_once(bag, bring, taken, stopped, grouped):
    again = [b"Received: from elders.example\r\n" + raw for raw in bag]
    bring(bag)
    bring(again[::7])
    tasks.read()
    bring(again[::5])
    tasks.read()

    found = {number_of(row): row for row in InboundMail.objects.defer("raw").iterator()}
    assert len(found) == InboundMail.objects.count() == len(CASES)
    letters = {}
    for letter in OutgoingMail.objects.exclude(letter="probe"):
        letters.setdefault(letter.about, []).append(letter.letter)
    replies = {reply.key: reply for reply in taken}
    assert len(replies) == len(taken)
    wrong = []
    for number, case in enumerate(CASES):
        row = found[number]
        key = row.fingerprint[:32]
        wrong += differences(case, row, letters.pop(f"inbound:{key}", []), replies.pop(key, None))
    assert not wrong, "\n".join(wrong)
    assert (letters, replies) == ({}, {})
    ends = Counter(case.end for case in CASES)
    assert (len(stopped), len(grouped)) == (ends["stopped"], ends["grouped"])


def number_of(row: InboundMail) -> int:
    return int(messages.header(messages.parse(messages.head_of(bytes(row.raw))), "X-Corpus"))


def differences(case: Case, row: InboundMail, letters: list[str], reply) -> list[str]:
    """Say what became of a mail otherwise than it must."""
    state, letter = ENDS[case.end]
    found = []
    if row.state != state:
        found.append(f"{case.name}: {row.state} instead of {state}")
    if letters != ([letter] if letter else []):
        found.append(f"{case.name}: letters {letters}")
    if (reply is not None) != (case.end == "taken"):
        found.append(f"{case.name}: {'handed on' if reply else 'not handed on'}")
    elif reply is not None:
        said = (reply.text, reply.is_proven, tuple(file.name for file in reply.attachments))
        if said != (case.text, case.is_proven, case.files):
            found.append(f"{case.name}: {said!r} instead of {case.text!r}, {case.is_proven}, {case.files}")
    return found


def test_there_are_three_hundred():
    assert len(CASES) >= 300
    assert portal.DATA_UPLOAD_MAX_MEMORY_SIZE < 40_000_000
