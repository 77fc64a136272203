"""Who hears of what happens to members and to our mail to them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from mailing.queries.post import FailedMail
from mailing.queries.refusals import Refusal, refusals
from members.models import PROGRAMME_TEAM, Invitation, Member, Organization
from members.notifications import applications, imports, personal_data

INVITATION = LetterKind(
    name="invitation",
    reason="een lid van de Associatie Wijkteams je heeft uitgenodigd",
    priority=Priority.ACCOUNT,
    has_secret=True,
    stop_words="Geen brieven meer over deze uitnodiging",
)


def still_refused(rows: Sequence) -> set[int]:
    """Return the letters about an address that still refuses our post."""
    refusing = {f"refusal:{refusal.pk}" for refusal in refusals([_refusal_of(row) for row in rows])}
    return {row.pk for row in rows if row.about in refusing}


def _refusal_of(row) -> int:
    return int(row.about.partition(":")[2])


ADDRESS_REFUSED = LetterKind(
    name="address_refused",
    reason="je contactpersoon bent van een organisatie",
    wanted=still_refused,
    by_day=True,
    stop_words="Geen brieven meer over dit mailadres",
)


def to_who_is_still_there(rows: Sequence) -> set[int]:
    """Return the letters to who looks after the post at this moment."""
    team = set(_programme_team().values_list("pk", flat=True))
    return {row.pk for row in rows if row.member_id in team}


FAILED_MAIL = LetterKind(
    name="failed_mail",
    reason="je in het programmateam zit",
    wanted=to_who_is_still_there,
    by_day=True,
    stop_words="Geen berichten meer over mislukte post",
)
KINDS = [INVITATION, ADDRESS_REFUSED, FAILED_MAIL, *applications.KINDS, *imports.KINDS, *personal_data.KINDS]


def address_refused(
    refusal: Refusal, member: Member, asked: Iterable[tuple[Member, Organization]], *, now: datetime
) -> None:
    """Ask contact persons for another address of a colleague whom our letters do not reach."""
    outbox.queue(
        [
            Letter(
                ADDRESS_REFUSED.name,
                to=contact,
                key=f"refusal:{refusal.pk}:member:{contact.pk}",
                about=f"refusal:{refusal.pk}",
                context={"member": member, "organization": organization, "refusal": refusal},
                path=member.get_absolute_url(),
            )
            for contact, organization in asked
        ],
        now=now,
    )


def mail_failed(failed: FailedMail, *, now: datetime) -> None:
    """Tell who looks after the post what failed, at most once a day."""
    day = timezone.localdate(now, timezone.get_default_timezone())
    outbox.queue(
        [
            Letter(
                FAILED_MAIL.name,
                to=to,
                key=f"failed_mail:{day}:member:{to.pk}",
                about=FAILED_MAIL.name,
                context={"failed": failed},
                path=reverse("mailing_office:post"),
            )
            for to in _programme_team()
        ],
        now=now,
    )


def _programme_team() -> QuerySet[Member]:
    return Member.objects.active().filter(groups__name=PROGRAMME_TEAM).order_by("pk")


def invited(invitation: Invitation, token: str, *, now: datetime) -> None:
    """Send the invitation with its token; the address may not have an account yet."""
    addressee = Member(email=invitation.email, name=invitation.name)
    context = {"invitation": invitation, "token": token}
    key = f"invitation:{invitation.pk}:{invitation.token_hash[:16]}"
    outbox.queue(
        [
            Letter(
                INVITATION.name, to=addressee, key=key, about=f"invitation:{invitation.pk}", context=context
            )
        ],
        now=now,
    )
