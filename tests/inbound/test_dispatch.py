"""Mail finds its way: to a stop, to who grades addresses, and by the letter it answers."""

import pytest

from inbound.models import InboundMail
from mailing.addresses import Box, address_of
from mailing.models import OutgoingMail
from tests.factories.mailing import OutgoingMailFactory
from tests.inbound.conftest import FORGED, PROVEN

pytestmark = pytest.mark.django_db

State = InboundMail.State
FROM_ADDRESS = "portaal@localhost"

REPORT = """--b
Content-Type: text/plain

Het adres bestaat niet.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; cor@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
--b--
"""


@pytest.mark.parametrize("headers", [{}, {"Auto_Submitted": "auto-generated"}, {"From": "x@example.com"}])
def test_mail_to_the_stop_address_stops(headers, stopped, taken, cor, comes):
    letter = OutgoingMailFactory(letter="probe", member=cor, about="group:1")
    found = comes("", recipient=address_of(letter, Box.STOP), **headers)

    assert stopped == [(cor.pk, "group:1")]
    assert found.state == State.TAKEN
    assert OutgoingMail.objects.count() == 1


def test_a_report_goes_to_who_grades_addresses(letter, taken, comes):
    found = comes(
        REPORT,
        recipient=address_of(letter, Box.BOUNCE),
        From="MAILER-DAEMON@mx.example.com",
        Content_Type="multipart/report; report-type=delivery-status; boundary=b",
    )

    assert (found.state, taken) == (State.BOUNCE, [])
    assert OutgoingMail.objects.count() == 1


def test_words_to_the_bounce_address_are_never_answered(letter, taken, comes):
    found = comes("Zomaar iets.", recipient=address_of(letter, Box.BOUNCE))

    assert (found.state, taken) == (State.AUTOMATIC, [])
    assert OutgoingMail.objects.count() == 1


def test_an_answer_to_the_address_letters_come_from_finds_its_letter(letter, taken, comes):
    comes(recipient=FROM_ADDRESS, In_Reply_To=letter.message_id, Authentication_Results=PROVEN)

    assert [(reply.about, reply.is_proven) for reply in taken] == [("recipients:1", True)]


@pytest.mark.parametrize("proof", ["", FORGED], ids=["none", "forged"])
def test_such_an_answer_waits_without_proof(proof, letter, taken, cor, comes):
    headers = {"References": f"<x@y.example> {letter.message_id}", "Authentication_Results": proof}
    found = comes(recipient=FROM_ADDRESS, **headers)

    assert (taken, found.state, found.member) == ([], State.HELD, cor)


def test_a_mail_to_the_address_letters_come_from_gets_help(taken, cor, comes):
    found = comes(recipient=FROM_ADDRESS, Authentication_Results=PROVEN)

    assert found.state == State.UNKNOWN
    assert OutgoingMail.objects.get().letter == "reply_unknown"
