"""Only our own host's word counts, and only about the address that the reader sees."""

from email import message_from_string

import pytest

from inbound.proof import Proof, proof_of_sender


@pytest.fixture(autouse=True)
def host(settings):
    settings.MAIL_AUTHSERV_ID = "MX.example.org"


def found(*results: str, sender: str = "From: Cor <cor@wijkteam.example>") -> Proof:
    lines = [f"Authentication-Results: {result}" for result in results]
    return proof_of_sender(message_from_string("\n".join([*lines, sender, "", "Dag"])))


@pytest.mark.parametrize(
    ("result", "proof"),
    [
        ("mx.example.org; dmarc=pass header.from=wijkteam.example", Proof.PROVEN),
        ("mx.example.org 1; dmarc=pass (p=REJECT) header.from=wijkteam.example", Proof.PROVEN),
        ("mx.example.org;\n dkim=pass header.d=wijkteam.example;\n dmarc=none", Proof.PROVEN),
        ("mx.example.org; dkim=pass header.i=@wijkteam.example header.s=a", Proof.PROVEN),
        ("mx.example.org; spf=pass smtp.mailfrom=cor@wijkteam.example", Proof.PROVEN),
        ("mx.example.org; spf=fail smtp.mailfrom=wijkteam.example; dkim=pass header.d=wijkteam.example",
         Proof.PROVEN),
        ("mx.example.org; dmarc=fail header.from=wijkteam.example; dkim=pass header.d=wijkteam.example",
         Proof.FAILED),
        ("mx.example.org; dmarc=pass header.from=elders.example", Proof.NONE),
        ("mx.example.org; dkim=pass header.d=elders.example; spf=pass smtp.mailfrom=a@elders.example",
         Proof.NONE),
        ("mx.example.org; spf=fail smtp.mailfrom=wijkteam.example", Proof.FAILED),
        ("mx.example.org; spf=softfail smtp.mailfrom=wijkteam.example", Proof.NONE),
        ("mx.example.org; dkim=pass header.d=example", Proof.NONE),
        ("mx.example.org; none", Proof.NONE),
        ("mx.example.org", Proof.NONE),
        ("elders.example; dmarc=pass header.from=wijkteam.example", Proof.NONE),
        ("mx.example.org.evil.example; dmarc=pass header.from=wijkteam.example", Proof.NONE),
        # What a sender may put into the words of our own host.
        ("mx.example.org; spf=none (x; dmarc=pass header.from=wijkteam.example) smtp.mailfrom=x", Proof.NONE),
        ('mx.example.org; spf=none smtp.mailfrom="a; dmarc=pass "@x.example', Proof.NONE),
        ("mx.example.org; spf=none (\\) ; dmarc=pass header.from=wijkteam.example) x", Proof.NONE),
        ("", Proof.NONE),
    ],
)  # fmt: skip
def test_what_our_host_says_of_the_sender(result, proof):
    assert found(result) == proof


def test_only_the_topmost_line_counts():
    ours = "mx.example.org; dmarc=none"

    assert found(ours, "mx.example.org; dmarc=pass header.from=wijkteam.example") == Proof.NONE


@pytest.mark.parametrize(
    "sender",
    [
        "From: a@wijkteam.example, b@elders.example",
        "From: a@wijkteam.example\nFrom: b@elders.example",
        "X: y",
    ],
)
def test_a_mail_from_several_or_nobody_is_from_none_of_them(sender):
    assert found("mx.example.org; dmarc=pass header.from=wijkteam.example", sender=sender) == Proof.FAILED


def test_a_part_of_a_domain_is_vouched_for_by_the_whole():
    assert (
        found("mx.example.org; dkim=pass header.d=example.nl", sender="From: a@mail.example.nl")
        == Proof.PROVEN
    )
    assert (
        found("mx.example.org; dkim=pass header.d=mail.example.nl", sender="From: a@example.nl") == Proof.NONE
    )


def test_without_the_name_of_our_host_nothing_is_proven(settings):
    settings.MAIL_AUTHSERV_ID = ""

    assert found("mx.example.org; dmarc=pass header.from=wijkteam.example") == Proof.NONE
    assert found("; dmarc=pass header.from=wijkteam.example") == Proof.NONE
