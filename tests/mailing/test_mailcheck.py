"""`manage.py mailcheck`: what is right, what is wrong, and what cannot be seen from here."""

import io

import pytest
from django.core.management import CommandError, call_command

from mailing import checkup, messages
from mailing.checkup import Outcome
from tests.factories.mailing import OutgoingMailFactory

RECORDS = {
    "post.wijkteams.example TXT": ["v=spf1 mx include:spf.provider.example -all", "something=else"],
    "_dmarc.wijkteams.example TXT": ["v=DMARC1; p=quarantine; rua=mailto:post@wijkteams.example"],
    "s1._domainkey.wijkteams.example TXT": ["v=DKIM1; k=rsa; p=" + "A" * 200],
    "post.wijkteams.example MX": ["10 mx.provider.example.", "20 mx2.provider.example."],
    "_mta-sts.post.wijkteams.example TXT": ["v=STSv1; id=20261110"],
    "_smtp._tls.post.wijkteams.example TXT": ["v=TLSRPTv1; rua=mailto:post@wijkteams.example"],
}


@pytest.fixture(autouse=True)
def domains(settings):
    settings.SITE_URL = "https://portaal.wijkteams.example"
    settings.DEFAULT_FROM_EMAIL = "portaal@wijkteams.example"
    settings.MAIL_REPLY_DOMAIN = "post.wijkteams.example"
    settings.MAIL_DKIM_SELECTOR = "s1"
    # What letters of a kind have in common is made once, with the settings of that moment.
    messages._skeleton.cache_clear()
    yield
    messages._skeleton.cache_clear()


def outcomes(records: dict | None) -> dict[str, Outcome]:
    def lookup(name: str, kind: str) -> list[str] | None:
        return None if records is None else records.get(f"{name} {kind}", [])

    return {finding.subject: finding.outcome for finding in checkup.records(lookup)}


def test_records_that_are_right_are_good():
    found = outcomes(RECORDS)

    assert found.pop("Mailserver") is Outcome.UNKNOWN
    assert set(found) == {"SPF", "DMARC", "DKIM", "MX", "MTA-STS", "TLS-RPT"}
    assert set(found.values()) == {Outcome.GOOD}


@pytest.mark.parametrize(
    ("record", "value", "subject"),
    [
        ("post.wijkteams.example TXT", [], "SPF"),
        ("post.wijkteams.example TXT", ["v=spf1 mx -all", "v=spf1 a -all"], "SPF"),
        ("_dmarc.wijkteams.example TXT", ["v=DMARC1; p=none"], "DMARC"),
        ("s1._domainkey.wijkteams.example TXT", ["v=DKIM1; p="], "DKIM"),
        ("post.wijkteams.example MX", [], "MX"),
    ],
)
def test_a_record_that_is_missing_or_weak_is_wrong(record, value, subject):
    found = outcomes(RECORDS | {record: value})

    assert found[subject] is Outcome.WRONG
    assert list(found.values()).count(Outcome.WRONG) == 1


def test_what_cannot_be_asked_is_unknown_and_not_wrong(settings):
    settings.MAIL_DKIM_SELECTOR = ""

    assert set(outcomes(None).values()) == {Outcome.UNKNOWN}


def test_the_command_says_what_it_saw_and_fails_on_what_is_wrong(db, monkeypatch, settings):
    monkeypatch.setenv("PATH", "")
    OutgoingMailFactory(html="<p>" + "x" * 90_001)
    said = io.StringIO()

    with pytest.raises(CommandError):
        call_command("mailcheck", stdout=said)

    lines = said.getvalue().splitlines()
    assert "FOUT  Grootte: niet bij notice" in lines
    assert "goed  Regels: geen langer dan 998" in lines
    assert "?     Spamfilter: SpamAssassin staat hier niet" in lines
    assert any(line.startswith("goed  Afmelden met één druk: bij ") for line in lines)
    assert any(
        line.startswith("?     SPF: post.wijkteams.example TXT was niet op te vragen") for line in lines
    )


def test_nothing_wrong_is_no_failure(db, monkeypatch):
    monkeypatch.setenv("PATH", "")

    call_command("mailcheck", stdout=io.StringIO())
