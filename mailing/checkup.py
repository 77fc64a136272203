"""What receivers judge our letters by: records in the DNS, headers, size, and a spam filter."""

import enum
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from urllib.parse import urlsplit

from django.conf import settings

from mailing import letters, messages
from mailing.models import OutgoingMail
from mailing.outbox import message_id

LARGEST_HTML = 90_000
LONGEST_LINE = 998
MOST_POINTS = 1.0
LETTERS_LOOKED_AT = 200
# What resolving or judging may take.
SECONDS = 120

Lookup = Callable[[str, str], list[str] | None]


class Outcome(enum.Enum):
    """What came of looking at one thing."""

    GOOD = enum.auto()
    WRONG = enum.auto()
    UNKNOWN = enum.auto()


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    outcome: Outcome
    words: str


def findings(*, now: datetime) -> list[Finding]:
    """Look at everything; what cannot be seen from here is said to be unknown."""
    return [*records(dig), *sample_headers(now), *latest_letters()]


def dig(name: str, kind: str) -> list[str] | None:
    """Ask the DNS, by the program of that name; None when it is not here or gets no answer."""
    program = shutil.which("dig")
    if program is None:
        return None
    command = [program, "+short", "+time=3", "+tries=1", name, kind]
    asked = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603
    if asked.returncode:
        return None
    lines = [line for line in asked.stdout.splitlines() if line and not line.startswith(";")]
    return [re.sub(r'"\s*"', "", line).strip('"') for line in lines]


def records(lookup: Lookup) -> Iterator[Finding]:
    """Say which records receivers look for, and whether they are there."""
    sender = messages.sender().rpartition("@")[2]
    returns = settings.MAIL_REPLY_DOMAIN or sender
    yield _record(lookup, "SPF", returns, "TXT", r"v=spf1 .*[-~]all", "v=spf1 … -all, met de mailserver erin")
    yield _record(
        lookup,
        "DMARC",
        f"_dmarc.{sender}",
        "TXT",
        r"v=DMARC1;.*\bp=(quarantine|reject)",
        "v=DMARC1; p=quarantine",
    )
    yield _dkim(lookup, sender)
    if settings.MAIL_REPLY_DOMAIN:
        yield _record(
            lookup, "MX", settings.MAIL_REPLY_DOMAIN, "MX", r"\d+ \S+\.\S+", "de host die post aanneemt"
        )
        yield _record(
            lookup,
            "MTA-STS",
            f"_mta-sts.{settings.MAIL_REPLY_DOMAIN}",
            "TXT",
            r"v=STSv1;\s*id=\w+",
            "v=STSv1; id=1",
        )
        yield _record(
            lookup,
            "TLS-RPT",
            f"_smtp._tls.{settings.MAIL_REPLY_DOMAIN}",
            "TXT",
            r"v=TLSRPTv1;",
            "v=TLSRPTv1; rua=…",
        )
    else:
        yield Finding(
            "Terugkerende post", Outcome.WRONG, "zonder PORTAL_REPLY_DOMAIN komt geen melding binnen"
        )
    yield Finding(
        "Mailserver", Outcome.UNKNOWN, "omgekeerde naam (PTR), TLS en DNSSEC ziet alleen wie hem beheert"
    )


def _record(lookup: Lookup, subject: str, name: str, kind: str, pattern: str, wanted: str) -> Finding:
    found = lookup(name, kind)
    if found is None:
        return Finding(subject, Outcome.UNKNOWN, f"{name} {kind} was niet op te vragen; gewenst is: {wanted}")
    fitting = [record for record in found if re.search(pattern, record)]
    if len(fitting) == 1 or (fitting and kind == "MX"):
        return Finding(subject, Outcome.GOOD, f"{name}: {fitting[0]}")
    if fitting:
        return Finding(subject, Outcome.WRONG, f"{name} heeft er {len(fitting)}, en dan geldt er geen")
    return Finding(subject, Outcome.WRONG, f"{name} {kind} ontbreekt; gewenst is: {wanted}")


