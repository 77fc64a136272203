"""What calendar programs mail back about a meeting (RFC 5546), and who hears of it."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message

from icalendar.parser import Contentline, Contentlines

from inbound import messages

# What somebody's program says to whoever invited her: an answer, another proposal, a question.
TO_ORGANIZER = {"REPLY", "COUNTER", "REFRESH"}
DECLINED = "DECLINED"


@dataclass(frozen=True)
class CalendarAnswer:
    """Who answers, about which meeting, and what: ACCEPTED, DECLINED and so on."""

    uid: str
    address: str
    answer: str


# ``decline(uid=…, email=…, now=…) -> bool`` is an action of an app that has meetings: somebody does not
# come, and it is known that she says so. It may be called twice, and says whether she was expected.
Decline = Callable[..., bool]
_declines: list[Decline] = []


def register(decline: Decline) -> None:
    """Let an app hear who declines; called from its ``ready``."""
    _declines.append(decline)


def declines() -> list[Decline]:
    """Return who hears it."""
    return _declines


def answer_in(message: Message) -> CalendarAnswer | None:
    """Return what somebody's calendar program answers in this mail; none when no program wrote it."""
    return next(filter(None, map(_answer, messages.calendars(message))), None)


def _answer(calendar: str) -> CalendarAnswer | None:
    said = {"UID": "", "METHOD": "", "ATTENDEE": ""}
    answer = ""
    for line in filter(None, Contentlines.from_ical(calendar)):
        name, parameters, value = _parts(line)
        if name in said and not said[name]:
            said[name] = value.strip()
            answer = str(parameters.get("PARTSTAT", "")).upper() if name == "ATTENDEE" else answer
    if said["METHOD"].upper() not in TO_ORGANIZER:
        return None
    return CalendarAnswer(said["UID"], said["ATTENDEE"].lower().removeprefix("mailto:"), answer)


def _parts(line: Contentline) -> tuple[str, dict, str]:
    try:
        name, parameters, value = line.parts()
    except ValueError:
        return "", {}, ""
    return name.upper(), parameters, value
