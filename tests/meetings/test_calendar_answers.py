"""What her calendar program mails back: a proven no is a no, all else is kept quietly."""

import pytest

from inbound import actions
from inbound.models import InboundMail
from mailing.models import OutgoingMail
from meetings.models import Registration
from tests.factories.meetings import MeetingFactory, RegistrationFactory
from tests.inbound.conftest import FORGED, PROVEN, mail, read_all

pytestmark = pytest.mark.django_db

State = InboundMail.State
CALENDAR = """BEGIN:VCALENDAR
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
ATTENDEE;PARTSTAT={answer};CN="Vera; de
  Wit":MAILTO:Vera@example.org
UID:{uid}
SUMMARY;LANGUAGE=nl-NL:Geweigerd: Middag over veiligheid
SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def vera(db):
    return RegistrationFactory(meeting=MeetingFactory(), email="vera@example.org", name="Vera de Wit")


@pytest.fixture
def answers(vera, settings, now):
    """Return a function that lets Vera's program answer, and returns what became of her mail."""
    settings.MAIL_AUTHSERV_ID = "mx.example.org"
    settings.MAIL_REPLY_DOMAIN = "post.example.org"

    def answer(answer="DECLINED", *, proof=PROVEN, sender="vera@example.org", method="REPLY", uid=""):
        calendar = CALENDAR.format(answer=answer, method=method, uid=uid or f"{vera.meeting.uid}@localhost")
        raw = mail(
            "\r\n".join(
                [
                    "--b\r\nContent-Type: text/plain\r\n\r\nIk kan niet.\r\n--b",
                    f"Content-Type: text/calendar; method={method}; charset=utf-8\r\n",
                    *calendar.splitlines(),
                    "--b--",
                ]
            ),
            From=sender,
            To="portaal@localhost",
            Content_Type='multipart/alternative; boundary="b"',
            Authentication_Results=proof,
        )
        actions.receive(raw=raw, recipient="portaal@localhost", now=now)
        read_all(now)
        return InboundMail.objects.get().state

    return answer


def test_a_proven_no_takes_her_off_the_list_and_tells_her(answers, vera):
    assert answers() == State.TAKEN

    vera.refresh_from_db()
    assert vera.state == Registration.State.CANCELLED
    [letter] = OutgoingMail.objects.all()
    assert letter.letter == "registration_withdrawn"


@pytest.mark.parametrize(
    "facts",
    [
        {"answer": "ACCEPTED"},
        {"answer": "TENTATIVE"},
        {"proof": FORGED},
        {"proof": "mx.example.org; none"},
        {"sender": "secretaris@example.org"},
        {"method": "COUNTER", "answer": "TENTATIVE"},
        {"uid": "iets-anders@localhost"},
        {"uid": "040000008200E00074C5B7101A82E008@elders"},
    ],
)
def test_anything_else_changes_nothing_and_is_not_answered(facts, answers, vera):
    assert answers(**facts) == State.AUTOMATIC

    vera.refresh_from_db()
    assert vera.state == Registration.State.COMING
    assert not OutgoingMail.objects.exists()
