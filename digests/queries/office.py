"""What the back office sees of one member's mail: who she is, what she chose and what she got."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, Q
from django.db.models.functions import Lower

from digests.models import DigestDelivery, MailPreference
from digests.queries import moments, pages, positions, words
from digests.queries.letters import THREAD
from digests.queries.lines import Block, Line
from digests.queries.pages import BlockPart, GroupPart
from learninggroups.models import Thread
from learninggroups.permissions import Roles
from mailing.queries.log import ReaderLog, log_of
from members.models import Affiliation, Member

FOUND_AT_MOST = 25
LATEST = 12
# What these tell, the programme team may see.
OPEN_BLOCKS = {Block.OUTCOMES, Block.NATIONAL, Block.LESSONS, Block.NEWS}
HIDDEN = Line(Block.GROUPS, title="Iets waar jij niet bij kunt", path="")


@dataclass(frozen=True)
class FoundMember:
    """A member who was searched for, with where she works."""

    member: Member
    organizations: str


@dataclass(frozen=True)
class Told:
    """What one digest was for one member."""

    period: str
    planned_at: datetime
    is_written: bool
    is_empty: bool


@dataclass(frozen=True)
class DigestOfMember:
    """What a member's next digest would tell."""

    member: Member
    blocks: Sequence[BlockPart]


@dataclass(frozen=True)
class MailOfMember:
    """One member's mail, and why what did not come did not come."""

    member: Member
    organizations: str
    preference: MailPreference
    next_at: datetime | None
    told: Sequence[Told]
    log: ReaderLog


def find_members(words_typed: str) -> list[FoundMember]:
    """Return members whose name or address holds each of these words; nobody when nothing was typed."""
    members = Member.objects.all()
    typed = words_typed.split()
    for word in typed:
        members = members.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if not typed:
        return []
    found = members.order_by(Lower("name"), "pk").prefetch_related(_places())[:FOUND_AT_MOST]
    return [FoundMember(member, _where(member)) for member in found]


def mail_of(member_id: int, *, page: str, now: datetime) -> MailOfMember:
    """
    Return what the back office may know of one member's mail.

    :raises Member.DoesNotExist: when there is no such member.
    """
    member = Member.objects.prefetch_related(_places()).get(pk=member_id)
    preference = MailPreference.objects.filter(member=member).first() or positions.DEFAULT
    deliveries = DigestDelivery.objects.filter(member=member).select_related("run").order_by("-up_to")
    return MailOfMember(
        member=member,
        organizations=_where(member),
        preference=preference,
        next_at=moments.next_moment(preference, now, member.mail_paused_until) if member.is_active else None,
        told=[
            Told(
                period=words.period(delivery.run),
                planned_at=delivery.run.planned_at,
                is_written=delivery.composed_at is not None,
                is_empty=delivery.is_empty,
            )
            for delivery in deliveries[:LATEST]
        ],
        log=log_of(member.pk, member.email, page),
    )


def preview_for(member_id: int, viewer: Roles, now: datetime) -> DigestOfMember:
    """
    Return what a member's next digest would tell if it came now, to who looks after the post.

    PRIVACY: that she may look after the post does not let her into a closed group. Of what she may
    not see herself stands here only that it would be told.

    :raises Member.DoesNotExist: when there is no such active member.
    """
    member = Member.objects.active().get(pk=member_id)
    blocks = pages.digest_so_far(member, Roles.of(member), now)
    lines = [line for block in blocks for part in block.parts for line in part.lines]
    threads = {int(pk) for line in lines for pk in THREAD.findall(line.path)}
    visible = set(Thread.objects.visible_to(viewer).filter(pk__in=threads).values_list("pk", flat=True))
    return DigestOfMember(member, [_without_secrets(block, visible) for block in blocks])


def _without_secrets(block: BlockPart, visible: set[int]) -> BlockPart:
    parts = []
    for part in block.parts:
        lines = [line if _may_be_shown(line, visible) else HIDDEN for line in part.lines]
        is_hidden = all(line is HIDDEN for line in lines)
        parts.append(GroupPart("" if is_hidden else part.name, lines))
    return replace(block, parts=parts)


def _may_be_shown(line: Line, visible: set[int]) -> bool:
    if line.block in OPEN_BLOCKS or line.path.startswith("/landelijke-vragen/"):
        return True
    threads = THREAD.findall(line.path)
    return bool(threads) and all(int(pk) in visible for pk in threads)


def _places() -> Prefetch:
    places = Affiliation.objects.current().select_related("organization").order_by("organization__name")
    return Prefetch("affiliations", places, to_attr="current_places")


def _where(member: Member) -> str:
    return ", ".join(place.organization.name for place in member.current_places)
