"""Who is where, and when an organisation is asked nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit import trail
from audit.acts import Act
from members.indexing import index_members
from members.models import Affiliation, Member, Organization, Region
from members.permissions import (
    Roles,
    may_change_facts,
    may_edit_affiliations,
    may_end_affiliation,
    may_let_rest,
    require,
)
from themes.models import Theme


class NoColleague(Exception):
    """She does not work at this organisation any more."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What an organisation tells of itself."""

    about: str
    kind: str
    municipalities: str
    region: Region | None
    themes: Iterable[Theme]


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
    Affiliation.objects.current().filter(pk=affiliation.pk).update(until_date=timezone.localdate(now))
    trail.record(Act.AFFILIATION_ENDED, actor=actor, subject=affiliation, now=now)
    index_members([affiliation.member_id])


@transaction.atomic(durable=True)
def speak_for(*, organization: Organization, actor: Member) -> None:
    """Let this one of her organisations stand beside what she writes from now on."""
    places = Affiliation.objects.current().filter(member=actor)
    require(places.filter(organization=organization).exists())
    places.update(is_main=Q(organization=organization))


def pass_role(*, organization: Organization, colleague: Member, actor: Member) -> None:
    """
    Make a colleague contact person in one's own place, inside the caller's transaction.

    :raises NoColleague: when she does not work here any more.
    """
    places = Affiliation.objects.current().filter(organization=organization)
    hers = places.filter(member=colleague, member__is_active=True, member__is_guest=False)
    # RACE: both say beforehand what must still be so, and of two windows one finds nothing.
    if not hers.update(role=Affiliation.Role.CONTACT):
        raise NoColleague
    own = places.filter(member=actor, role=Affiliation.Role.CONTACT)
    require(bool(own.update(role=Affiliation.Role.COLLEAGUE)))


@transaction.atomic(durable=True)
def change_facts(*, organization: Organization, facts: Facts, actor: Member) -> None:
    """Change what others find an organisation by."""
    require(may_change_facts(Roles.of(actor), organization))
    Organization.objects.filter(pk=organization.pk).update(
        about=facts.about, kind=facts.kind, municipalities=facts.municipalities, region=facts.region
    )
    organization.themes.set(facts.themes)


@transaction.atomic(durable=True)
def let_rest(*, organization: Organization, until: date | None, actor: Member) -> None:
    """Ask this organisation nothing new until a day (*nu even niet*), or ask it again when there is none."""
    require(may_let_rest(Roles.of(actor), organization))
    Organization.objects.filter(pk=organization.pk).update(rests_until=until)
