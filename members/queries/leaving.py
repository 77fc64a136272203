"""What a member looks after alone, which somebody else has to take over when she leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, DateTimeField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast, Coalesce
from wagtail.models import ModelLogEntry

from members.models import ADMINISTRATORS, PROGRAMME_TEAM, Affiliation, Member

INACTIVE_KEPT = timedelta(days=730)


@dataclass(frozen=True)
class HandOver:
    """One thing to hand over, in words for herself and for others, and the page where that is done."""

    what: str
    left_behind: str
    url: str = ""


Source = Callable[[Member], list[HandOver]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Let an app say what of its own a member looks after alone."""
    if source not in _sources:
        _sources.append(source)


def long_inactive(now: datetime) -> QuerySet[Member]:
    """Return whose account the back office closed two years ago, and who did not leave by herself."""
    until = now - INACTIVE_KEPT
    seen = Coalesce("last_login", "joined_at", output_field=DateTimeField())
    changed = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Member),
        object_id=Cast(OuterRef("pk"), CharField()),
        timestamp__gte=until,
    )
    closed = Member.objects.annotate(seen=seen).filter(is_active=False, departures=None, seen__lt=until)
    return closed.exclude(Exists(changed)).order_by("pk")


def to_hand_over(member: Member) -> list[HandOver]:
    """Return everything that nobody looks after any more once this member is gone."""
    return [
        *_organizations(member),
        *_teams(member),
        *(thing for source in _sources for thing in source(member)),
    ]


def _organizations(member: Member) -> list[HandOver]:
    others = Affiliation.objects.contacts().filter(
        organization=OuterRef("organization"), member__is_active=True
    )
    alone = Affiliation.objects.contacts().filter(member=member, organization__is_active=True)
    places = alone.exclude(Exists(others.exclude(member=member))).select_related("organization")
    return [
        HandOver(
            f"Je bent de enige contactpersoon van {place.organization}.",
            f"{place.organization} heeft geen contactpersoon meer.",
            place.organization.get_absolute_url(),
        )
        for place in places.order_by("organization__name")
    ]


def _teams(member: Member) -> list[HandOver]:
    words = {
        PROGRAMME_TEAM: ("Je bent de enige in het programmateam.", "Het programmateam is leeg."),
        ADMINISTRATORS: ("Je bent de enige beheerder.", "Er is geen beheerder meer."),
    }
    mine = set(member.groups.filter(name__in=words).values_list("name", flat=True))
    return [
        HandOver(*said)
        for team, said in words.items()
        if team in mine
        and not Member.objects.active().filter(groups__name=team).exclude(pk=member.pk).exists()
    ]
