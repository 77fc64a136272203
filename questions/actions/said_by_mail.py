"""
What somebody says in a mailed reply when she does not answer: *niet voor ons*, or *bel mij*.

Only when she begins with it and says little more; whatever may be meant otherwise is an answer.
"""

import re
from dataclasses import dataclass

from questions.models import Recipient

Reaction = Recipient.Reaction

# Who writes more than this says something of her own.
LONGEST_NOTE = 200
LONGEST_WHEN = 120

_GREETING = re.compile(
    r"(dag|hoi|hallo|ha|beste|hey|hi|goede(morgen|middag|navond))\b[^.?!\n]{0,40}[,.!]?\s*\n", re.IGNORECASE
)
_NOT_FOR_US = re.compile(r"\W*((deze vraag|dit|die|dat) is )?niet (bedoeld )?voor (ons|mij)\b", re.IGNORECASE)
_CALL_ME = re.compile(
    r"\W*bel (mij|me|ons)\b( (even|maar|eens|gerust|graag|alsjeblieft|op)\b)*", re.IGNORECASE
)
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]{0,3}\d(?:[\s-]{0,3}\d){7,9}(?!\d)")
# With one of these she may mean something else.
_UNCERTAIN = {
    "alleen",
    "behalve",
    "bijna",
    "denk",
    "eerst",
    "maar",
    "misschien",
    "niet",
    "of",
    "tenzij",
    "toch",
    "wel",
}


@dataclass(frozen=True)
class Said:
    """What she says instead of an answer, and what she says beside it."""

    reaction: Reaction
    note: str = ""
    phone: str = ""
    call_when: str = ""


def said_in(text: str, phone: str) -> Said | None:
    """
    Return what somebody says instead of an answer; None when it may be an answer.

    ``phone`` is where we can call who gives no number.
    """
    text = _GREETING.sub("", f"{text}\n", count=1).strip() if _GREETING.match(text) else text.strip()
    if match := _NOT_FOR_US.match(text):
        note = _rest(text, match)
        return Said(Reaction.NOT_FOR_US, note=note) if _is_plain(note, LONGEST_NOTE) else None
    if match := _CALL_ME.match(text):
        rest = _rest(text, match)
        given = _PHONE.search(rest)
        when = _tidy(rest.replace(given[0], " ")) if given else rest
        number = " ".join(given[0].split()) if given else phone
        if number and _is_plain(when, LONGEST_WHEN):
            return Said(Reaction.CALL_ME, phone=number, call_when=when)
    return None


def _is_plain(rest: str, longest: int) -> bool:
    words = set(re.findall(r"[^\W\d_]+", rest.lower()))
    return len(rest) <= longest and "?" not in rest and not words & _UNCERTAIN


def _rest(text: str, match: re.Match) -> str:
    return _tidy(text[match.end() :])


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:!-–()")
