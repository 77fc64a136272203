"""What the facilitators of a group have to look after, on one page."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.db.models import Exists, OuterRef, QuerySet

from learninggroups.models import GroupLetter, LearningGroup, Membership, Post, ReadMark
from learninggroups.permissions import Roles, may_lead, may_offer_help, may_write_letters
from learninggroups.queries.groups import requests_of
from learninggroups.queries.invitations import OpenInvitation, open_invitations
from learninggroups.queries.letters import letter_list
from learninggroups.queries.moderation import waiting_reports
from learninggroups.querysets import HELP_RESTS, SILENT_AFTER
from members.models import Departure
from privacy.emptying import FORMER_MEMBER

NAMED_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Silent:
    """A participant who read nothing for a while; who she is, and no figures."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class StillNamed:
    """A post of somebody else that says the name of who is leaving, and until when we know that name."""

    name: str
    url: str
    author: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Tending:
    """Everything on the page of the facilitators."""

    group: LearningGroup
    facilitators: tuple[str, ...]
    requests: tuple[Membership, ...]
    reports: int
    invitations: tuple[OpenInvitation, ...]
    silent: tuple[Silent, ...]
    drafts: tuple[GroupLetter, ...]
    named: tuple[StillNamed, ...]
    # Since when nothing was said, for the programme team that may offer help.
    quiet_since: datetime | None
    help_offered_at: datetime | None
    leads: bool
    may_write_to: bool


def tending_page(roles: Roles, group: LearningGroup, now: datetime) -> Tending:
    """Return what waits in a group; the programme team sees what it may help with."""
    leads = may_lead(roles, group)
    return Tending(
        group=group,
        facilitators=leaders(group),
        requests=tuple(requests_of(roles, group)),
        reports=waiting_reports(roles, [group.pk]).get(group.pk, 0) if leads else 0,
        invitations=tuple(open_invitations(roles, group, now)),
        silent=_silent(group, now) if leads else (),
        drafts=letter_list(roles, group).waiting if leads else (),
        named=_still_named(group) if leads else (),
        quiet_since=_quiet_since(group, now) if may_offer_help(roles, group) else None,
        help_offered_at=group.help_offered_at,
        leads=leads,
        may_write_to=may_write_letters(roles, group) and not group.is_confidential,
    )


def _still_named(group: LearningGroup) -> tuple[StillNamed, ...]:
    """Return where others wrote the names of who took part here and is leaving; not once she is erased."""
    leaving = Departure.objects.filter(
        returned_at=None, erased_at=None, member__memberships__group=group
    ).select_related("member")
    posts = Post.objects.filter(thread__group=group, deleted_at=None, hidden_at=None)
    return tuple(
        StillNamed(
            departure.member.name,
            post.get_absolute_url(),
            post.author.name if post.author else FORMER_MEMBER,
            departure.erase_at,
        )
        for departure in leaving.order_by("erase_at", "pk")
        for post in posts.filter(body__contains=escape(departure.member.name))
        .exclude(author=departure.member)
        .select_related("author")
        .order_by("pk")[:NAMED_AT_MOST]
    )


def leaders(group: LearningGroup) -> tuple[str, ...]:
    """Return the names of who leads a group."""
    places = group.memberships.facilitating().filter(member__is_active=True)
    return tuple(places.order_by("member__name").values_list("member__name", flat=True))


def silent_groups(now: datetime) -> QuerySet[LearningGroup]:
    """Return the groups that are silent and got no help lately, with ``quiet_since``, longest first."""
    silent = LearningGroup.objects.silent_since(now - SILENT_AFTER)
    return silent.not_helped_since(now - HELP_RESTS).order_by("quiet_since", "pk")


def _quiet_since(group: LearningGroup, now: datetime) -> datetime | None:
    silent = LearningGroup.objects.silent_since(now - SILENT_AFTER).filter(pk=group.pk)
    return silent.values_list("quiet_since", flat=True).first()


def _silent(group: LearningGroup, now: datetime) -> tuple[Silent, ...]:
    """Return the participants who were here eight weeks ago and read nothing since, by name."""
    since = now - SILENT_AFTER
    read = ReadMark.objects.filter(member=OuterRef("member"), thread__group=group, read_at__gt=since)
    places = group.memberships.filter(
        ~Exists(read), role=Membership.Role.PARTICIPANT, joined_at__lte=since, member__is_active=True
    )
    names = places.order_by("member__name", "pk").values_list("pk", "member__name")
    return tuple(Silent(pk, name) for pk, name in names)
