"""The letter that says where a member finds her own data."""

from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import PersonalData
from members.models.personal_data import DATA_KEPT

PERSONAL_DATA = LetterKind(
    name="personal_data",
    reason="je je gegevens opvroeg",
    priority=Priority.ACCOUNT,
    has_secret=True,
    lifetime=DATA_KEPT,
)
KINDS = [PERSONAL_DATA]


def data_ready(data: PersonalData, *, now: datetime) -> None:
    """Tell a member where her data lies, and until when."""
    letter = Letter(
        PERSONAL_DATA.name,
        to=data.member,
        key=f"personal_data:{data.pk}",
        about=f"personal_data:{data.pk}",
        context={"data": data, "until": now + DATA_KEPT},
        path=data.get_absolute_url(),
    )
    outbox.queue([letter], now=now)