def _dkim(lookup: Lookup, sender: str) -> Finding:
    selector = settings.MAIL_DKIM_SELECTOR
    if not selector:
        return Finding(
            "DKIM", Outcome.UNKNOWN, "de mailserver ondertekent; noem zijn selector in PORTAL_DKIM_SELECTOR"
        )
    return _record(
        lookup,
        "DKIM",
        f"{selector}._domainkey.{sender}",
        "TXT",
        r"p=[A-Za-z0-9+/=]{40,}",
        "v=DKIM1; k=rsa; p=…",
    )


def sample_headers(now: datetime) -> Iterator[Finding]:
    """Build a letter of each kind that can be stopped, and look at what receivers ask of bulk mail."""
    stoppable = [kind for kind in letters.kinds() if kind.list_name and kind.stop]
    without = [kind.name for kind in stoppable if not _stops_at_once(kind.name, now)]
    if without:
        yield Finding("Afmelden met één druk", Outcome.WRONG, f"ontbreekt bij {', '.join(without)}")
    else:
        yield Finding("Afmelden met één druk", Outcome.GOOD, f"bij {len(stoppable)} soorten brieven")
    if urlsplit(settings.SITE_URL).scheme != "https":
        yield Finding("Adres om af te melden", Outcome.WRONG, "PORTAL_SITE_URL is geen https (RFC 8058)")


def _stops_at_once(name: str, now: datetime) -> bool:
    sample = OutgoingMail(
        pk=1,
        key="mailcheck",
        message_id=message_id("mailcheck"),
        letter=name,
        member_id=1,
        to_address="iemand@example.nl",
        subject="Proef",
        text="Proef.\n",
        queued_at=now,
    )
    built = message_from_bytes(messages.build(sample, may_be_8bit=True))
    return (
        built["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and "://" in built["List-Unsubscribe"]
    )


def latest_letters() -> Iterator[Finding]:
    """Look at the letters that were written last, and whose words are still there."""
    kept = OutgoingMail.objects.exclude(text="").order_by("-pk")[:LETTERS_LOOKED_AT]
    newest = {mail.letter: mail for mail in reversed(kept)}
    if not newest:
        yield Finding("Brieven", Outcome.UNKNOWN, "er zijn nog geen brieven om te bekijken")
        return
    large = [name for name, mail in newest.items() if len(mail.html.encode()) > LARGEST_HTML]
    yield _none_of(large, "Grootte", f"elke HTML onder {LARGEST_HTML // 1000} kB")
    built = {name: messages.build(mail, may_be_8bit=True) for name, mail in newest.items()}
    long = [name for name, octets in built.items() if max(map(len, octets.split(b"\r\n"))) > LONGEST_LINE]
    yield _none_of(long, "Regels", f"geen langer dan {LONGEST_LINE}")
    yield _judged(built)


def _none_of(names: list[str], subject: str, good: str) -> Finding:
    if names:
        return Finding(subject, Outcome.WRONG, f"niet bij {', '.join(names)}")
    return Finding(subject, Outcome.GOOD, good)


def _judged(built: dict[str, bytes]) -> Finding:
    program = shutil.which("spamassassin")
    if program is None:
        return Finding("Spamfilter", Outcome.UNKNOWN, "SpamAssassin staat hier niet")
    scores = {name: _score(program, octets) for name, octets in built.items()}
    worst = max(scores, key=scores.__getitem__)
    outcome = Outcome.GOOD if scores[worst] <= MOST_POINTS else Outcome.WRONG
    return Finding(
        "Spamfilter", outcome, f"hoogste score {scores[worst]:.1f} ({worst}), van {len(scores)} soorten"
    )


def _score(program: str, octets: bytes) -> float:
    """Return what Debian's filter says of a letter by its local rules; it asks nobody else."""
    command = [program, "--local", "--cf", "score MAILING_LIST_MULTI 0"]
    judged = subprocess.run(command, input=octets, capture_output=True, check=True, timeout=SECONDS)  # noqa: S603
    found = re.search(rb"^X-Spam-Status: \w+, score=(-?[\d.]+)", judged.stdout, re.MULTILINE)
    return float(found[1]) if found else 0.0
