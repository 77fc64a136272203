"""Who is where, and when an organisation is asked nothing."""

from datetime import date, datetime

from django.db import transaction

from audit import trail
from audit.acts import Act
from members.indexing import index_members
from members.models import Affiliation, Member, Organization
from members.permissions import Roles, may_edit_affiliations, may_end_affiliation, may_let_rest, require


@transaction.atomic(durable=True)
def change_role(*, affiliation: Affiliation, role: str, actor: Member, now: datetime) -> None:
    """Make a colleague contact person, or let a contact person be a colleague again."""
    require(may_edit_affiliations(Roles.of(actor), affiliation.organization))
    Affiliation.objects.current().filter(pk=affiliation.pk).update(role=role)
    trail.record(Act.ROLE_CHANGED, actor=actor, subject=affiliation, facts={"role": role}, now=now)


@transaction.atomic(durable=True)
def end_affiliation(*, affiliation: Affiliation, actor: Member, now: datetime) -> None:
    """End a place; what she wrote stays, with the organisation she was at then."""
    require(may_end_affiliation(Roles.of(actor), affiliation))
    Affiliation.objects.current().filter(pk=affiliation.pk).update(until_date=now.date())
    trail.record(Act.AFFILIATION_ENDED, actor=actor, subject=affiliation, now=now)
    index_members([affiliation.member_id])


@transaction.atomic(durable=True)
def let_rest(*, organization: Organization, until: date | None, actor: Member) -> None:
    """Ask this organisation nothing new until a day (*nu even niet*), or ask it again when there is none."""
    require(may_let_rest(Roles.of(actor), organization))
    Organization.objects.filter(pk=organization.pk).update(rests_until=until)
