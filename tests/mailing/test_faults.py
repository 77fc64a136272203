"""Whose fault it is, from the codes and words of the servers of this country."""

import pytest

from mailing.faults import Fault, fault

ADDRESS, MAILBOX, POLICY, LETTER = Fault.ADDRESS, Fault.MAILBOX, Fault.POLICY, Fault.LETTER

SAID = [
    ("5.1.1", "550 5.1.1 <noor@example.nl>: Recipient address rejected: User unknown", ADDRESS),
    ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address", ADDRESS),
    ("5.1.2", "550 5.1.2 The recipient's domain cannot be found", ADDRESS),
    ("5.2.1", "550 5.2.1 The email account that you tried to reach is disabled", ADDRESS),
    ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", ADDRESS),
    ("5.4.310", "550 5.4.310 DNS domain weg.example does not exist", ADDRESS),
    ("5.4.4", "unable to look up host weg.example", ADDRESS),
    ("5.0.350", "Remote server returned an error -> 550 5.1.1 user unknown", ADDRESS),
    ("5.0.0", "550 Deze gebruiker is onbekend", ADDRESS),
    ("5.5.0", "550 No such user here", ADDRESS),
    ("550", "Het postvak bestaat niet", ADDRESS),
    ("550", "Onbekende ontvanger", ADDRESS),
    ("", "user noor@example.nl does not exist", ADDRESS),
    ("5.2.2", "552 5.2.2 Mailbox full", MAILBOX),
    ("4.2.2", "452 4.2.2 The email account is over quota", MAILBOX),
    ("4.4.7", "Message expired, delivery time expired", MAILBOX),
    ("5.4.7", "delivery expired (message too old)", MAILBOX),
    ("5.4.1", "no answer from host", MAILBOX),
    ("4.4.1", "connect to mx.example.nl: Connection timed out", MAILBOX),
    ("5.3.0", "Other mail system problem", MAILBOX),
    ("550", "Requested action not taken", MAILBOX),
    ("", "", MAILBOX),
    ("5.7.1", "550 5.7.1 Service unavailable, client host blocked using Spamhaus", POLICY),
    ("5.7.26", "550-5.7.26 Your email has been blocked because the sender is unauthenticated", POLICY),
    ("5.7.515", "Access denied, sending domain does not meet the required authentication level", POLICY),
    ("5.7.124", "Sender not in allowed-senders list", POLICY),
    ("5.1.8", "501 5.1.8 Sender address rejected: Domain not found", POLICY),
    ("5.1.7", "Bad sender's mailbox address syntax", POLICY),
    ("530", "Must issue a STARTTLS command first", POLICY),
    ("554", "Message rejected as spam by content filtering", POLICY),
    ("5.0.0", "550 Bericht geweigerd: ongewenste mail", POLICY),
    ("550", "SPF check failed: address not found in allowed list", POLICY),
    ("5.3.4", "552 5.3.4 Message size exceeds fixed limit", LETTER),
    ("5.6.0", "Content conversion failed", LETTER),
]


@pytest.mark.parametrize(("status", "words", "whose"), SAID)
def test_a_refusal_is_laid_at_the_right_door(status, words, whose):
    assert fault(status, words) is whose


def test_the_number_of_a_computer_is_no_status_code():
    assert fault("550", "Connection from 5.1.1.7 refused, 198.51.100.7") is MAILBOX
