"""Letters to who asks to become a member; she has no account yet."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.signing import BadSignature, Signer

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import Application, Member
from members.models.applications import UNCONFIRMED_KEPT

SALT = "members.application"
State = Application.State


class Applicant(NamedTuple):
    """Somebody without an account."""

    email: str
    name: str
    pk: None = None


def token_of(application: Application) -> str:
    """Return the token with which somebody opens her own application, without signing in."""
    return Signer(salt=SALT).sign(str(application.pk))


def application_of_token(token: str) -> int | None:
    """Return whose application it opens, or None when the token is not ours."""
    try:
        return int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def confirm(application: Application, *, has_account: bool, now: datetime) -> None:
    """Ask an address whether it asked this; once an hour, however often somebody types it."""
    _to_applicant(CONFIRM, application, occasion=f"{now:%Y%m%d%H}", now=now, has_account=has_account)


def known(member: Member, *, now: datetime) -> None:
    """Tell a member that she has an account already; once a day, however often somebody types her address."""
    letter = Letter(
        KNOWN.name, to=member, key=f"application_known:{member.pk}:{now:%Y%m%d}", about=KNOWN.name
    )
    outbox.queue([letter], now=now)


def asked(application: Application, *, now: datetime) -> None:
    """Ask something back, with the link at which she answers."""
    _to_applicant(ASKED, application, occasion=f"{now:%Y%m%d%H%M%S}", now=now)


def declined(application: Application, *, now: datetime) -> None:
    """Say in the words of the programme team that it does not become a membership."""
    _to_applicant(DECLINED, application, occasion="", now=now)


def _to_applicant(
    kind: LetterKind, application: Application, *, occasion: str, now: datetime, **context
) -> None:
    letter = Letter(
        kind.name,
        to=Applicant(application.email, application.name),
        key=f"{kind.name}:{application.pk}:{occasion}",
        about=f"application:{application.pk}",
        context=context | {"application": application, "token": token_of(application)},
    )
    outbox.queue([letter], now=now)


def still_unconfirmed(rows: Sequence) -> set[int]:
    """Return the letters about applications that were not confirmed or withdrawn meanwhile."""
    return _of_state(rows, [State.UNCONFIRMED])


def still_asked(rows: Sequence) -> set[int]:
    """Return the letters about applications on which an answer is still awaited."""
    return _of_state(rows, [State.ASKED])


def still_declined(rows: Sequence) -> set[int]:
    """Return the letters about applications that are still known, and were declined."""
    return _of_state(rows, [State.DECLINED])


def _of_state(rows: Sequence, states: Collection[str]) -> set[int]:
    numbers = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    there = Application.objects.filter(pk__in=numbers.values(), state__in=states)
    there = set(there.values_list("pk", flat=True))
    return {pk for pk, number in numbers.items() if number in there}


NO_MORE = "Geen brieven meer over deze aanvraag"
OWN_APPLICATION = "je vroeg om lid te worden van de Associatie Wijkteams"
CONFIRM = LetterKind(
    "application_confirm",
    reason="iemand dit adres invulde om lid te worden",
    priority=Priority.DIRECT,
    has_secret=True,
    lifetime=UNCONFIRMED_KEPT,
    wanted=still_unconfirmed,
    stop_words="Stuur deze vraag niet meer naar dit adres",
)
KNOWN = LetterKind(
    "application_known",
    reason="iemand jouw adres invulde om lid te worden",
    priority=Priority.DIRECT,
    stop_words="Laat mij dit niet meer weten",
)
ASKED = LetterKind(
    "application_asked", OWN_APPLICATION, has_secret=True, wanted=still_asked, stop_words=NO_MORE
)
DECLINED = LetterKind(
    "application_declined", OWN_APPLICATION, has_secret=True, wanted=still_declined, stop_words=NO_MORE
)
TO_APPLICANTS = [CONFIRM.name, ASKED.name, DECLINED.name]
KINDS = [CONFIRM, KNOWN, ASKED, DECLINED]
