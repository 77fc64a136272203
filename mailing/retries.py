"""What an answer of a mail server means for a letter, and when to try again."""

import enum
import hashlib
import re
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings

GIVE_UP_AFTER = timedelta(hours=72)
MAX_CLAIMS = 5
# Policy refusals of this many runs, or single letters, within the hour are about us and stop everything.
POLICY_LIMIT = 5
# Of one run so many letters, and this part of those that were tried, are about that run.
RUN_LIMIT = 5
RUN_PART = 0.1
POLICY_WINDOW = timedelta(hours=1)

_STATUS = re.compile(r"^([245]\.\d{1,3}\.\d{1,3})\b")


class Reply(NamedTuple):
    """What the server answered: its three-digit code and its words."""

    code: int
    text: str

    def __str__(self):
        return f"{self.code} {self.text}"[:300]

    @property
    def status(self) -> str:
        """The enhanced status code (RFC 3463), or the plain code when the server gave none."""
        found = _STATUS.match(self.text)
        return found.group(1) if found else str(self.code)


class Verdict(enum.Enum):
    """What a reply means for the letter."""

    ACCEPTED = enum.auto()
    LATER = enum.auto()
    REFUSED = enum.auto()


def verdict(reply: Reply) -> Verdict:
    """Sort a final reply into what must happen to the letter; ``faults`` says whose fault it is."""
    if 200 <= reply.code < 300:
        return Verdict.ACCEPTED
    return Verdict.LATER if reply.code < 500 else Verdict.REFUSED


def wait(attempts: int, message_id: str) -> timedelta:
    """
    Return how long to wait after this many attempts, the last one included.

    The spread of 20 % either way follows from the Message-ID, so that a whole run that
    was put off does not come back in the same second and a repeated calculation agrees.
    """
    steps = settings.MAILING_RETRY_SECONDS
    seconds = steps[min(attempts, len(steps)) - 1]
    digest = hashlib.sha256(f"{message_id}{attempts}".encode()).digest()
    return timedelta(seconds=seconds * (0.8 + 0.4 * digest[0] / 255))
