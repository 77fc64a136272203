"""What is done when letters do not reach a member."""

from datetime import datetime

from django.db import transaction

from mailing import upkeep
from mailing.queries.post import failed_since
from mailing.queries.refusals import refusals, written_about
from members import notifications
from members.models import Affiliation, Member, Organization


def ask_for_addresses(*, now: datetime) -> None:
    """
    Ask contact persons for an address in the place of each that refuses our letters, once.

    Safe to run twice or at once: a letter has the refusal in its key.
    """
    known = {f"refusal:{refusal.pk}": refusal for refusal in refusals()}
    asked = written_about(notifications.ADDRESS_REFUSED.name, known)
    for refusal in (refusal for about, refusal in known.items() if about not in asked):
        member = Member.objects.members().filter(email=refusal.address).first()
        if member:
            notifications.address_refused(refusal, member, _contacts_of(member), now=now)


@transaction.atomic(durable=True)
def report_failed_mail(*, now: datetime) -> None:
    """
    Tell who looks after the post what failed since this was last done; nothing failed, no letter.

    Safe to run often or at once: it is done once a day, from noon.
    """
    since = upkeep.since_last_report(now)
    if since is None:
        return
    failed = failed_since(since, but_not=notifications.FAILED_MAIL.name)
    if failed.count:
        notifications.mail_failed(failed, now=now)


def _contacts_of(member: Member) -> list[tuple[Member, Organization]]:
    """Return who else looks after the organisations where a member works."""
    where = Affiliation.objects.current().filter(member=member, organization__is_active=True)
    contacts = Affiliation.objects.contacts().filter(organization__in=where.values("organization"))
    others = contacts.filter(member__is_active=True).exclude(member=member)
    return [(one.member, one.organization) for one in others.select_related("member", "organization")]
