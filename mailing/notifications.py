"""The kinds of letters that Django, allauth and Wagtail write themselves."""

from datetime import timedelta

from mailing import letters
from mailing.letters import LetterKind
from mailing.models import OutgoingMail

# A code is worth fifteen minutes; sent later it only confuses.
ACCOUNT = LetterKind(
    name="account",
    reason="iemand dit adres gebruikte om in te loggen bij de Associatie Wijkteams",
    priority=OutgoingMail.Priority.ACCOUNT,
    has_secret=True,
    lifetime=timedelta(minutes=15),
)
NOTICE = LetterKind(
    name="notice",
    reason="je meewerkt aan de pagina's van de Associatie Wijkteams",
    stop_words="Geen berichten over pagina's meer",
)


def register() -> None:
    """Make these kinds known."""
    letters.register(ACCOUNT)
    letters.register(NOTICE)
