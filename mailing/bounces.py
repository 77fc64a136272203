"""What comes back after a letter left: reports by mail, complaints, and what somebody mailed to stop it."""

import re
from datetime import datetime
from email.message import Message

from mailing import faults, letters, reports, standing
from mailing.addresses import Box, letter_at
from mailing.letters import LetterKind
from mailing.models import MailEvent, OutgoingMail
from mailing.reports import Report
from mailing.webhooks import Told

Kind = MailEvent.Kind

SEARCHED = 200_000
_OWN_ADDRESS = re.compile(rb"(?:antwoord|bounce|af)\+\d{1,18}-[a-z2-7]{16}@[\w.-]+", re.IGNORECASE)


def take_dsn(*, message: Message, recipient: str, now: datetime) -> bool:
    """
    Take what a machine mailed back about a letter, and say whether it was such a report.

    ``recipient`` is the address it came to. The letter is known by an address that it carried
    itself, never by what the report says of it: anybody can write a report. May be called twice
    with the same mail; opens transactions of its own.
    """
    mail = letter_at(recipient, Box.BOUNCE, Box.ANSWER) or _returned_letter(message)
    report = mail and reports.read(message, mail.to_address)
    if mail is None or report is None:
        return False
    if report.action == "complained":
        take_complaint(mail=mail, detail=report.words, now=now)
    elif report.action == "failed":
        _take_failure(mail, report, now)
    elif report.action == "delayed":
        key = f"letter:{mail.pk}:delayed"
        standing.record(
            Kind.DELAYED,
            mail.to_address,
            key=key,
            letter=mail,
            detail=report.words,
            code=report.status,
            now=now,
        )
    return True


def take_complaint(*, mail: OutgoingMail, detail: str, now: datetime) -> None:
    """Stop what a member called unwanted, as if she had pressed the button below that letter, and note it."""
    stop_letters(mail=mail, now=now)
    if not OutgoingMail.objects.filter(pk=mail.pk).exists():
        # Who left without an account left nothing behind.
        return
    standing.record(
        Kind.COMPLAINED,
        mail.to_address,
        key=f"letter:{mail.pk}:complained",
        letter=mail,
        detail=detail,
        now=now,
    )


def take_event(*, told: Told, now: datetime) -> None:
    """Take what a provider tells of a letter. Told again it counts once; opens transactions of its own."""
    mail = OutgoingMail.objects.filter(message_id=told.message_id, to_address__iexact=told.recipient).first()
    match told.action:
        case "failed" if mail:
            _take_failure(mail, told, now)
        case "failed":
            fault = faults.fault(told.status, told.words)
            _note(standing.KIND_OF[fault], told, None, now)
        case "delayed":
            _note(Kind.DELAYED, told, mail, now)
        case "delivered":
            standing.delivered(told.recipient, key=told.key, now=now)
        case "complained" if mail:
            take_complaint(mail=mail, detail=told.words, now=now)
        case "complained":
            _note(Kind.COMPLAINED, told, None, now)
        case "unsubscribed" if mail:
            stop_letters(mail=mail, now=now)


def _take_failure(mail: OutgoingMail, said: Report | Told, now: datetime) -> None:
    fault = faults.fault(said.status, said.words)
    detail = f"{said.status} {said.words}".strip()
    standing.came_back(mail, fault, code=said.status, detail=detail, now=now)


def _note(kind: str, told: Told, mail: OutgoingMail | None, now: datetime) -> None:
    standing.record(
        kind, told.recipient, key=told.key, letter=mail, code=told.status, detail=told.words, now=now
    )


def stop_by_mail(*, recipient: str, now: datetime) -> LetterKind | None:
    """Stop a kind of letter for whoever mailed to its stop address, and return which, if it is ours."""
    mail = letter_at(recipient, Box.STOP)
    return letters.kind_named(mail.letter) if mail and stop_letters(mail=mail, now=now) else None


def stop_letters(*, mail: OutgoingMail, now: datetime) -> bool:
    """Do what the button below a letter does; say False when it has none. Safe to do twice."""
    kind = letters.kind_named(mail.letter)
    if kind.stop is None:
        return False
    reader = letters.reader_of(mail.member_id, mail.to_address)
    kind.stop(member_id=reader, about=mail.about, now=now)
    return True


def _returned_letter(message: Message) -> OutgoingMail | None:
    """Return the letter that is sent back within this mail, known by an address in its headers."""
    for found in _OWN_ADDRESS.findall(_octets(message)[:SEARCHED]):
        if mail := letter_at(found.decode("ascii"), *Box):
            return mail
    return None


def _octets(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (RecursionError, ValueError, LookupError):
        # What nobody can write down again is no report of a mail server.
        return b""
